"""Whose care a broker may have added up: of who has agreed to it, as long as they do."""

from sqlalchemy import and_, exists, or_
from sqlalchemy.orm import aliased

from loaders.adults import ADULT_BENEFICIARY
from loaders.consents import HOLDS_TODAY
from loaders.visibility import BROKER_ID, in_portfolio
from models.consents import ConsentRow
from models.contracts import ContractRow
from models.people import PersonRow
from models.reimbursements import ReimbursementRow as Line
from planner.declarations import Expression, Predicate

SETTING = "hub.consenting_member_id"
"""The one household whose lines a broker's database role reads. No request begins with one: it is stated for
the statement that adds up lines.
"""


def agrees(member_id: Expression, person_id: Expression) -> Predicate:
    """A person agrees today that the broker who asks see more than brokers do."""
    return (
        exists(ConsentRow.member_id)  # a broker's role reads some of the columns, and none by *
        .where(
            ConsentRow.member_id == member_id,
            ConsentRow.person_id == person_id,
            ConsentRow.purpose == "BROKER_ACCESS",
            ConsentRow.broker_id == BROKER_ID,
            HOLDS_TODAY,
        )
        .correlate_except(ConsentRow)
    )


def holder_agrees(member_id: Expression) -> Predicate:
    holder = aliased(PersonRow)
    return (
        exists(holder.member_id)
        .where(holder.member_id == member_id, holder.is_holder, agrees(holder.member_id, holder.person_id))
        .correlate_except(holder)
    )


def _placed(line: type[Line]) -> Predicate:
    return (
        exists()
        .where(
            ContractRow.member_id == line.member_id,
            ContractRow.contract_id == line.contract_id,
            ContractRow.broker_id == BROKER_ID,
        )
        .correlate_except(ContractRow)
    )


CONSENTED_LINES = and_(
    in_portfolio(Line.member_id),
    _placed(Line),
    holder_agrees(Line.member_id),
    or_(~ADULT_BENEFICIARY, agrees(Line.member_id, Line.person_id)),
)
"""Of contracts that the broker placed: where the holder agrees, theirs and those of minors, and of each adult
who agrees too. The rows join `people` by the person.
"""
