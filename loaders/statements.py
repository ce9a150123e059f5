"""The rows of statements of reimbursements (décomptes)."""

from decimal import Decimal

from sqlalchemy import ARRAY, BigInteger, ScalarSelect, and_, case, exists, func, select, true

from loaders import visibility
from loaders.visibility_people import kept_from_the_holder
from models.base import table_of
from models.members import MemberRow
from models.reimbursements import ReimbursementRow
from models.statements import StatementRow
from planner.declarations import Order, Page, Predicate, Rows
from runtime.actor import Role

_LINES = (
    ReimbursementRow.member_id == StatementRow.member_id,
    ReimbursementRow.statement_id == StatementRow.statement_id,
)
_MY_LINES = (*_LINES, ReimbursementRow.person_id == visibility.PERSON_ID)
_LINES_SHOWN = (*_LINES, ~kept_from_the_holder(ReimbursementRow.member_id, ReimbursementRow.person_id))
"""Whom a payment went to tells who gave the care: a line that the holder may not read is no part of it."""

STATEMENTS = Rows(
    type_name="Statement",
    tag="stm",
    table=table_of(StatementRow),
    key=(StatementRow.member_id, StatementRow.statement_id),
    visible=visibility.scope({
        Role.MEMBER: and_(
            StatementRow.member_id == visibility.MEMBER_ID,
            exists().where(*_LINES_SHOWN).correlate_except(ReimbursementRow),
        ),
        Role.BENEFICIARY: and_(
            StatementRow.member_id == visibility.MEMBER_ID,
            exists().where(*_MY_LINES).correlate_except(ReimbursementRow),
        ),
        Role.AGENT: true(),
    }),
    full=visibility.scope({Role.MEMBER: true(), Role.AGENT: true()}),
    people=select(func.array_agg(ReimbursementRow.person_id.distinct(), type_=ARRAY(BigInteger)))
    .where(*_LINES)
    .correlate_except(ReimbursementRow)
    .scalar_subquery(),
)  # fmt: skip
"""In full: with the account that was paid, which is the holder's."""


def _part(*lines: Predicate) -> ScalarSelect[Decimal]:
    return (
        select(func.coalesce(func.sum(ReimbursementRow.complementary_paid), 0))
        .where(*lines)
        .correlate_except(ReimbursementRow)
        .scalar_subquery()
    )


TOTAL = case(
    {Role.BENEFICIARY.value: _part(*_MY_LINES), Role.MEMBER.value: _part(*_LINES_SHOWN)},
    value=visibility.ROLE,
    else_=StatementRow.total,
)
"""What was paid for the lines that the reader sees in full."""

OF_MEMBER = Page(
    "statements",
    STATEMENTS,
    (Order("ISSUED_ON", (StatementRow.issued_on, StatementRow.statement_id), descending=True),),
    on=((MemberRow.member_id, StatementRow.member_id),),
)
