"""What is paid of an act and by whom: `rules.reimbursement` with the counters of one contract."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from rules.reimbursement.contributions import (
    Deductible,
    flat_contribution,
    heavy_act_participation,
    is_exempt,
    medical_deductible,
)
from rules.reimbursement.formula import Line, Priced, price
from rules.reimbursement.guarantees import CopayPlusAmount, NoGuarantee
from rules.reimbursement.money import ZERO, cents
from rules.reimbursement.rates import OUT_OF_PATHWAY, RATES, CareFamily
from seed.care import Care
from seed.chances import first_of_month
from seed.offer import Act, Allowance, Plan, Tariff

HEAVY = "BFGA004"
NOTHING = NoGuarantee()

Counted: TypeAlias = tuple[str, str, int]
"""An allowance by its code, the part of the body, and the year its period began in."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a line used of an allowance."""

    code: str
    part: str
    used: Decimal


@dataclass(frozen=True, slots=True)
class Settled:
    """The amounts of an act, social security's rate, and what was used of an allowance."""

    amounts: Priced
    rate: Decimal
    use: Use | None


@dataclass(slots=True)
class Insured:
    """One covered person as the rules see them, with what was taken from them so far."""

    birth_date: date
    contract_start: date
    local_scheme: bool
    responsible: bool
    shared: dict[Counted, tuple[date, Decimal]]
    """Uses that count for the whole family, by allowance; the same mapping for all of a contract."""
    used: dict[Counted, tuple[date, Decimal]] = field(default_factory=dict)
    taken: dict[int, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    """Flat contributions, by year of reimbursement."""
    deducted: dict[int, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    visits: Counter[tuple[date, str]] = field(default_factory=Counter)
    deducted_that_day: dict[tuple[date, str], Decimal] = field(
        default_factory=lambda: defaultdict(lambda: ZERO)
    )


def rate_of(act: Act, tariff: Tariff, insured: Insured) -> Decimal:
    """Social security's, in the pathway."""
    if insured.local_scheme and tariff.rate:
        return max(tariff.rate, RATES[act.care_family].alsace_moselle)
    return tariff.rate


def priced(care: Care, act: Act, plan: Plan, insured: Insured, year: int) -> Settled:
    """By the rules, and counted for the acts to come. `year` is that of the reimbursement."""
    tariff = act.tariff(care.practitioner, care.day)
    per_act, quantity = (care.spent, 1) if tariff.base is None else (tariff.base, care.quantity)
    in_pathway = rate_of(act, tariff, insured)
    outside = not care.in_pathway and act.care_family is CareFamily.DOCTOR
    rate = in_pathway - OUT_OF_PATHWAY if outside else in_pathway
    promise = plan.promise(act, care.practitioner, _basket(care, act, tariff, quantity))
    guarantee = NOTHING if promise is None else promise.guarantee
    allowance = None if promise is None else promise.allowance
    left = None if allowance is None else _left(allowance, care, insured)
    contribution, deductible = _taken(
        care, act, insured, cents(min(care.spent, per_act * quantity) * rate), year
    )
    counted = allowance is not None and allowance.unit == "COUNT"
    result = price(
        Line(
            care_date=care.day,
            spent=care.spent,
            tariff=per_act,
            rate=rate,
            guarantee=guarantee,
            quantity=quantity,
            heavy=heavy_act_participation(care.day, per_act) if act.code == HEAVY else ZERO,
            flat_contribution=contribution,
            deductible=deductible,
            limit_price=tariff.limit_price,
            remaining_allowance=None if counted else left,
            remaining_count=int(left) if counted and left is not None else None,
            in_pathway_rate=in_pathway if outside and insured.responsible else None,
        )
    )
    _count(care, act, insured, result, year)
    use = None
    if allowance is not None and left is not None:
        beside = result.copay if isinstance(guarantee, CopayPlusAmount) else ZERO
        use = _use(allowance, left, care, result.complementary - beside, insured)
    return Settled(result, rate, use)


def _basket(care: Care, act: Act, tariff: Tariff, quantity: int) -> str | None:
    """An act of the 100 % Santé basket above its limit price is of the free one."""
    limit = tariff.limit_price
    above = limit is not None and care.spent > limit * quantity
    return "FREE" if above and act.basket == "FULLY_COVERED" else act.basket


def _taken(care: Care, act: Act, insured: Insured, amo: Decimal, year: int) -> tuple[Decimal, Decimal]:
    """Flat contribution and deductible, after what was taken before."""
    if not (act.flat_contribution or act.deductible_kind) or is_exempt(insured.birth_date, care.day):
        return ZERO, ZERO
    contribution = deductible = ZERO
    if act.flat_contribution:
        contribution = flat_contribution(
            care.day,
            taken_that_day=insured.visits[care.day, care.professional],
            taken_that_year=insured.taken[year],
        )
    if act.deductible_kind:
        deductible = medical_deductible(
            Deductible(act.deductible_kind),
            care.day,
            care.quantity,
            amo,
            taken_that_day=insured.deducted_that_day[care.day, act.deductible_kind],
            taken_that_year=insured.deducted[year],
        )
    return contribution, deductible


def _count(care: Care, act: Act, insured: Insured, result: Priced, year: int) -> None:
    if result.flat_contribution:
        insured.visits[care.day, care.professional] += 1
        insured.taken[year] += result.flat_contribution
    if result.deductible and act.deductible_kind:
        insured.deducted_that_day[care.day, act.deductible_kind] += result.deductible
        insured.deducted[year] += result.deductible


def _counter(
    allowance: Allowance, care: Care, insured: Insured
) -> tuple[dict[Counted, tuple[date, Decimal]], Counted]:
    """Of the period of the care date: care of December may be paid after care of January."""
    counters = insured.shared if allowance.scope == "FAMILY" else insured.used
    return counters, (allowance.code, care.part, _period(allowance, care.day, insured))


def _left(allowance: Allowance, care: Care, insured: Insured) -> Decimal:
    """Of the period of the care date. A rolling one begins at its first use."""
    counters, key = _counter(allowance, care, insured)
    since, used = counters.get(key, (care.day, ZERO))
    if allowance.period == "ROLLING" and care.day >= _months_after(since, allowance.period_months or 0):
        counters.pop(key, None)
        return allowance.ceiling
    return max(ZERO, allowance.ceiling - used)


def _months_after(day: date, months: int) -> date:
    return first_of_month(day, months).replace(day=min(day.day, 28))


def _period(allowance: Allowance, day: date, insured: Insured) -> int:
    """The year that a period began in; a rolling one has none."""
    if allowance.period == "ROLLING":
        return 0
    if allowance.period == "CIVIL_YEAR":
        return day.year
    start = insured.contract_start
    return day.year - ((day.month, day.day) < (start.month, start.day))


def _use(allowance: Allowance, left: Decimal, care: Care, paid: Decimal, insured: Insured) -> Use | None:
    """Acts or euros, and none where nothing was paid for them."""
    most = paid if allowance.unit == "EUR" else Decimal(care.quantity)
    used = min(left, most) if paid > 0 else ZERO
    if not used:
        return None
    counters, key = _counter(allowance, care, insured)
    since, before = counters.get(key, (care.day, ZERO))
    counters[key] = (since, before + used)
    return Use(allowance.code, care.part, used)


def reversed_use(use: Use) -> Use:
    """A reversal gives it back."""
    return Use(use.code, use.part, -use.used)
