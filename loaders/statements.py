"""The rows of statements of reimbursements (décomptes)."""

from decimal import Decimal

from sqlalchemy import ARRAY, BigInteger, ScalarSelect, and_, case, exists, func, select, true

from loaders import visibility
from loaders.visibility_people import kept_from_the_holder
from models.base import table_of
from models.documents import DocumentRow
from models.members import MemberRow
from models.reimbursements import ReimbursementRow
from models.statements import StatementRow
from planner.declarations import Order, Page, Predicate, Rows
from runtime.actor import Role

Lines = tuple[Predicate, ...]
Payment = type[StatementRow] | type[DocumentRow]
"""A statement, or the one that a document is of."""


def _lines(of: Payment) -> Lines:
    return (
        ReimbursementRow.member_id == of.member_id,
        ReimbursementRow.statement_id == of.statement_id,
    )


def my_lines(of: Payment) -> Lines:
    """Those about the reader."""
    return (*_lines(of), ReimbursementRow.person_id == visibility.PERSON_ID)


def lines_shown(of: Payment) -> Lines:
    """Whom a payment went to tells who gave the care: to the holder a line that they may not read is no part
    of it.
    """
    return (*_lines(of), ~kept_from_the_holder(ReimbursementRow.member_id, ReimbursementRow.person_id))


def lines_hidden(of: Payment) -> Lines:
    return (*_lines(of), kept_from_the_holder(ReimbursementRow.member_id, ReimbursementRow.person_id))


def there_are(lines: Lines) -> Predicate:
    return exists().where(*lines).correlate_except(ReimbursementRow)


STATEMENTS = Rows(
    type_name="Statement",
    tag="stm",
    table=table_of(StatementRow),
    key=(StatementRow.member_id, StatementRow.statement_id),
    visible=visibility.scope({
        Role.MEMBER: and_(
            StatementRow.member_id == visibility.MEMBER_ID,
            there_are(lines_shown(StatementRow)),
        ),
        Role.BENEFICIARY: and_(
            StatementRow.member_id == visibility.MEMBER_ID,
            there_are(my_lines(StatementRow)),
        ),
        Role.AGENT: true(),
    }),
    full=visibility.scope({Role.MEMBER: true(), Role.AGENT: true()}),
    people=select(func.array_agg(ReimbursementRow.person_id.distinct(), type_=ARRAY(BigInteger)))
    .where(*_lines(StatementRow))
    .correlate_except(ReimbursementRow)
    .scalar_subquery(),
)  # fmt: skip
"""In full: with the account that was paid, which is the holder's."""


def _part(lines: Lines) -> ScalarSelect[Decimal]:
    return (
        select(func.coalesce(func.sum(ReimbursementRow.complementary_paid), 0))
        .where(*lines)
        .correlate_except(ReimbursementRow)
        .scalar_subquery()
    )


TOTAL = case(
    (visibility.acts_as(Role.BENEFICIARY), _part(my_lines(StatementRow))),
    (visibility.acts_as(Role.MEMBER), _part(lines_shown(StatementRow))),
    else_=StatementRow.total,
)
"""What was paid for the lines that the reader sees in full."""

OF_MEMBER = Page(
    "statements",
    STATEMENTS,
    (Order("ISSUED_ON", (StatementRow.issued_on, StatementRow.statement_id), descending=True),),
    on=((MemberRow.member_id, StatementRow.member_id),),
)
