"""The rows of allowances: what a covered person has on a day, and what was used of it until then."""

from sqlalchemy import Date, Text, and_, case, cast, func, or_, select, true
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from loaders import visibility
from loaders.adults import shown_to_the_holder
from loaders.asked import ON_DATE
from loaders.plans import plan_on
from models.base import table_of
from models.contracts import ContractRow, CoverageRow
from models.guarantees import AllowanceRow
from models.people import PersonRow
from models.reimbursements import AllowanceUseRow
from planner.declarations import Rows
from runtime.actor import Role

DAY = func.coalesce(ON_DATE, visibility.TODAY, type_=Date())

_ITS_CONTRACT = and_(
    ContractRow.member_id == CoverageRow.member_id, ContractRow.contract_id == CoverageRow.contract_id
)
_THE_PERSON = and_(PersonRow.member_id == CoverageRow.member_id, PersonRow.person_id == CoverageRow.person_id)
_THEN = and_(
    AllowanceRow.product_id == ContractRow.product_id,
    or_(AllowanceRow.plan_id.is_(None), AllowanceRow.plan_id == plan_on(DAY)),
    AllowanceRow.valid_from <= DAY,
    or_(AllowanceRow.valid_to.is_(None), AllowanceRow.valid_to > DAY),
    CoverageRow.covered_from <= DAY,
    or_(CoverageRow.covered_to.is_(None), CoverageRow.covered_to > DAY),
)

ALLOWANCES = Rows(
    type_name="Allowance",
    table=table_of(CoverageRow),
    joins=(
        (table_of(ContractRow), _ITS_CONTRACT),
        (table_of(PersonRow), _THE_PERSON),
        (table_of(AllowanceRow), _THEN),
    ),
    key=(CoverageRow.member_id, CoverageRow.coverage_id, AllowanceRow.allowance_id),
    visible=visibility.scope({
        Role.MEMBER: and_(
            CoverageRow.member_id == visibility.MEMBER_ID,
            shown_to_the_holder(CoverageRow.member_id, CoverageRow.person_id),
        ),
        Role.BENEFICIARY: and_(
            CoverageRow.member_id == visibility.MEMBER_ID, CoverageRow.person_id == visibility.PERSON_ID
        ),
        Role.AGENT: true(),
    }),
    full=visibility.scope({
        Role.MEMBER: AllowanceRow.scope != "FAMILY",
        Role.BENEFICIARY: AllowanceRow.scope != "FAMILY",
        Role.AGENT: true(),
    }),
    person=CoverageRow.person_id,
)  # fmt: skip
"""In full: with what was used. What a family shares would tell one what another had done."""

USES = (
    select(
        func.coalesce(
            func.jsonb_agg(
                aggregate_order_by(
                    func.jsonb_build_array(
                        AllowanceUseRow.used_on, AllowanceUseRow.part, cast(AllowanceUseRow.used, Text)
                    ),
                    AllowanceUseRow.used_on,
                    AllowanceUseRow.allowance_use_id,
                ),
                type_=JSONB,
            ),
            func.jsonb_build_array(type_=JSONB),
            type_=JSONB,
        )
    )
    .where(
        AllowanceUseRow.member_id == CoverageRow.member_id,
        AllowanceUseRow.contract_id == CoverageRow.contract_id,
        AllowanceUseRow.code == AllowanceRow.code,
        AllowanceUseRow.used_on <= DAY,
        case(
            (AllowanceRow.scope == "FAMILY", true()), else_=AllowanceUseRow.person_id == CoverageRow.person_id
        ),
    )
    .correlate_except(AllowanceUseRow)
    .scalar_subquery()
)
"""Day, part and how much, in order: of the person under this contract, whichever coverage it was then."""
