"""The complementary body's part, step by step: what is promised, then what binds the promise.

In order: the waiting period, the expression, the ceiling of the law, what is left of the
allowance, the floor of a responsible contract, and what all others left to pay.
"""

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from rules.reimbursement.case import Case
from rules.reimbursement.constants import Certainty
from rules.reimbursement.explanation import Step
from rules.reimbursement.guarantees import Guarantee
from rules.reimbursement.money import ZERO, cents
from rules.reimbursement.texts import CONTRACT, Part, rule


class Terms(NamedTuple):
    """What binds a promise: of the law, for a responsible contract above all, and of the contract itself."""

    words: str = ""
    """The promise, as a member reads it."""
    ceiling: Guarantee | None = None
    ceiling_rule: str = ""
    ceiling_facts: tuple[str, ...] = ()
    floor: Guarantee | None = None
    waiting: bool = False


UNBOUND = Terms()


def promised(guarantee: Guarantee, case: Case) -> Decimal:
    """What the expression pays, euros to the cent and never less than nothing."""
    return max(ZERO, cents(guarantee.pays(case)))


@rule("WAITING_PERIOD", Part.COMPLEMENTARY, "Délai d’attente non écoulé", text=CONTRACT)
def kept_back(paid: Decimal, waiting: bool) -> Decimal:
    """What a promise does not pay before its months of membership are over: all of it."""
    return paid if waiting else ZERO


@rule("ALLOWANCE", Part.COMPLEMENTARY, "Limite de ce qu’il reste du forfait", text=CONTRACT)
def above_allowance(guarantee: Guarantee, case: Case, paid: Decimal) -> Decimal:
    """What a promise pays less because of what was used of its allowance."""
    if case.remaining_allowance is None and case.remaining_count is None:
        return ZERO
    return max(ZERO, paid - promised(guarantee, case))


@rule(
    "NO_MORE_THAN_IS_LEFT",
    Part.COMPLEMENTARY,
    "Dans la limite de ce qu’il reste à payer",
    text="CSS L871-1; loi n° 89-1009 du 31 décembre 1989, article 9",
    certainty=Certainty.KNOWN_HIGH,
)
def above_what_is_left(paid: Decimal, case: Case, payable: Decimal) -> Decimal:
    """What a promise pays less, because nobody is paid more than was spent (principe indemnitaire).

    Social security's part is counted gross, so that contributions and deductibles are never paid: CSS L871-1.
    `payable` is what all others left of what was spent.
    """
    return max(ZERO, paid - max(ZERO, min(case.spent - case.amo_gross, payable)))


@rule("REFUSED", Part.COMPLEMENTARY, "Demande refusée", text=CONTRACT)
def refused(paid: Decimal) -> Decimal:
    """What the contract takes back of a line that it does not pay: all of it."""
    return paid


def complementary_steps(guarantee: Guarantee, case: Case, terms: Terms, payable: Decimal) -> list[Step]:
    """Steps whose sum, taken the other way, is what the contract pays."""
    paid = promised(guarantee, _unlimited(case))
    steps = [Step(f"GUARANTEE_{guarantee.kind.value}", -paid, (terms.words,))]

    def take(name: str, less: Decimal, *facts: str) -> None:
        nonlocal paid
        if less:
            steps.append(Step(name, less, facts))
            paid -= less

    if paid:
        take("WAITING_PERIOD", kept_back(paid, terms.waiting))
    if paid and terms.ceiling is not None:
        most = promised(terms.ceiling, _unlimited(case))
        take(terms.ceiling_rule, max(ZERO, paid - most), *terms.ceiling_facts)
    if paid:
        take("ALLOWANCE", above_allowance(guarantee, case, paid))
    if terms.floor is not None:
        take("RESPONSIBLE_FLOOR", min(ZERO, paid - promised(terms.floor, case)))
    if paid:
        take("NO_MORE_THAN_IS_LEFT", above_what_is_left(paid, case, payable))
    return steps


def _unlimited(case: Case) -> Case:
    """As if nothing had been used of the allowance."""
    if case.remaining_allowance is None and case.remaining_count is None:
        return case
    return replace(case, remaining_allowance=None, remaining_count=None)
