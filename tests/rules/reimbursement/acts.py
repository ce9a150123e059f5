"""Acts, levels and people made for a test of the rules: as little of each as it needs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.reimbursement.acts import ANYBODY, NOT_AGREED, Act, Tariff
from rules.reimbursement.guarantees import BasePercentIncluded, Guarantee
from rules.reimbursement.insured import Insured
from rules.reimbursement.levels import Allowance, Level, Promise
from rules.reimbursement.rates import CareFamily, scheme_of
from rules.reimbursement.settling import Settled, settle
from tests.rules.reimbursement.lines import D

LONG_AGO = date(2020, 1, 1)
THIRTY = D("30.00")
GROWN_UP, CHILD = date(1980, 6, 15), date(2015, 6, 15)


@dataclass(frozen=True)
class Planned:
    """Care that is asked about."""

    day: date = date(2026, 3, 10)
    spent: Decimal = THIRTY
    quantity: int = 1
    practitioner: str | None = "SECTOR_1"
    in_pathway: bool = True
    in_network: bool | None = None
    professional: str = "Dr Bernard"
    part: str = ""


def an_act(base: str | None = "30.00", limit_price: str | None = None, **facts: Any) -> Act:
    """A visit to one's doctor, except for these facts."""
    visit: dict[str, Any] = {
        "act_id": 1,
        "code": "G",
        "label": "Consultation",
        "category": "OTHER",
        "family": "GENERAL_PRACTITIONER",
        "care_family": CareFamily.DOCTOR,
        "flat_contribution": True,
        "typical": True,
    }
    nothing = dict.fromkeys(
        ("basket", "variant", "heavy", "deductible_kind", "from_age", "below_age", "alternative")
    )
    amounts = (None if base is None else D(base), None if limit_price is None else D(limit_price))
    return Act(**{**nothing, **visit, "tariffs": for_all(*amounts), **facts})


def for_all(base: Decimal | None, limit_price: Decimal | None = None) -> tuple[Tariff, ...]:
    """A tariff for whoever it is, doctors without an agreement too."""
    return tuple(
        Tariff(practitioner, LONG_AGO, None, base, limit_price) for practitioner in (ANYBODY, NOT_AGREED)
    )


def a_level(
    guarantee: Guarantee = BasePercentIncluded(D(100)),  # noqa: B008  # frozen
    family: str = "GENERAL_PRACTITIONER",
    *,
    responsible: bool = True,
    allowance: Allowance | None = None,
    **facts: Any,
) -> Level:
    promise = Promise(None, None, guarantee, allowance, **facts)
    return Level(responsible, {family: [promise]})


def somebody(born: date = GROWN_UP, *, local: bool = False, since: date = LONG_AGO) -> Insured:
    return Insured(born, scheme_of(alsace_moselle=local), since, since)


def settled(
    act: Act | None = None, level: Level | None = None, who: Insured | None = None, **care: Any
) -> Settled:
    planned = Planned(**care)
    return settle(planned, act or an_act(), level or a_level(), who or somebody(), planned.day.year)
