"""What rows of guarantees and affiliations say on a day, in the form that the rules work with."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_, select

from loaders.in_json import as_text, json_list, json_object
from models.affiliations import SchemeAffiliationRow
from models.contracts import ContractRow
from models.guarantees import AllowanceRow, GuaranteeRow
from planner.declarations import Expression


def holds(row: Any, day: Expression) -> ColumnElement[bool]:
    """Of rows with a first day, and perhaps a first day without."""
    return and_(row.valid_from <= day, or_(row.valid_to.is_(None), row.valid_to > day))


_ALLOWANCE = json_object(
    code=AllowanceRow.code,
    unit=AllowanceRow.unit,
    ceiling=as_text(AllowanceRow.ceiling),
    period=AllowanceRow.period,
    period_months=AllowanceRow.period_months,
    scope=AllowanceRow.scope,
)
_LINE = json_object(
    family=GuaranteeRow.family,
    practitioner=GuaranteeRow.practitioner,
    basket=GuaranteeRow.basket,
    variant=GuaranteeRow.variant,
    expression=GuaranteeRow.expression,
    waiting_months=GuaranteeRow.waiting_months,
    valid_from=GuaranteeRow.valid_from,
    valid_to=GuaranteeRow.valid_to,
    allowance=case((AllowanceRow.allowance_id.is_not(None), _ALLOWANCE)),
)


def guarantees_of(plan_id: Expression, *conditions: ColumnElement[bool]) -> ScalarSelect[Any]:
    """The table of a contract's product at a level, in its order."""
    its_allowance = and_(
        AllowanceRow.product_id == GuaranteeRow.product_id,
        AllowanceRow.allowance_id == GuaranteeRow.allowance_id,
    )
    return (
        select(json_list(_LINE, GuaranteeRow.position, GuaranteeRow.guarantee_id))
        .outerjoin_from(GuaranteeRow, AllowanceRow, its_allowance)
        .where(
            GuaranteeRow.product_id == ContractRow.product_id,
            or_(GuaranteeRow.plan_id.is_(None), GuaranteeRow.plan_id == plan_id),
            *conditions,
        )
        .correlate_except(GuaranteeRow, AllowanceRow)
        .scalar_subquery()
    )


def local_scheme(member_id: Expression, person_id: Expression, day: Expression) -> ScalarSelect[Any]:
    """Whether a person belongs to the scheme of Alsace-Moselle on a day."""
    return (
        select(func.coalesce(func.bool_or(SchemeAffiliationRow.alsace_moselle), False))
        .where(
            SchemeAffiliationRow.member_id == member_id,
            SchemeAffiliationRow.person_id == person_id,
            holds(SchemeAffiliationRow, day),
        )
        .correlate_except(SchemeAffiliationRow)
        .scalar_subquery()
    )
