"""Lines of reimbursement of one contract: each act priced, with the days on which it came and was paid."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from rules.reimbursement.acts import Act
from rules.reimbursement.explanation import Step, Stored, reversed_steps, stored
from rules.reimbursement.insured import Insured, Used, Uses, reversed_use
from rules.reimbursement.money import ZERO
from rules.reimbursement.rates import CareFamily, scheme_of
from rules.reimbursement.settling import Settled, settle
from seed.book import Book
from seed.care import AVERAGE_AGE_FACTOR, Care, Year, age_factor, care_of
from seed.chances import ONE_DAY, worked
from seed.contracts import Contract, Covered
from seed.professionals import Professionals

REVERSED = 0.004
REFUSED_PAPER = 0.015
CONNECTED_AFTER = timedelta(days=21)
"""A new coverage is known to the scheme after so many days: until then statements come on paper."""

TO_SCHEME = (2, 3, 3, 4, 4, 4, 5, 6, 7)
"""Days from care to the scheme's own payment."""


@dataclass(slots=True)
class Line:
    """One line, all but its keys. A negative one takes another back, which is `takes_back`."""

    covered: Covered
    care: Care
    act: Act
    rate: Decimal
    source: str
    status: str
    received: datetime
    paid_on: date | None
    spent: Decimal
    base: Decimal
    social_security: Decimal
    contribution: Decimal
    deductible: Decimal
    complementary: Decimal
    remaining: Decimal
    uses: tuple[Used, ...]
    steps: tuple[Step, ...]
    takes_back: "Line | None" = None
    key: int = 0

    @property
    def payee(self) -> str:
        return "PROFESSIONAL" if self.care.third_party else "MEMBER"

    @property
    def explanation(self) -> Stored:
        return stored(self.steps)


def lines_of(book: Book, contract: Contract, unlinked: frozenset[int]) -> list[Line]:
    """Of all whom a health contract covers, in the order in which they were received.

    `unlinked` are the places of those whose scheme sends nothing.
    """
    known = Professionals(book.lot("professionals"), book.household.address.city)
    shared: Uses = {}
    scheme = scheme_of(alsace_moselle=book.household.local_scheme)
    lines: list[Line] = []
    for covered in contract.covered:
        rng, person = book.lot("care", covered.place), book.household.people[covered.place]
        insured = Insured(person.birth_date, scheme, contract.start, covered.since, shared)
        care = _care_of(rng, book, covered, known)
        due = _due(rng, care)
        linked_from = date.max if covered.place in unlinked else covered.since + CONNECTED_AFTER
        for scheme_paid, at in due:
            each = care[at]
            act = book.order.offer.acts[each.code]
            source = _source(each, act, each.day < linked_from)
            arrived = worked(scheme_paid + timedelta(days=8 if source == "PAPER" else 2))
            settled = settle(each, act, contract.plan_on(each.day).level_on(each.day), insured, arrived.year)
            if arrived <= book.until:
                line = _line(covered, each, act, settled, source=source, received=_instant(rng, arrived))
                _pay(rng, line, arrived, book.until)
                lines += (line, *_correction(rng, line, book.until))
    lines.sort(key=lambda line: (line.received, line.covered.place))
    return lines


def _due(rng: Random, care: list[Care]) -> list[tuple[date, int]]:
    """When the scheme pays for each, by its place: together what was charged together."""
    days: dict[tuple[date, str], date] = {}
    for each in care:
        charged = (each.day, each.professional)
        if charged not in days:
            days[charged] = each.day + timedelta(days=rng.choice(TO_SCHEME))
    return sorted((days[each.day, each.professional], at) for at, each in enumerate(care))


def _care_of(rng: Random, book: Book, covered: Covered, known: Professionals) -> list[Care]:
    """On the days on which the person was covered, within the history that is made."""
    household, until = book.household, book.until
    person, frailty = household.people[covered.place], min(4.0, rng.gammavariate(2.5, 0.4))
    first, last = max(book.since, covered.since), min(until, (covered.until or until + ONE_DAY) - ONE_DAY)
    care: list[Care] = []
    glasses_since = first.year - rng.randint(0, 2)
    for civil_year in range(book.since.year, until.year + 1):
        age = max(0, person.age_on(date(civil_year, 7, 1)))
        year = Year(
            rng=rng,
            acts=book.order.offer.acts,
            known=known,
            year=civil_year,
            age=age,
            factor=frailty * age_factor(age) / AVERAGE_AGE_FACTOR,
            glasses_due=(civil_year - glasses_since) % 2 == 0,
            local_scheme=household.local_scheme,
        )
        care += [each for each in care_of(year) if first <= each.day <= last]
    return care


def _line(
    covered: Covered, care: Care, act: Act, settled: Settled, *, source: str, received: datetime
) -> Line:
    amounts = settled.amounts
    return Line(
        covered=covered,
        care=care,
        act=act,
        rate=settled.rate,
        source=source,
        status="PENDING",
        received=received,
        paid_on=None,
        spent=amounts.spent,
        base=amounts.reimbursement_base,
        social_security=amounts.amo_net,
        contribution=amounts.flat_contribution,
        deductible=amounts.deductible,
        complementary=amounts.complementary,
        remaining=amounts.remaining,
        uses=settled.uses,
        steps=amounts.steps,
    )


def _pay(rng: Random, line: Line, arrived: date, until: date) -> None:
    """Two days later, unless it is refused, or that day is still to come."""
    if line.source == "PAPER" and rng.random() < REFUSED_PAPER:
        line.status, line.remaining = "REJECTED", line.remaining + line.complementary
        if line.complementary:
            line.steps = (*line.steps, Step("REFUSED", line.complementary))
        line.complementary, line.uses = ZERO, ()
        return
    paid_on = worked(arrived + timedelta(days=2))
    if paid_on <= until:
        line.status, line.paid_on = "PAID", paid_on


def _source(care: Care, act: Act, on_paper: bool) -> str:
    """Third-party payment asks the hub itself; the rest comes from the scheme, or from the person."""
    if care.third_party:
        return "ROC" if care.code in ("PAR32", "GHS", "FJ", "CHP", "FPU") else "DRE"
    return "PAPER" if on_paper or act.care_family is CareFamily.NOT_COVERED else "NOEMIE"


def _correction(rng: Random, line: Line, until: date) -> Iterator[Line]:
    """Four in a thousand are taken back some weeks later: they were paid twice, or to the wrong person."""
    if rng.random() >= REVERSED or line.status != "PAID" or line.paid_on is None:
        return
    day = worked(line.paid_on + timedelta(days=rng.randint(10, 60)))
    if day > until:
        return
    yield replace(
        line,
        status="REGULARISED",
        received=_instant(rng, day),
        paid_on=day,
        spent=-line.spent,
        base=-line.base,
        social_security=-line.social_security,
        contribution=-line.contribution,
        deductible=-line.deductible,
        complementary=-line.complementary,
        remaining=-line.remaining,
        uses=tuple(map(reversed_use, line.uses)),
        steps=reversed_steps(line.steps),
        takes_back=line,
    )


def _instant(rng: Random, day: date) -> datetime:
    """Within office hours."""
    return datetime.combine(day, time(rng.randint(7, 15), rng.randint(0, 59)), UTC)
