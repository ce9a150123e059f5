"""The rows of statements of reimbursements (décomptes)."""

from sqlalchemy import and_, case, exists, func, select, true

from loaders import visibility
from models.base import table_of
from models.members import MemberRow
from models.reimbursements import ReimbursementRow
from models.statements import StatementRow
from planner.declarations import Order, Page, Rows
from runtime.actor import Role

_LINES = (
    ReimbursementRow.member_id == StatementRow.member_id,
    ReimbursementRow.statement_id == StatementRow.statement_id,
)
_MY_LINES = (*_LINES, ReimbursementRow.person_id == visibility.PERSON_ID)

STATEMENTS = Rows(
    type_name="Statement",
    tag="stm",
    table=table_of(StatementRow),
    key=(StatementRow.member_id, StatementRow.statement_id),
    visible=visibility.scope({
        Role.MEMBER: StatementRow.member_id == visibility.MEMBER_ID,
        Role.BENEFICIARY: and_(
            StatementRow.member_id == visibility.MEMBER_ID,
            exists().where(*_MY_LINES).correlate_except(ReimbursementRow),
        ),
        Role.AGENT: true(),
    }),
    full=visibility.scope({Role.MEMBER: true(), Role.AGENT: true()}),
)  # fmt: skip
"""In full: with the account that was paid, which is the holder's."""

_MY_PART = (
    select(func.coalesce(func.sum(ReimbursementRow.complementary_paid), 0))
    .where(*_MY_LINES)
    .correlate_except(ReimbursementRow)
    .scalar_subquery()
)

TOTAL = case({Role.BENEFICIARY.value: _MY_PART}, value=visibility.ROLE, else_=StatementRow.total)
"""What was paid, as far as the reader sees the lines of it: a covered person sees their own only."""

OF_MEMBER = Page(
    "statements",
    STATEMENTS,
    (Order("ISSUED_ON", (StatementRow.issued_on, StatementRow.statement_id), descending=True),),
    on=((MemberRow.member_id, StatementRow.member_id),),
)
