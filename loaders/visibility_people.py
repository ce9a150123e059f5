"""Who may see what is about one person of a household, or about the household as a whole."""

from sqlalchemy import BigInteger, and_, bindparam, exists, not_, or_

from loaders.adults import ADULT_BENEFICIARY, shares
from models.people import PersonRow
from models.procedures import FOR_ONE_PERSON, ProcedureRow
from planner.declarations import Expression, Predicate
from runtime.actor import Role

SHARED_KINDS = (
    "REIMBURSEMENT_REQUEST", "QUOTE_ESTIMATE", "HOSPITAL_CARE", "TELETRANSMISSION_CHANGE", "BENEFICIARY_ADD",
    "BENEFICIARY_REMOVE", "ADULT_CHILD_CERTIFICATE", "LEVEL_CHANGE_CONTACT", "LEVEL_CHANGE",
    "CONTRACT_TERMINATION",
)  # fmt: skip
"""What an adult who shares shows the holder: démarches about their care and their cover. Where they live, who
they are, what they complain of and that they asked for their data stay theirs; so does a new kind until it is
put here.
"""

ACCOUNT_ID = bindparam("actor_account_id", type_=BigInteger)


def about_an_adult(member_id: Expression, person_id: Expression) -> Predicate:
    """It is about an adult whom the holder's contract covers; what is about nobody is not."""
    return _about(member_id, person_id, ADULT_BENEFICIARY)


def kept_from_the_holder(member_id: Expression, person_id: Expression) -> Predicate:
    """It is about such an adult, who does not share at this moment."""
    return _about(member_id, person_id, ADULT_BENEFICIARY, ~shares(PersonRow.member_id, PersonRow.person_id))


def sent_for_oneself(procedure: type[ProcedureRow]) -> Predicate:
    """By this account, and not in the place of somebody: what was sent under a mandate is seen under it, by
    whom it is about, and the household is told of each look. It does not outlast the mandate.
    """
    return and_(procedure.submitted_by == ACCOUNT_ID, procedure.submitted_as != Role.GUARDIAN.value)


def sent_and_kept_from_the_holder(procedure: type[ProcedureRow]) -> Predicate:
    """A démarche that somebody else sent, and that is an adult's own.

    One that names nobody is the sender's where the sender acts for one person. The table takes none
    (`procedures_whose_check`); this does not count on it.
    """
    whose = (procedure.member_id, procedure.person_id)
    return and_(
        not_(sent_for_oneself(procedure)),
        or_(
            kept_from_the_holder(*whose),
            and_(procedure.kind.not_in(SHARED_KINDS), about_an_adult(*whose)),
            and_(procedure.person_id.is_(None), procedure.submitted_as.in_(FOR_ONE_PERSON)),
        ),
    )


def _about(member_id: Expression, person_id: Expression, *who: Predicate) -> Predicate:
    # A named column: a household's database role may not read all those of `people`.
    return (
        exists(PersonRow.person_id)
        .where(PersonRow.member_id == member_id, PersonRow.person_id == person_id, *who)
        .correlate_except(PersonRow)
    )
