"""The scalars of the contract, with the one way each is written."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from resolvers.bad_values import BadValue

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z", re.ASCII)

AMOUNT = re.compile(r"-?\d{1,10}(\.\d{1,2})?", re.ASCII)

Date = NewType("Date", date)
DateTime = NewType("DateTime", datetime)
Euros = NewType("Euros", Decimal)


def parse_day(value: Any) -> date:
    """A day as `YYYY-MM-DD` and no other of the forms that ISO 8601 allows."""
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise BadValue("A Date is a day that exists, written YYYY-MM-DD.")


def parse_instant(value: Any) -> datetime:
    """An instant in UTC, ending in Z."""
    if isinstance(value, str) and INSTANT.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    raise BadValue("A DateTime is an instant in UTC, written YYYY-MM-DDTHH:MM:SSZ.")


def parse_amount(value: Any) -> Decimal:
    """An exact amount as text: a number of JSON may have been rounded before it came here."""
    if isinstance(value, str) and AMOUNT.fullmatch(value):
        return Decimal(value)
    raise BadValue('Euros are written as text with a point and at most two decimals, like "12.50".')


def write_amount(value: Decimal) -> str:
    return f"{value:.2f}"


def write_instant(value: datetime) -> str:
    """Microseconds are written only where there are any."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


SCALARS: dict[object, ScalarDefinition] = {
    Date: strawberry.scalar(
        name="Date",
        description="A day, written YYYY-MM-DD (ISO 8601). Days are days in Europe/Paris.",
        serialize=date.isoformat,
        parse_value=parse_day,
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="An instant in UTC, written YYYY-MM-DDTHH:MM:SSZ (ISO 8601), with a fraction if any.",
        serialize=write_instant,
        parse_value=parse_instant,
    ),
    Euros: strawberry.scalar(
        name="Euros",
        description='An exact amount in euros as text, "12.50"; negative where money goes back.',
        serialize=write_amount,
        parse_value=parse_amount,
    ),
}
