"""The rows of reimbursements, what they add up to, and the ways to choose among them."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Date, Numeric, all_, and_, any_, func, literal, true

from loaders import visibility
from loaders.adults import shown_to_the_holder
from models.base import table_of
from models.contracts import CoverageRow
from models.members import MemberRow
from models.people import PersonRow
from models.reimbursements import ReimbursementRow
from models.statements import StatementRow
from planner.choices import given, given_texts
from planner.declarations import Column, Criterion, Expression, Order, Page, Rows
from planner.global_id import written
from runtime.actor import Role

LINE = ReimbursementRow

REIMBURSEMENTS = Rows(
    type_name="Reimbursement",
    tag="rmb",
    table=table_of(LINE),
    joins=(
        (
            table_of(PersonRow),
            and_(PersonRow.member_id == LINE.member_id, PersonRow.person_id == LINE.person_id),
        ),
    ),
    key=(LINE.member_id, LINE.reimbursement_id),
    visible=visibility.scope({
        Role.MEMBER: LINE.member_id == visibility.MEMBER_ID,
        Role.BENEFICIARY: and_(
            LINE.member_id == visibility.MEMBER_ID, LINE.person_id == visibility.PERSON_ID
        ),
        Role.AGENT: true(),
    }),
    full=visibility.scope({
        Role.MEMBER: shown_to_the_holder(LINE.member_id, LINE.person_id),
        Role.BENEFICIARY: true(),
        Role.AGENT: true(),
    }),
    person=LINE.person_id,
)  # fmt: skip

SEEN_IN_FULL = Column(true(), restricted=True)

REIMBURSEMENT_TOTALS = replace(REIMBURSEMENTS, type_name="ReimbursementTotals", tag=None)

_SPACED_WORDS = literal(" ").concat(LINE.search)

CRITERIA = (
    Criterion(
        "beneficiary_ids",
        written("bnf", (LINE.member_id, LINE.coverage_id)) == any_(given_texts("beneficiary_ids")),
    ),
    Criterion("status", LINE.status == any_(given_texts("status"))),
    Criterion("paid_on_from", LINE.paid_on >= given("paid_on_from", Date())),
    Criterion("paid_on_to", LINE.paid_on <= given("paid_on_to", Date())),
    Criterion("category", LINE.category == any_(given_texts("category")), restricted=True),
    Criterion("family", LINE.family == any_(given_texts("family")), restricted=True),
    Criterion("payee", LINE.payee == any_(given_texts("payee")), restricted=True),
    Criterion("search", _SPACED_WORDS.like(all_(given_texts("search"))), restricted=True),
    Criterion("care_date_from", LINE.care_date >= given("care_date_from", Date()), restricted=True),
    Criterion("care_date_to", LINE.care_date <= given("care_date_to", Date()), restricted=True),
    Criterion("spent_min", LINE.spent >= given("spent_min", Numeric(12, 2)), restricted=True),
    Criterion("spent_max", LINE.spent <= given("spent_max", Numeric(12, 2)), restricted=True),
)

# Not the last day that Python knows: asyncpg makes that one "infinity".
_NEVER = literal(date(9999, 1, 1), Date, literal_execute=True)
PAYMENT = func.coalesce(LINE.paid_on, _NEVER, type_=Date())
"""The order of payment, as the indexes of `ReimbursementRow` have it: what is not paid yet comes last."""


def _both(
    name: str, by: Expression, *, restricted: bool = False, unindexed: str | None = None
) -> tuple[Order, Order]:
    columns = (by, LINE.reimbursement_id)
    falling = Order(f"{name}_DESC", columns, descending=True, restricted=restricted, unindexed=unindexed)
    return falling, replace(falling, name=f"{name}_ASC", descending=False)


_SORTED = "the lines of one household, some hundreds a year, are sorted as they are read"


ORDERS = (
    *_both("PAID_ON", PAYMENT),
    *_both("CARE_DATE", LINE.care_date, restricted=True),
    *_both("SPENT", LINE.spent, restricted=True, unindexed=_SORTED),
    *_both("COMPLEMENTARY_PAID", LINE.complementary_paid, unindexed=_SORTED),
)

OF_MEMBER = Page(
    "reimbursements",
    REIMBURSEMENTS,
    ORDERS,
    on=((MemberRow.member_id, LINE.member_id),),
    criteria=CRITERIA,
)
OF_BENEFICIARY = Page(
    "beneficiary reimbursements",
    REIMBURSEMENTS,
    ORDERS,
    on=((CoverageRow.member_id, LINE.member_id), (CoverageRow.coverage_id, LINE.coverage_id)),
    criteria=CRITERIA,
)
OF_STATEMENT = Page(
    "statement reimbursements",
    REIMBURSEMENTS,
    (Order("LINE", (LINE.reimbursement_id,), restricted=True),),
    on=((StatementRow.member_id, LINE.member_id), (StatementRow.statement_id, LINE.statement_id)),
)
