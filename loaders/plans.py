"""The levels of products and contracts, as JSON within the rows that they belong to."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from loaders.visibility import TODAY
from models.contracts import ContractPlanRow, ContractRow
from models.products import PlanRow
from planner.declarations import Column, Expression

_PLAN = func.jsonb_build_object(
    literal("rank", literal_execute=True),
    PlanRow.rank,
    literal("label", literal_execute=True),
    PlanRow.label,
    type_=JSONB,
)
_OF_CONTRACT = and_(
    ContractPlanRow.member_id == ContractRow.member_id, ContractPlanRow.contract_id == ContractRow.contract_id
)
_BEGUN = ContractPlanRow.valid_from <= TODAY

PLAN_OF_CONTRACT = (
    select(_PLAN)
    .join(ContractPlanRow, ContractPlanRow.plan_id == PlanRow.plan_id)
    .where(_OF_CONTRACT)
    .order_by(
        _BEGUN.desc(),
        case((_BEGUN, ContractPlanRow.valid_from)).desc().nulls_last(),
        ContractPlanRow.valid_from,
    )
    .limit(literal(1, literal_execute=True))
    .correlate_except(ContractPlanRow, PlanRow)
    .scalar_subquery()
)
"""The level that holds today; of a contract not begun its first, of one that has ended its last."""

PLAN_IN_FULL = Column(PLAN_OF_CONTRACT, restricted=True)
"""Not for somebody whom it covers no more."""


def plan_on(day: Expression) -> ScalarSelect[int]:
    """The key of a contract's level on a day, of two the later; null where it had none."""
    return (
        select(ContractPlanRow.plan_id)
        .where(
            _OF_CONTRACT,
            ContractPlanRow.valid_from <= day,
            or_(ContractPlanRow.valid_to.is_(None), ContractPlanRow.valid_to > day),
        )
        .order_by(ContractPlanRow.valid_from.desc())
        .limit(literal(1, literal_execute=True))
        .correlate_except(ContractPlanRow)
        .scalar_subquery()
    )


def plans_of(product_id: Expression) -> ColumnElement[Any]:
    """All levels of a product, the lowest first."""
    listed = func.jsonb_agg(aggregate_order_by(_PLAN, PlanRow.rank), type_=JSONB)
    return (
        select(func.coalesce(listed, func.jsonb_build_array(type_=JSONB), type_=JSONB))
        .where(PlanRow.product_id == product_id)
        .correlate_except(PlanRow)
        .scalar_subquery()
    )


OTHER_LEVELS = (
    select(func.count() > 1)
    .select_from(PlanRow)
    .where(PlanRow.product_id == ContractRow.product_id)
    .correlate_except(PlanRow)
    .scalar_subquery()
)
"""Whether the product of a contract has levels besides its own."""
