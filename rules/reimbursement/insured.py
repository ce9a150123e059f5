"""One covered person as the rules see them, with what was taken from them and used by them so far."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rules.allowances import AllowancePeriod, Use, counted_against
from rules.months import months_after
from rules.reimbursement.body_parts import SIDES
from rules.reimbursement.levels import Allowance
from rules.reimbursement.money import ZERO
from rules.reimbursement.rates import Scheme

BOTH = {"EAR": SIDES, "EYE": SIDES}
"""Parts of the body that a use may leave unsaid."""

Uses = dict[tuple[str, str], list[Use]]
"""By allowance and part of the body."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a line used of an allowance: euros or how many. A reversal gives it back."""

    code: str
    part: str
    used: Decimal


def reversed_use(used: Used) -> Used:
    return Used(used.code, used.part, -used.used)


def _amounts() -> defaultdict[int, Decimal]:
    return defaultdict(lambda: ZERO)


def _of_a_day() -> defaultdict[tuple[date, str], Decimal]:
    return defaultdict(lambda: ZERO)


@dataclass(slots=True)
class Insured:
    """The facts of one coverage. Its counters go on as lines are settled."""

    birth_date: date
    scheme: Scheme
    contract_start: date
    covered_from: date
    shared: Uses = field(default_factory=dict)
    """What counts for the whole family; the same mapping for all of a contract."""
    used: Uses = field(default_factory=dict)
    taken: dict[int, Decimal] = field(default_factory=_amounts)
    """Flat contributions in euros, by civil year of reimbursement: see `contributions`."""
    deducted: dict[int, Decimal] = field(default_factory=_amounts)
    """Medical deductibles in euros, by civil year of reimbursement: see `contributions`."""
    visits: Counter[tuple[date, str]] = field(default_factory=Counter)
    """Flat contributions, by day and professional."""
    participations: Counter[tuple[date, str]] = field(default_factory=Counter)
    """Participations of heavy acts, by day and professional."""
    deducted_that_day: dict[tuple[date, str], Decimal] = field(default_factory=_of_a_day)

    def waits(self, months: int, day: date) -> bool:
        """Whether so many months of membership are not over on a day."""
        return bool(months) and day < months_after(self.covered_from, months)

    def left(self, allowance: Allowance, part: str, day: date) -> Decimal:
        """What care of a day finds of an allowance. Of both ears where none is named."""
        return sum((self._left(allowance, each, day) for each in _parts(allowance, part)), ZERO)

    def use(self, allowance: Allowance, part: str, day: date, used: Decimal) -> Iterator[Used]:
        """Count it: where no part is named, against the first, then what is too much against the other."""
        for where in _parts(allowance, part):
            taken = min(used, self._left(allowance, where, day))
            if taken:
                self._uses(allowance).setdefault((allowance.code, where), []).append(Use(day, taken))
                used -= taken
                yield Used(allowance.code, where, taken)

    def _left(self, allowance: Allowance, part: str, day: date) -> Decimal:
        uses: Iterable[Use] = self._uses(allowance).get((allowance.code, part), ())
        if not uses:
            return allowance.ceiling
        period = AllowancePeriod(allowance.period)
        consumed = counted_against(period, allowance.period_months, self.contract_start, uses, day)
        return max(ZERO, allowance.ceiling - consumed)

    def _uses(self, allowance: Allowance) -> Uses:
        return self.shared if allowance.scope == "FAMILY" else self.used


def _parts(allowance: Allowance, part: str) -> tuple[str, ...]:
    """Where its uses are kept: only an ear, an eye and a tooth have allowances of their own."""
    if allowance.scope in BOTH:
        sides = BOTH[allowance.scope]
        return (part,) if part in sides else sides
    return (part,) if allowance.scope == "TOOTH" else ("",)
