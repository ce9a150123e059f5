"""Lines priced and explained a second: the rules alone, on one processor and without a database."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle, islice

from actions.catalogue.as_rules import acts, level
from rules.reimbursement.explanation import stored
from rules.reimbursement.insured import Insured
from rules.reimbursement.rates import Scheme
from rules.reimbursement.settling import settle

FIRST = date(2024, 12, 22)
DAYS = 700
MIX = (
    ("PH7", "12.40", None, 22), ("PH4", "6.10", None, 4), ("G", "30.00", "SECTOR_1", 7),
    ("CS", "52.00", "OPTAM", 2), ("CS", "70.00", "NON_OPTAM", 2), ("BIO", "32.00", None, 3),
    ("ADI", "90.00", "SECTOR_1", 1), ("AMS", "17.90", None, 9), ("C", "23.00", None, 2),
    ("HBLD634", "500.00", None, 1), ("LUN-B-S", "390.00", None, 1), ("OST", "60.00", None, 1),
    ("FJ", "23.00", None, 1),
)  # fmt: skip
"""Code, price, practitioner, and how many of 56: about the care that the seed draws for a person."""


@dataclass(frozen=True, slots=True)
class Care:
    code: str
    day: date
    spent: Decimal
    practitioner: str | None
    quantity: int = 1
    in_pathway: bool = True
    in_network: bool | None = None
    professional: str = "Dr Bernard"
    part: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    lines: int
    seconds: float

    @property
    def a_second(self) -> int:
        return round(self.lines / self.seconds)


def a_year() -> Iterator[Care]:
    """One person's care, each act on a day of its own."""
    place = 0
    for code, price, practitioner, times in MIX:
        for _ in range(times):
            place += 1
            day = FIRST + timedelta(days=place * 37 % DAYS)
            yield Care(code, day, Decimal(price), practitioner)


def measure(lines: int) -> Figures:
    """Price so many lines, of one person after the other. What is read of the files is read before."""
    catalogue, levels, year = acts(), [level(rank, FIRST) for rank in range(1, 6)], list(a_year())
    started = time.perf_counter()
    for place, care in enumerate(islice(cycle(year), lines)):
        if place % len(year) == 0:
            insured = Insured(date(1980, 6, 15), Scheme.GENERAL, FIRST, FIRST)
        found = settle(care, catalogue[care.code], levels[place // len(year) % 5], insured, care.day.year)
        stored(found.amounts.steps)
    return Figures(lines, time.perf_counter() - started)
