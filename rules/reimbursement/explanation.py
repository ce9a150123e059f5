"""How every cent of a line came about: steps that add up, kept with the line and told in French."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from rules.french import euros_in_words, number_in_words, percent_in_words
from rules.reimbursement.rates import RATES, CareFamily
from rules.reimbursement.texts import RULES, Part


class Step(NamedTuple):
    """What one rule adds to what the person pays, or takes from it. Euros.

    `facts` are what the rule's words speak of, as texts: amounts, shares, names.
    """

    rule: str
    amount: Decimal
    facts: tuple[str, ...] = ()


Stored: TypeAlias = list[list[str]]
"""Steps as a line keeps them: the rule, the amount, then the facts. Labels are made when they are read."""


@dataclass(frozen=True, slots=True)
class Told:
    """A step as a person reads it."""

    label: str
    amount: Decimal
    rule: str
    reference: str
    part: Part


def stored(steps: Iterable[Step]) -> Stored:
    """`told` reads them again, though the rules of that day are not those of today."""
    return [[step.rule, f"{step.amount:.2f}", *step.facts] for step in steps]


def steps_of(kept: Sequence[Sequence[str]]) -> list[Step]:
    return [Step(name, Decimal(amount), tuple(facts)) for name, amount, *facts in kept]


def reversed_steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Of a line that takes another back: the same, the other way."""
    return tuple(Step(step.rule, -step.amount, step.facts) for step in steps)


def told(steps: Iterable[Step]) -> list[Told]:
    return [_told(step) for step in steps]


class _Fact(str):
    """A fact in the words of a rule: `{0:euros}` is `30 €`, `{0:share}` of 0.70 is `70 %`."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        match spec:
            case "euros":
                return euros_in_words(Decimal(self))
            case "share":
                return percent_in_words(Decimal(self) * 100)
            case "number":
                return number_in_words(Decimal(self))
        return str(self)


def _told(step: Step) -> Told:
    """A rule that is no more has its name left, and no text."""
    applied = RULES.get(step.rule)
    if applied is None:
        return Told(step.rule, step.amount, step.rule, "", Part.OTHER)
    label = applied.words.format(*map(_Fact, step.facts))
    return Told(label, step.amount, step.rule, _reference(step, applied.text), applied.part)


def _reference(step: Step, text: str) -> str:
    """Of a share of social security, the text that sets the rate of its family."""
    if step.rule != "SOCIAL_SECURITY_SHARE":
        return text
    return RATES[CareFamily(step.facts[2])].text


def as_json(steps: Iterable[Told]) -> list[dict[str, Any]]:
    """For the files that are kept to be read."""
    return [
        {"label": step.label, "amount": str(step.amount), "rule": step.rule, "reference": step.reference}
        for step in steps
    ]
