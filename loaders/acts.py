"""The rows of acts of care and of their tariffs: the catalogue, the same for everybody."""

from sqlalchemy import Date, all_, and_, func, literal, or_

from loaders.visibility_public import everybody
from models.acts import ActRow, ActTariffRow
from models.base import table_of
from planner.choices import given, given_texts
from planner.declarations import Criterion, Order, Page, Rows

ACTS = Rows(
    type_name="Act",
    tag="act",
    table=table_of(ActRow),
    key=(ActRow.act_id,),
    visible=everybody,
)

ACT_TARIFFS = Rows(
    type_name="ActTariff",
    table=table_of(ActTariffRow),
    key=(ActTariffRow.act_id, ActTariffRow.practitioner, ActTariffRow.valid_from),
    visible=everybody,
)

PRACTITIONER = func.nullif(ActTariffRow.practitioner, "ANY", type_=ActTariffRow.practitioner.type)
"""Whom a tariff is for; none where it holds for all."""

ITS_TARIFFS = ((ActRow.act_id, ActTariffRow.act_id),)
TARIFFS_IN_ORDER = (ActTariffRow.practitioner, ActTariffRow.valid_from)

_DAY = given("on_date", Date())
_HOLDS = and_(
    ActTariffRow.valid_from <= _DAY, or_(ActTariffRow.valid_to.is_(None), ActTariffRow.valid_to > _DAY)
)
ON_DATE = Criterion("on_date", _HOLDS)

ACT_PAGE = Page(
    "acts",
    ACTS,
    orders=(Order("CODE", (ActRow.search, ActRow.act_id)),),
    criteria=(
        Criterion("search", literal(" ").concat(ActRow.search).like(all_(given_texts("search")))),
        Criterion("on_date", _HOLDS, through=ACT_TARIFFS, on=ITS_TARIFFS),
    ),
)
"""By code: what is searched in begins with it."""
