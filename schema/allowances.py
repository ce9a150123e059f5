"""Allowances of a covered person: what is left of them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import strawberry

from loaders.allowances import ALLOWANCES, DAY, USES
from models.contracts import ContractRow
from models.guarantees import AllowanceRow
from planner.declarations import Column
from resolvers.fields import column, computed, declared
from rules.allowances import AllowancePeriod, Standing, Use, standing
from rules.reimbursement.money import ZERO
from schema.guarantees import AllowanceScope, AllowanceUnit
from schema.scalars import Date

BY_PART = ("EAR", "EYE", "TOOTH")


@strawberry.type(description="What was used of an allowance for one ear, eye or tooth.")
class AllowancePart:
    part: str = strawberry.field(description="Which: LEFT, RIGHT, or the number of a tooth.")
    consumed: Decimal = strawberry.field(description="What is used of the period: see `unit`.")
    remaining: Decimal = strawberry.field(description="What is left of it.")
    resets_on: Date | None = strawberry.field(
        description="When it is given anew; null where a rolling period has not begun."
    )


COUNTED = {
    "uses": Column(USES, restricted=True),
    "scope": AllowanceRow.scope,
    "ceiling": AllowanceRow.ceiling,
    "period": AllowanceRow.period,
    "months": AllowanceRow.period_months,
    "contract_start": ContractRow.start_date,
    "day": DAY,
}


def _standing(uses: Iterable[list[str]], period: str, months: int | None, start: date, day: date) -> Standing:
    used = [Use(date.fromisoformat(each[0]), Decimal(each[2])) for each in uses]
    return standing(AllowancePeriod(period), months, start, used, day)


def _whole(
    *,
    uses: list[list[str]] | None,
    scope: str,
    period: str,
    months: int | None,
    contract_start: date,
    day: date,
) -> Standing | None:
    if uses is None or scope in BY_PART:
        return None
    return _standing(uses, period, months, contract_start, day)


def _consumed(ceiling: Decimal, **counted: Any) -> Decimal | None:
    whole = _whole(**counted)
    return None if whole is None else whole.consumed


def _remaining(ceiling: Decimal, **counted: Any) -> Decimal | None:
    whole = _whole(**counted)
    return None if whole is None else _left(ceiling, whole)


def _resets_on(ceiling: Decimal, **counted: Any) -> date | None:
    whole = _whole(**counted)
    return None if whole is None else whole.resets_on


def _left(ceiling: Decimal, found: Standing) -> Decimal:
    return max(ZERO, ceiling - found.consumed)


def _parts(
    *,
    uses: list[list[str]] | None,
    scope: str,
    ceiling: Decimal,
    period: str,
    months: int | None,
    contract_start: date,
    day: date,
) -> list[AllowancePart]:
    if uses is None or scope not in BY_PART:
        return []
    found = []
    for part in sorted({each[1] for each in uses}):
        of_part = [each for each in uses if each[1] == part]
        its = _standing(of_part, period, months, contract_start, day)
        if its.consumed:
            resets = None if its.resets_on is None else Date(its.resets_on)
            found.append(
                AllowancePart(
                    part=part, consumed=its.consumed, remaining=_left(ceiling, its), resets_on=resets
                )
            )
    return found


@strawberry.type(description="What a covered person has of something in a time (forfait).")
@declared(ALLOWANCES)
class Allowance:
    code: str = column(AllowanceRow.code, "What it is called: the same on all levels of a product.")
    label: str = column(AllowanceRow.label, "Its name, in French.")
    unit: AllowanceUnit = column(AllowanceRow.unit, "What it counts.")
    ceiling: Decimal = column(AllowanceRow.ceiling, "Euros, or how many, of one period: see `unit`.")
    period: AllowancePeriod = column(AllowanceRow.period, "The time in which it holds.")
    scope: AllowanceScope = column(AllowanceRow.scope, "For whom, or what of whom, it holds.")
    consumed: Decimal | None = computed(
        _consumed,
        "What is used of the period. Null where `parts` says it, and where a family’s is not yours to see.",
        needs=COUNTED,
    )
    remaining: Decimal | None = computed(_remaining, "What is left of it; null as `consumed`.", needs=COUNTED)
    resets_on: Date | None = computed(
        _resets_on,
        "When it is given anew; null where a rolling period has not begun, and as `consumed`.",
        needs=COUNTED,
    )
    parts: list[AllowancePart] = computed(
        _parts, "Ears, eyes or teeth of which something is used; of the others all is left.", needs=COUNTED
    )
