"""One act of care, priced: the one way for generated lines, requests and estimates alike.

Which tariff, rate and promise hold is found here, by the day of care; `formula` does the arithmetic.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol

from rules.reimbursement.acts import FULLY_COVERED, Act, Tariff, basket_of
from rules.reimbursement.ceilings import ceiling_of
from rules.reimbursement.charges import DAILY, set_amount
from rules.reimbursement.complementary import Terms
from rules.reimbursement.constants import Certainty
from rules.reimbursement.contract_terms import after_deductible, applied
from rules.reimbursement.contributions import (
    Deductible,
    contributions_in,
    contributions_of,
    flat_contribution,
    heavy_act_participation,
    is_exempt,
    is_heavy,
    medical_deductible,
)
from rules.reimbursement.formula import SHARE, Line, Priced, price
from rules.reimbursement.guarantees import CopayPlusAmount
from rules.reimbursement.insured import Insured, Used
from rules.reimbursement.letters import deductibles_of
from rules.reimbursement.levels import Level, Promise
from rules.reimbursement.money import ZERO, cents
from rules.reimbursement.rates import (
    IN_FULL,
    CareFamily,
    Scheme,
    general_rate,
    leaves_pathway,
    local_rate,
    out_of_pathway_rate,
)
from rules.reimbursement.responsible import floor
from rules.reimbursement.texts import Part, rule

Rates = tuple[tuple[str, Decimal], ...]
OUTSIDE = "OUT_OF_PATHWAY"
ALL_LOCAL: Rates = (("LOCAL_SCHEME", IN_FULL),)


class Care(Protocol):
    """What was done, or is planned. Euros; `spent` is for all of `quantity`."""

    @property
    def day(self) -> date: ...
    @property
    def spent(self) -> Decimal: ...
    @property
    def quantity(self) -> int: ...
    @property
    def practitioner(self) -> str | None: ...
    @property
    def in_pathway(self) -> bool: ...
    @property
    def in_network(self) -> bool | None:
        """Of the partner network; where nothing is said it is not."""

    @property
    def professional(self) -> str:
        """Who gives it: contributions of a day are counted by them."""

    @property
    def part(self) -> str:
        """Which ear, eye or tooth; empty where nothing is said."""


class Settled(NamedTuple):
    """The amounts of an act with their steps, social security's rate, and what was used of an allowance."""

    amounts: Priced
    rate: Decimal
    promise: Promise
    basket: str | None
    uses: tuple[Used, ...]


class NoTariff(Exception):
    """The catalogue has no tariff of the act for the practitioner on the day: somebody has to look at it."""

    def __init__(self, act: Act, practitioner: str | None, day: date) -> None:
        super().__init__(f"{act.code} has no tariff for {practitioner or 'anybody'} on {day}")


class _Found(NamedTuple):
    """What holds for one act of care."""

    care: Care
    act: Act
    tariff: Tariff
    basket: str | None
    level: Level
    promise: Promise
    insured: Insured
    year: int


def settle(
    care: Care, act: Act, level: Level, insured: Insured, year: int, *, other_paid: Decimal = ZERO
) -> Settled:
    """The amounts, counted for the acts to come. `year` is that of the reimbursement: see `contributions`.

    `NoTariff`, and `NoValueYet` before the rules know the day.
    """
    tariff = act.tariff(care.practitioner, care.day)
    if tariff is None:
        raise NoTariff(act, care.practitioner, care.day)
    basket = basket_of(act, tariff, care.spent, care.quantity)
    whole = level.promise(act, care.practitioner, basket)
    promise = applied(whole, in_network=bool(care.in_network))
    line = _line(_Found(care, act, tariff, basket, level, promise, insured, year), other_paid)
    result, borne = after_deductible(price(line), line, whole, insured)
    _count(care, act, insured, result, year)
    return Settled(result, line.rate, whole, basket, (*_used(care, promise, insured, result), *borne))


def _line(found: _Found, other_paid: Decimal) -> Line:
    care, act, tariff, insured = found.care, found.act, found.tariff, found.insured
    charge = local_scheme_pays(act, insured, care.day)
    known = tariff.base if charge is None else charge
    per_act, quantity = (care.spent, 1) if known is None else (known, care.quantity)
    rates = ALL_LOCAL if charge is not None else _rates_of(found)
    base = min(care.spent, cents(per_act) * quantity)
    contribution, deductible = _taken(found, cents(base * rates[-1][1]))
    allowance = found.promise.allowance
    left = None if allowance is None else insured.left(allowance, care.part, care.day)
    counted = allowance is not None and allowance.is_counted
    kept_out = found.level.responsible and rates[-1][0] == OUTSIDE
    return Line(
        care_date=care.day,
        spent=care.spent,
        tariff=per_act,
        rate=rates[-1][1],
        rates=rates,
        family=act.care_family.value,
        guarantee=found.promise.guarantee,
        quantity=quantity,
        heavy=_participation(found, rates),
        flat_contribution=contribution,
        deductible=deductible,
        other_paid=other_paid,
        limit_price=tariff.limit_price if act.basket == FULLY_COVERED else None,
        remaining_allowance=None if counted else left,
        remaining_count=int(left) if counted and left is not None else None,
        in_pathway_rate=rates[-2][1] if kept_out else None,
        authorised_excess=authorised_excess(care, base) if kept_out else ZERO,
        terms=_terms(found),
    )


def _of_one(care: Care, tariff: Tariff) -> Decimal:
    """What one act is charged for; without a tariff, its share of what was spent."""
    return care.spent / care.quantity if tariff.base is None else tariff.base


@rule(
    "LOCAL_DAILY_CHARGE",
    Part.SOCIAL_SECURITY,
    "",
    text="CSS L325-1, D325-6",
    certainty=Certainty.KNOWN_HIGH,
)
def local_scheme_pays(act: Act, insured: Insured, day: date) -> Decimal | None:
    """The scheme of Alsace-Moselle pays the daily hospital charge itself, so many euros a day: CSS D325-6."""
    local = insured.scheme is Scheme.ALSACE_MOSELLE and act.family == DAILY
    return set_amount(act, day) if local else None


def _rates_of(found: _Found) -> Rates:
    care, act, insured = found.care, found.act, found.insured
    heavy = act.heavy is not None and is_heavy(care.day, _of_one(care, found.tariff))
    outside = leaves_pathway(act.care_family, insured.birth_date, care.day, in_pathway=care.in_pathway)
    return _rates(act.care_family, care.day, insured.scheme, heavy=heavy, outside=outside)


@lru_cache(maxsize=50_000)
def _rates(family: CareFamily, day: date, scheme: Scheme, *, heavy: bool, outside: bool) -> Rates:
    """How social security's rate comes about, rule by rule."""
    rate = general_rate(family, day)
    rates = [(SHARE, rate)]
    if scheme is Scheme.ALSACE_MOSELLE and (local := local_rate(family, day)) != rate:
        rates.append(("LOCAL_SCHEME", local))
    if heavy and rates[-1][1] < IN_FULL:
        rates.append(("HEAVY_ACT_IN_FULL", IN_FULL))
    elif outside:
        rates.append((OUTSIDE, out_of_pathway_rate(rates[-1][1])))
    return tuple(rates)


def _participation(found: _Found, rates: Rates) -> Decimal:
    """It takes the place of the copay: where there was none, none is left."""
    care = found.care
    if found.act.heavy != "PARTICIPATION" or rates[-1][0] != "HEAVY_ACT_IN_FULL":
        return ZERO
    taken = found.insured.participations[care.day, care.professional] > 0
    return heavy_act_participation(care.day, _of_one(care, found.tariff), taken=taken)


@rule("AUTHORISED_EXCESS", Part.COMPLEMENTARY, "", text="CSS L162-5, R871-1")
def authorised_excess(care: Care, base: Decimal) -> Decimal:
    """Out of the pathway a doctor of sector 1 may charge more for that: all that is above the base."""
    return care.spent - base if care.practitioner in (None, "SECTOR_1") else ZERO


def _terms(found: _Found) -> Terms:
    act, promise = found.act, found.promise
    waiting = found.insured.waits(promise.waiting_months, found.care.day)
    care, least = found.care, None
    if found.level.responsible:
        least = floor(act.care_family, found.basket, set_amount(act, care.day))
    ceiling = ceiling_of(found.level, act, care.practitioner, found.basket, care.day)
    if ceiling is None:
        return Terms(promise.words, floor=least, waiting=waiting)
    return Terms(promise.words, ceiling.pays, ceiling.rule, ceiling.facts, least, waiting)


def _taken(found: _Found, amo: Decimal) -> tuple[Decimal, Decimal]:
    """Flat contribution and deductible, after what was taken before."""
    care, act, insured, year = found.care, found.act, found.insured, found.year
    if not (act.flat_contribution or act.deductible_kind) or is_exempt(insured.birth_date, care.day):
        return ZERO, ZERO
    contribution = deductible = ZERO
    if act.flat_contribution:
        contribution = flat_contribution(
            care.day,
            contributions_of(act.care_family, care.quantity),
            taken_that_day=insured.visits[care.day, care.professional],
            taken_that_year=insured.taken[year],
        )
    if act.deductible_kind:
        deductible = medical_deductible(
            Deductible(act.deductible_kind),
            care.day,
            deductibles_of(act, care.quantity),
            amo,
            taken_that_day=insured.deducted_that_day[care.day, act.deductible_kind],
            taken_that_year=insured.deducted[year],
        )
    return contribution, deductible


def _count(care: Care, act: Act, insured: Insured, result: Priced, year: int) -> None:
    if result.flat_contribution:
        insured.visits[care.day, care.professional] += contributions_in(result.flat_contribution, care.day)
        insured.taken[year] += result.flat_contribution
    if result.deductible and act.deductible_kind:
        insured.deducted_that_day[care.day, act.deductible_kind] += result.deductible
        insured.deducted[year] += result.deductible
    if result.heavy:
        insured.participations[care.day, care.professional] += 1


def _used(care: Care, promise: Promise, insured: Insured, result: Priced) -> tuple[Used, ...]:
    """Acts or euros of the allowance; none where nothing was paid but what the law owes anyway."""
    allowance = promise.allowance
    if allowance is None:
        return ()
    left = insured.left(allowance, care.part, care.day)
    beside = result.copay if isinstance(promise.guarantee, CopayPlusAmount) else _owed_anyway(result)
    paid = result.complementary - beside
    used = min(left, Decimal(care.quantity) if allowance.is_counted else paid) if paid > 0 else ZERO
    return tuple(insured.use(allowance, care.part, care.day, used))


def _owed_anyway(result: Priced) -> Decimal:
    """What the floor of a responsible contract added to the promise."""
    return -sum((step.amount for step in result.steps if step.rule == "RESPONSIBLE_FLOOR"), ZERO)
