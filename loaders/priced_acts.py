"""Acts with all that the rules ask of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Row, ScalarSelect, Select, Text, any_, bindparam, or_, select
from sqlalchemy.orm import aliased

from loaders.acts import ACTS
from loaders.in_json import as_text, json_list, json_object
from loaders.reader import Reader
from models.acts import ActRow, ActTariffRow
from runtime.actor import Role

CODES = bindparam("codes", type_=ARRAY(Text()))
FAMILIES = bindparam("families", type_=ARRAY(Text()))

TARIFFS: ScalarSelect[Any] = (
    select(
        json_list(
            json_object(
                practitioner=ActTariffRow.practitioner,
                valid_from=ActTariffRow.valid_from,
                valid_to=ActTariffRow.valid_to,
                base=as_text(ActTariffRow.reimbursement_base),
                limit_price=as_text(ActTariffRow.limit_price),
                certainty=ActTariffRow.certainty,
            ),
            ActTariffRow.practitioner,
            ActTariffRow.valid_from,
        )
    )
    .where(ActTariffRow.act_id == ActRow.act_id)
    .correlate_except(ActTariffRow)
    .scalar_subquery()
)

COLUMNS = (
    "act_id", "code", "label", "category", "family", "basket", "flat_contribution", "deductible_kind",
    "care_family", "variant", "heavy", "from_age", "below_age", "alternative", "typical",
)  # fmt: skip


def _wanted(act: Any) -> ColumnElement[bool]:
    return or_(act.code == any_(CODES), act.family == any_(FAMILIES))


def with_tariffs(visible: Select[Any], _: Role) -> Select[Any]:
    """Acts that are seen, those of the wanted codes and families, with what the rules ask of an act."""
    instead = aliased(ActRow)
    found = (_wanted(ActRow), ActRow.code.in_(select(instead.alternative).where(_wanted(instead))))
    return (
        visible.add_columns(
            *(getattr(ActRow, name).label(f"fact_{name}") for name in COLUMNS), TARIFFS.label("fact_tariffs")
        )
        .where(or_(*found))
        .order_by(ActRow.position, ActRow.act_id)
    )


async def priced_acts(reader: Reader, codes: Sequence[str], families: Sequence[str]) -> Sequence[Row[Any]]:
    """Acts of these codes and families, with those of class A that could be had instead, in their order."""
    return await reader.extended(ACTS, with_tariffs, {"codes": list(codes), "families": list(families)})
