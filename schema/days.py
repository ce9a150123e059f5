"""A day that a field is asked about."""

from datetime import date
from typing import Annotated

import strawberry
from strawberry import UNSET

from planner.choices import BadArgument, Choice
from resolvers.arguments import given
from schema.scalars import Date

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)

OnDate = Annotated[
    Date | None,
    strawberry.argument(description="On which day, from 1990 to 2100; today if unsaid."),
]


def day_of(on_date: Date | None) -> date | None:
    """The day of an argument `onDate`, in the years that anything can be known of."""
    day = given(on_date)
    if day is not None and not FIRST <= day <= LAST:
        raise BadArgument("onDate", f"`onDate` is a day from {FIRST} to {LAST}.")
    return day


def on_date(on_date: OnDate = UNSET) -> Choice:
    """What holds on a day."""
    return Choice.of({"on_date": day_of(on_date)})
