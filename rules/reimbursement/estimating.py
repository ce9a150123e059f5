"""What care that is planned would cost, line after line: indicative, and nothing is used by it."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rules.reimbursement import notices
from rules.reimbursement.acts import FREE, FULLY_COVERED, Act, act_of_family
from rules.reimbursement.charges import DAILY, days_charged
from rules.reimbursement.constants import NoValueYet
from rules.reimbursement.contract_terms import has_network_bonus
from rules.reimbursement.doubts import HEAVY_STAY, OFFSET, doubts
from rules.reimbursement.insured import Insured
from rules.reimbursement.letters import BY_LETTER, Letters, as_counted, letters_charged, not_whole
from rules.reimbursement.levels import Allowance, Level
from rules.reimbursement.settling import NoTariff, Settled, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One line of a quote. Euros for all of it; an act by its code, or only its family."""

    day: date
    spent: Decimal
    act_code: str | None = None
    family: str | None = None
    quantity: int = 1
    counted: bool = True
    """Whether somebody said how many: if not, a price tells days in hospital and letters; else it is 1."""
    practitioner: str | None = None
    in_pathway: bool = True
    in_network: bool | None = None
    part: str = ""
    professional: str = ""
    """A quote is one professional's: contributions of a day are counted for all its lines together."""


@dataclass(frozen=True, slots=True)
class Estimated:
    """What is known of a line. Without `settled` nobody knows what it is paid: it has to be looked at."""

    planned: Planned
    act: Act | None
    settled: Settled | None
    doubts: tuple[str, ...]
    notices: tuple[str, ...] = ()
    left: Decimal | None = None
    """Of its allowance, after this line; none where it has none."""
    alternative: "Estimated | None" = None

    @property
    def allowance(self) -> Allowance | None:
        return None if self.settled is None else self.settled.promise.allowance


@dataclass(frozen=True, slots=True)
class Sheet:
    """What there is to estimate with: acts by code in the catalogue's order, and one person's level."""

    acts: Mapping[str, Act]
    level: Level | None
    """None where the contract has no level on the day."""
    insured: Insured
    doubts: tuple[str, ...] = ()
    """What makes every line one to be looked at."""


def estimate(lines: Sequence[Planned], sheet: Sheet) -> list[Estimated]:
    """Each line with what the lines before it left of allowances, contributions and deductibles."""
    found = [_estimated(line, sheet) for line in lines]
    if not any(map(_leaves_a_copay, found)):
        return found
    heavy = any(map(_is_heavy, found))
    return [_of_a_stay(each, heavy=heavy) for each in found]


def _leaves_a_copay(found: Estimated) -> bool:
    """Of a stay: the daily charge of the same days is set off against it (CSS L174-4)."""
    if found.act is None or found.settled is None:
        return False
    return found.act.family == "HOSPITAL_STAY" and found.settled.amounts.copay > 0


def _is_heavy(found: Estimated) -> bool:
    """Whether a participation takes the place of the copay: of all that a stay costs (CSS R160-16)."""
    if found.act is None or found.settled is None or found.act.heavy != "PARTICIPATION":
        return False
    return any(step.rule == "HEAVY_ACT_IN_FULL" for step in found.settled.amounts.steps)


def _of_a_stay(found: Estimated, *, heavy: bool) -> Estimated:
    """A line of a quote in which a stay leaves a copay."""
    if found.act is not None and found.settled is not None and found.act.family == DAILY:
        return replace(found, doubts=(*found.doubts, OFFSET))
    if heavy and _leaves_a_copay(found):
        return replace(found, doubts=(*found.doubts, HEAVY_STAY))
    return found


def _estimated(line: Planned, sheet: Sheet) -> Estimated:
    act = _act(line, sheet)
    if act is None:
        return Estimated(line, None, None, (notices.unknown(line.act_code, line.family),))
    if not line.counted:
        line = replace(line, quantity=_counted(line, act))
    before = deepcopy(sheet.insured)
    found = _priced(line, act, sheet, sheet.insured)
    if found.settled is None:
        return found
    told = tuple(_told(line, act, sheet.insured, found.settled))
    other = _alternative(line, act, found.settled, sheet, before)
    return Estimated(line, act, found.settled, found.doubts, told, found.left, other)


def _letters(line: Planned, act: Act) -> Letters | None:
    """Those that the price is for; none where they are said, or there are none."""
    return None if line.counted else letters_charged(act, act.tariff(line.practitioner, line.day), line.spent)


def _counted(line: Planned, act: Act) -> int:
    """How many days or letters the price tells, where nobody says."""
    letters = _letters(line, act)
    return days_charged(act, line.spent, line.day) if letters is None else letters.number


def _act(line: Planned, sheet: Sheet) -> Act | None:
    if line.act_code is not None:
        return sheet.acts.get(line.act_code)
    family = [act for act in sheet.acts.values() if act.family == line.family]
    born = sheet.insured.birth_date
    return act_of_family(
        family, line.practitioner, line.spent, quantity=line.quantity, birth_date=born, day=line.day
    )


def _priced(line: Planned, act: Act, sheet: Sheet, insured: Insured) -> Estimated:
    if sheet.level is None:
        return Estimated(line, act, None, (notices.NO_LEVEL,))
    try:
        found = settle(line, act, sheet.level, insured, line.day.year)
    except (NoTariff, NoValueYet):
        return Estimated(line, act, None, (notices.no_tariff(act, line.practitioner, line.day),))
    told = (*sheet.doubts, *_of_the_letters(line, act), *doubts(line, act, insured, found))
    allowance = found.promise.allowance
    left = None if allowance is None else insured.left(allowance, line.part, line.day)
    return Estimated(line, act, found, told, left=left)


def _of_the_letters(line: Planned, act: Act) -> Iterator[str]:
    letters, tariff = _letters(line, act), act.tariff(line.practitioner, line.day)
    if letters is not None and tariff is not None and not letters.exact:
        yield not_whole(act, tariff, letters.number)


def _told(line: Planned, act: Act, insured: Insured, found: Settled) -> Iterator[str]:
    if line.act_code is None:
        yield notices.assumed(act)
    if not line.counted and line.quantity > 1:
        by_letter = act.code in BY_LETTER
        yield as_counted(act, line.quantity) if by_letter else notices.days(line.quantity)
    if line.practitioner is None and any(each.practitioner != "ANY" for each in act.tariffs):
        yield notices.SECTOR_1
    if act.basket == FULLY_COVERED and found.basket == FREE:
        yield notices.above_limit(act)
    used_up = any(step.rule == "ALLOWANCE" for step in found.amounts.steps)
    if used_up:
        yield notices.allowance_used(act)
    if line.in_network is None and has_network_bonus(found.promise.guarantee):
        yield notices.NETWORK
    if insured.waits(found.promise.waiting_months, line.day):
        yield notices.WAITING


def _alternative(line: Planned, act: Act, found: Settled, sheet: Sheet, before: Insured) -> Estimated | None:
    """100 % Santé beside what is of the free basket: at its limit price, which is the most it can cost."""
    if found.basket != FREE:
        return None
    other = act if act.basket == FULLY_COVERED else sheet.acts.get(act.alternative or "")
    tariff = None if other is None else other.tariff(line.practitioner, line.day)
    if other is None or tariff is None or tariff.limit_price is None:
        return None
    spent = tariff.limit_price * line.quantity
    instead = Planned(
        day=line.day, spent=spent, act_code=other.code, quantity=line.quantity,
        practitioner=line.practitioner, in_pathway=line.in_pathway, in_network=line.in_network,
        part=line.part,
    )  # fmt: skip
    return _priced(instead, other, sheet, before)
