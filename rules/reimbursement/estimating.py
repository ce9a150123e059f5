"""What care that is planned would cost, line after line: indicative, and nothing is used by it."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.reimbursement import notices
from rules.reimbursement.acts import FREE, FULLY_COVERED, Act, act_of_family
from rules.reimbursement.constants import NoValueYet
from rules.reimbursement.contract_terms import has_network_bonus
from rules.reimbursement.doubts import doubts
from rules.reimbursement.insured import Insured
from rules.reimbursement.levels import Allowance, Level
from rules.reimbursement.settling import NoTariff, Settled, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One line of a quote. Euros for all of `quantity`; an act by its code, or only its family."""

    day: date
    spent: Decimal
    act_code: str | None = None
    family: str | None = None
    quantity: int = 1
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


def estimate(lines: Sequence[Planned], sheet: Sheet) -> list[Estimated]:
    """Each line with what the lines before it left of allowances, contributions and deductibles."""
    return [_estimated(line, sheet) for line in lines]


def _estimated(line: Planned, sheet: Sheet) -> Estimated:
    act = _act(line, sheet)
    if act is None:
        return Estimated(line, None, None, (notices.unknown(line.act_code, line.family),))
    before = deepcopy(sheet.insured)
    found = _priced(line, act, sheet.level, sheet.insured)
    if found.settled is None:
        return found
    told = tuple(_told(line, act, sheet.insured, found.settled))
    other = _alternative(line, act, found.settled, sheet, before)
    return Estimated(line, act, found.settled, found.doubts, told, found.left, other)


def _act(line: Planned, sheet: Sheet) -> Act | None:
    if line.act_code is not None:
        return sheet.acts.get(line.act_code)
    family = [act for act in sheet.acts.values() if act.family == line.family]
    born = sheet.insured.birth_date
    return act_of_family(
        family, line.practitioner, line.spent, quantity=line.quantity, birth_date=born, day=line.day
    )


def _priced(line: Planned, act: Act, level: Level | None, insured: Insured) -> Estimated:
    if level is None:
        return Estimated(line, act, None, (notices.NO_LEVEL,))
    try:
        found = settle(line, act, level, insured, line.day.year)
    except (NoTariff, NoValueYet):
        return Estimated(line, act, None, (notices.no_tariff(act, line.practitioner, line.day),))
    told = tuple(doubts(act, line.practitioner, line.day, insured.birth_date, found))
    allowance = found.promise.allowance
    left = None if allowance is None else insured.left(allowance, line.part, line.day)
    return Estimated(line, act, found, told, left=left)


def _told(line: Planned, act: Act, insured: Insured, found: Settled) -> Iterator[str]:
    if line.act_code is None:
        yield notices.assumed(act)
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
    return _priced(instead, other, sheet.level, before)
