"""A level's table of guarantees as the rules see it: which line of it an act is paid by."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from rules.guarantee_words import in_words
from rules.reimbursement.acts import Act
from rules.reimbursement.guarantees import (
    BasePercentIncluded,
    Copay,
    FamilyDeductible,
    Guarantee,
    Highest,
    NetworkBonus,
    NoGuarantee,
)
from rules.reimbursement.responsible import COPAY_IN_FULL, NON_OPTAM_CEILING, NON_OPTAM_GAP

OPTAM = "OPTAM"
UNBOUND = NON_OPTAM_CEILING + NON_OPTAM_GAP
"""Percent: the least that brings no ceiling but the general one."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """So much of something in a time: see `rules.allowances`. Euros, or how many, as `unit` says."""

    code: str
    unit: str
    ceiling: Decimal
    period: str
    period_months: int | None
    scope: str

    @property
    def is_counted(self) -> bool:
        return self.unit == "COUNT"


@dataclass(frozen=True, slots=True)
class Promise:
    """One line of a table of guarantees."""

    practitioner: str | None
    basket: str | None
    guarantee: Guarantee
    allowance: Allowance | None = None
    variant: str | None = None
    waiting_months: int = 0
    words: str = field(init=False)
    """The promise in French, made once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", in_words(self.guarantee))


NOT_PROMISED = Promise(None, None, NoGuarantee())
"""What is in no line of the table."""


@dataclass(slots=True)
class Level:
    """The lines of one level, by family, in the order of the table."""

    responsible: bool
    promises: dict[str, list[Promise]] = field(default_factory=dict)
    _optam: dict[str, Decimal] = field(default_factory=dict)

    def promise(self, act: Act, practitioner: str | None, basket: str | None) -> Promise:
        """The most exact line for an act: one with its practitioner, basket or variant before one without.

        An act of no variant takes the first line, which is that of the simplest.
        """
        best, most = NOT_PROMISED, -1
        for each in self.promises.get(act.family, ()):
            if each.practitioner not in (None, practitioner) or each.basket not in (None, basket):
                continue
            if each.variant is not None and act.variant is not None and each.variant != act.variant:
                continue
            exact = (each.practitioner is not None) + (each.basket is not None)
            exact += each.variant is not None and each.variant == act.variant
            if exact > most:
                best, most = each, exact
        return best

    def optam_percent(self, act: Act) -> Decimal:
        """What an OPTAM doctor is paid: percent of the base, social security included."""
        if act.family not in self._optam:
            self._optam[act.family] = _percent(self.promise(act, OPTAM, act.basket).guarantee)
        return self._optam[act.family]


def _percent(guarantee: Guarantee) -> Decimal:
    match guarantee:
        case BasePercentIncluded(percent):
            return percent
        case Copay() | NoGuarantee():
            return COPAY_IN_FULL
        case Highest(of):
            return max(map(_percent, of))
        case NetworkBonus(of, in_network):
            return max(_percent(of), _percent(in_network))
        case FamilyDeductible(of):
            return _percent(of)
    return UNBOUND


def level_of(lines: Iterable[tuple[str, Promise]], *, responsible: bool) -> Level:
    """A level of lines that each name their family, in the order of the table."""
    level = Level(responsible)
    for family, each in lines:
        level.promises.setdefault(family, []).append(each)
    return level
