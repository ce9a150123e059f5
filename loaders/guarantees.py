"""The rows of guarantees: the lines that a contract has on a day, the same for everybody it covers."""

from sqlalchemy import Date, Text, and_, cast, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB

from loaders import visibility
from loaders.asked import ON_DATE
from loaders.plans import plan_on
from models.base import table_of
from models.contracts import ContractRow
from models.guarantees import AllowanceRow, GuaranteeRow
from planner.declarations import Rows

_NOW = func.greatest(
    ContractRow.start_date, func.least(visibility.TODAY, ContractRow.end_date - 1, type_=Date()), type_=Date()
)
DAY = func.coalesce(ON_DATE, _NOW, type_=Date())
"""The day asked for; else today, or the first day of a contract not begun, the last of one that has ended."""

_THEN = and_(
    GuaranteeRow.product_id == ContractRow.product_id,
    or_(GuaranteeRow.plan_id.is_(None), GuaranteeRow.plan_id == plan_on(DAY)),
    GuaranteeRow.valid_from <= DAY,
    or_(GuaranteeRow.valid_to.is_(None), GuaranteeRow.valid_to > DAY),
    ContractRow.start_date <= DAY,
    or_(ContractRow.end_date.is_(None), ContractRow.end_date > DAY),
)

GUARANTEES = Rows(
    type_name="Guarantee",
    table=table_of(ContractRow),
    joins=((table_of(GuaranteeRow), _THEN),),
    key=(ContractRow.member_id, ContractRow.contract_id, GuaranteeRow.guarantee_id),
    visible=visibility.guarantees,
)

_FIELDS = {
    "code": AllowanceRow.code,
    "label": AllowanceRow.label,
    "unit": AllowanceRow.unit,
    # As a text: a number of JSON would be a float once it is read.
    "ceiling": cast(AllowanceRow.ceiling, Text),
    "period": AllowanceRow.period,
    "period_months": AllowanceRow.period_months,
    "scope": AllowanceRow.scope,
}

CEILING = (
    select(
        func.jsonb_build_object(
            *(part for name, each in _FIELDS.items() for part in (literal(name, literal_execute=True), each)),
            type_=JSONB,
        )
    )
    .where(AllowanceRow.allowance_id == GuaranteeRow.allowance_id)
    .correlate_except(AllowanceRow)
    .scalar_subquery()
)
