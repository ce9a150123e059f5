"""Who may see what is about one person of a household, or about the household as a whole."""

from sqlalchemy import BigInteger, bindparam, exists

from loaders.adults import ADULT_BENEFICIARY, shares
from models.people import PersonRow
from planner.declarations import Expression, Predicate

ACCOUNT_ID = bindparam("actor_account_id", type_=BigInteger)


def about_an_adult(member_id: Expression, person_id: Expression) -> Predicate:
    """It is about an adult whom the holder's contract covers; what is about nobody is not."""
    return _about(member_id, person_id, ADULT_BENEFICIARY)


def kept_from_the_holder(member_id: Expression, person_id: Expression) -> Predicate:
    """It is about such an adult, who does not share at this moment."""
    return _about(member_id, person_id, ADULT_BENEFICIARY, ~shares(PersonRow.member_id, PersonRow.person_id))


def _about(member_id: Expression, person_id: Expression, *who: Predicate) -> Predicate:
    # A named column: a household's database role may not read all those of `people`.
    return (
        exists(PersonRow.person_id)
        .where(PersonRow.member_id == member_id, PersonRow.person_id == person_id, *who)
        .correlate_except(PersonRow)
    )
