"""Ranges that filters take; both ends belong to them, and either may be left out."""

from datetime import date
from decimal import Decimal
from typing import Any

import strawberry
from strawberry import UNSET

from planner.choices import BadArgument
from resolvers.arguments import given
from schema.scalars import Date, Euros


@strawberry.input(description="Days from one to another, both included.")
class DateRange:
    from_: Date | None = strawberry.field(
        name="from", default=UNSET, description="The first day; none for no beginning."
    )
    to: Date | None = strawberry.field(default=UNSET, description="The last day; none for no end.")


@strawberry.input(description="Amounts from one to another, both included.")
class EurosRange:
    min: Euros | None = strawberry.field(default=UNSET, description="The least; none for no bound.")
    max: Euros | None = strawberry.field(default=UNSET, description="The most; none for no bound.")


def days(name: str, value: DateRange | None, argument: str) -> dict[str, date | None]:
    """What a range says of days, as criteria `<name>_from` and `<name>_to`."""
    if not (value := given(value)):
        return {}
    first, last = _in_order(value.from_, value.to, argument, "from", "to")
    return {f"{name}_from": first, f"{name}_to": last}


def amounts(name: str, value: EurosRange | None, argument: str) -> dict[str, Decimal | None]:
    """What a range says of amounts, as criteria `<name>_min` and `<name>_max`."""
    if not (value := given(value)):
        return {}
    least, most = _in_order(value.min, value.max, argument, "min", "max")
    return {f"{name}_min": least, f"{name}_max": most}


def _in_order(low: Any, high: Any, argument: str, low_name: str, high_name: str) -> tuple[Any, Any]:
    low, high = given(low), given(high)
    if low is not None and high is not None and low > high:
        raise BadArgument(argument, f"`{argument}`: `{low_name}` ({low}) is after `{high_name}` ({high}).")
    return low, high
