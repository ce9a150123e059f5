"""JSON that rows are gathered in, within the row that they belong to."""

from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, literal
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from planner.declarations import Expression


def json_object(**fields: Expression) -> ColumnElement[Any]:
    """JSON for `as_text` amounts: as a number of JSON one would be a float once it is read."""
    parts: list[Any] = []
    for name, each in fields.items():
        parts += [literal(name, literal_execute=True), each]
    return func.jsonb_build_object(*parts, type_=JSONB)


def json_list(value: ColumnElement[Any], *order: Any) -> ColumnElement[Any]:
    return func.coalesce(
        func.jsonb_agg(aggregate_order_by(value, *order), type_=JSONB),
        func.jsonb_build_array(type_=JSONB),
        type_=JSONB,
    )


def as_text(amount: Any) -> ColumnElement[str]:
    return cast(amount, Text)
