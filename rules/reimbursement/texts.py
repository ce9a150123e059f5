"""The rules that make up a line, by name: each a function, with the text that it applies and its days.

A step of an explanation names one. What stands here is what `docs/rules.md` lists and what a member reads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from rules.reimbursement.constants import PUMA, Certainty

T = TypeVar("T", bound=Callable[..., Any])

VERSION = "2026.5"
"""Of the rules: stored with each line, and raised whenever a line would come out otherwise."""

CONTRACT = "Conditions du contrat, tableau de garanties"
"""What the contract itself promises, within what the law lets it."""


class Part(StrEnum):
    """Which amount of a line a step goes into. All steps together make what remains to pay."""

    SPENT = "SPENT"
    SOCIAL_SECURITY = "SOCIAL_SECURITY"
    COMPLEMENTARY = "COMPLEMENTARY"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `words` are French, with `{0:euros}`, `{1:share}` or `{2}` for the facts of a step.

    One without words makes no step of its own: it decides what others find.
    """

    name: str
    part: Part
    words: str
    text: str
    valid_from: date
    valid_to: date | None
    certainty: Certainty
    function: Callable[..., Any]

    def covers(self, care_date: date) -> bool:
        return self.valid_from <= care_date and (self.valid_to is None or care_date <= self.valid_to)


RULES: dict[str, Rule] = {}
"""Every rule that a step may name."""


def rule(
    name: str,
    part: Part,
    words: str,
    *,
    text: str,
    since: date = PUMA,
    until: date | None = None,
    certainty: Certainty = Certainty.LAW,
) -> Callable[[T], T]:
    """Say which rule a function is. `since` and `until` are days of care, the last included.

    The function stays as it is: what is said of it costs nothing where a line is priced.
    """

    def named(function: T) -> T:
        assert name not in RULES, name
        RULES[name] = Rule(name, part, words, text, since, until, certainty, function)
        return function

    return named
