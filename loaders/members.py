"""The rows of households, and the ways to find some of them."""

from sqlalchemy import BigInteger, Text, all_, and_, any_, exists, literal, or_, select

from loaders import visibility
from loaders.contracts import CONTRACTS
from loaders.installments import INSTALLMENTS
from loaders.plans import plan_on
from models.base import table_of
from models.contracts import ContractRow
from models.installments import InstallmentRow
from models.members import MemberRow, MemberWordRow
from models.people import PersonRow
from models.products import PlanRow, ProductRow
from planner.choices import given, given_texts
from planner.declarations import Criterion, Order, Page, Root, Rows

MEMBERS = Rows(
    type_name="Member",
    tag="mbr",
    table=table_of(MemberRow),
    joins=(
        (
            table_of(PersonRow),
            and_(PersonRow.member_id == MemberRow.member_id, PersonRow.is_holder),
        ),
    ),
    key=(MemberRow.member_id,),
    visible=visibility.members,
    full=visibility.members_in_full,
)

OWN_HOUSEHOLD = Root(MEMBERS, where=MemberRow.member_id == visibility.MEMBER_ID)
BY_NUMBER = Root(MEMBERS, where=MemberRow.number == given("number", Text()))

BY_NAME = Order("NAME", (MemberRow.sort_name, MemberRow.member_id))

_ITS_CONTRACTS = ((MemberRow.member_id, ContractRow.member_id),)
_ITS_INSTALLMENTS = ((MemberRow.member_id, InstallmentRow.member_id),)
_HAS_A_WORD = (
    exists()
    .where(
        MemberWordRow.member_id == MemberRow.member_id,
        MemberWordRow.word >= given("word", Text()),
        MemberWordRow.word < given("word_end", Text()),
    )
    .correlate_except(MemberWordRow)
)

_HOLDS = and_(
    ContractRow.start_date <= visibility.TODAY,
    or_(ContractRow.end_date.is_(None), ContractRow.end_date > visibility.TODAY),
)
_PRODUCT = (
    select(ProductRow.product_id)
    .where(ProductRow.code == given("product", Text()))
    .correlate_except(ProductRow)
    .scalar_subquery()
)
_RANK = (
    select(PlanRow.rank)
    .where(PlanRow.plan_id == plan_on(visibility.TODAY))
    .correlate_except(PlanRow)
    .scalar_subquery()
)

CRITERIA = (
    Criterion("word", _HAS_A_WORD),
    Criterion("words", literal(" ").concat(MemberRow.search).like(all_(given_texts("words")))),
    Criterion(
        "line_of_business",
        ContractRow.line_of_business == any_(given_texts("line_of_business")),
        through=CONTRACTS,
        on=_ITS_CONTRACTS,
    ),
    Criterion(
        "contract_status",
        ContractRow.status == any_(given_texts("contract_status")),
        through=CONTRACTS,
        on=_ITS_CONTRACTS,
    ),
    Criterion(
        "product", and_(ContractRow.product_id == _PRODUCT, _HOLDS), through=CONTRACTS, on=_ITS_CONTRACTS
    ),
    Criterion(
        "level",
        and_(ContractRow.product_id == _PRODUCT, _HOLDS, given("level", BigInteger()) == _RANK),
        through=CONTRACTS,
        on=_ITS_CONTRACTS,
    ),
    Criterion("in_arrears", InstallmentRow.status == "REJECTED", through=INSTALLMENTS, on=_ITS_INSTALLMENTS),
    Criterion(
        "up_to_date",
        InstallmentRow.status == "REJECTED",
        through=INSTALLMENTS,
        on=_ITS_INSTALLMENTS,
        negated=True,
    ),
)

MEMBER_PAGE = Page("members", MEMBERS, orders=(BY_NAME,), criteria=CRITERIA)
