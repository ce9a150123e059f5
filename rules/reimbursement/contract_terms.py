"""What a contract makes depend on more than the line itself: the partner network, and the whole family."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from rules.reimbursement.complementary import promised
from rules.reimbursement.explanation import Step
from rules.reimbursement.formula import Line, Priced, case_of
from rules.reimbursement.guarantees import (
    Capped,
    FamilyDeductible,
    Guarantee,
    Highest,
    NetworkBonus,
    PmssPercent,
    Together,
)
from rules.reimbursement.insured import Insured, Used
from rules.reimbursement.levels import Allowance, Promise
from rules.reimbursement.money import ZERO
from rules.reimbursement.texts import CONTRACT, Part, rule


def applied(promise: Promise, *, in_network: bool) -> Promise:
    """The promise as it is for one professional, before what the family bears."""
    guarantee = promise.guarantee
    if isinstance(guarantee, FamilyDeductible):
        guarantee = guarantee.of
    if not in_network:
        guarantee = _outside(guarantee)
    return promise if guarantee == promise.guarantee else replace(promise, guarantee=guarantee)


def has_network_bonus(guarantee: Guarantee) -> bool:
    """Whether it matters to a promise that the professional is of the partner network."""
    return _outside(guarantee) != guarantee


@lru_cache(maxsize=10_000)
def _outside(guarantee: Guarantee) -> Guarantee:
    """What is left of it at a professional who is not of the network."""
    match guarantee:
        case NetworkBonus(of):
            return _outside(of)
        case Highest(of):
            return Highest(tuple(map(_outside, of)))
        case Together(of):
            return Together(tuple(map(_outside, of)))
        case Capped(of, total):
            return Capped(_outside(of), total)
        case FamilyDeductible(of, euros, period, code):
            return FamilyDeductible(_outside(of), euros, period, code)
    return guarantee


def follows_the_pmss(guarantee: Guarantee) -> bool:
    """Whether a part of it is in percent of the monthly ceiling of social security."""
    match guarantee:
        case PmssPercent():
            return True
        case Highest(of) | Together(of):
            return any(map(follows_the_pmss, of))
        case NetworkBonus(of, in_network):
            return follows_the_pmss(of) or follows_the_pmss(in_network)
        case Capped(of) | FamilyDeductible(of):
            return follows_the_pmss(of)
    return False


def deductible_of(guarantee: Guarantee) -> Allowance | None:
    """What the family bears of it, counted as an allowance that is used up; none where it bears nothing."""
    if not isinstance(guarantee, FamilyDeductible):
        return None
    return Allowance(guarantee.code, "EUR", guarantee.euros, guarantee.period, None, "FAMILY")


@rule(
    "FAMILY_DEDUCTIBLE",
    Part.COMPLEMENTARY,
    "Franchise familiale du contrat, dont il restait {0:euros}",
    text=f"{CONTRACT}; CSS R871-2",
)
def borne_by_the_family(paid: Decimal, owed: Decimal, left: Decimal) -> Decimal:
    """What the contract pays less, as far as it is not owed by a responsible contract in any case."""
    return max(ZERO, min(paid - owed, left))


def after_deductible(
    result: Priced, line: Line, promise: Promise, insured: Insured
) -> tuple[Priced, Iterable[Used]]:
    """The line, and what of the family's deductible is done with by it: none where there is no such thing."""
    deductible = deductible_of(promise.guarantee)
    if deductible is None or result.complementary <= 0:
        return result, ()
    case = case_of(line, result.reimbursement_base, result.base, result.heavy)
    owed = ZERO if line.terms.floor is None else promised(line.terms.floor, case)
    left = insured.left(deductible, "", line.care_date)
    taken = borne_by_the_family(result.complementary, owed, left)
    if not taken:
        return result, ()
    less = replace(
        result,
        complementary=result.complementary - taken,
        remaining=result.remaining + taken,
        steps=(*result.steps, Step("FAMILY_DEDUCTIBLE", taken, (str(left),))),
    )
    return less, tuple(insured.use(deductible, "", line.care_date, taken))
