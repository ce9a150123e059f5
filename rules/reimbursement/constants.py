"""The numbers that texts set, each with the days it was worth that: always asked for a day of care.

2026 alone changed seven of them. Nothing here is ever edited: a new value is a new row, and the row before it
ends the day before.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum


class Code(StrEnum):
    """The constants, with their units."""

    PMSS = "PMSS"
    """Monthly ceiling of social security (plafond mensuel de la sécurité sociale), euros."""
    FLAT_CONTRIBUTION = "FLAT_CONTRIBUTION"
    """Participation forfaitaire, euros an act."""
    FLAT_CONTRIBUTION_DAILY_COUNT = "FLAT_CONTRIBUTION_DAILY_COUNT"
    """Contributions a day for one professional, a number."""
    FLAT_CONTRIBUTION_YEARLY_CAP = "FLAT_CONTRIBUTION_YEARLY_CAP"
    """Euros a civil year: 50 contributions of 1 €, then 25 of 2 €."""
    DEDUCTIBLE_MEDICINE = "DEDUCTIBLE_MEDICINE"
    """Franchise, euros a box."""
    DEDUCTIBLE_PARAMEDICAL = "DEDUCTIBLE_PARAMEDICAL"
    """Franchise, euros an act of an auxiliary."""
    DEDUCTIBLE_PARAMEDICAL_DAILY_CAP = "DEDUCTIBLE_PARAMEDICAL_DAILY_CAP"
    """Euros a day."""
    DEDUCTIBLE_TRANSPORT = "DEDUCTIBLE_TRANSPORT"
    """Franchise, euros a trip."""
    DEDUCTIBLE_TRANSPORT_DAILY_CAP = "DEDUCTIBLE_TRANSPORT_DAILY_CAP"
    """Euros a day."""
    DEDUCTIBLE_YEARLY_CAP = "DEDUCTIBLE_YEARLY_CAP"
    """Euros a civil year, the three kinds together."""
    DAILY_HOSPITAL_CHARGE = "DAILY_HOSPITAL_CHARGE"
    """Forfait journalier in medicine, surgery, obstetrics (MCO), euros a day."""
    DAILY_HOSPITAL_CHARGE_PSYCHIATRY = "DAILY_HOSPITAL_CHARGE_PSYCHIATRY"
    """Forfait journalier in psychiatry, euros a day."""
    EMERGENCY_FLAT_FEE = "EMERGENCY_FLAT_FEE"
    """Forfait patient urgences, euros a visit."""
    EMERGENCY_FLAT_FEE_REDUCED = "EMERGENCY_FLAT_FEE_REDUCED"
    """The same for those whom social security covers in full, euros a visit."""
    HEAVY_ACT_PARTICIPATION = "HEAVY_ACT_PARTICIPATION"
    """Participation forfaitaire pour actes lourds, euros: it replaces the copay."""
    HEAVY_ACT_TARIFF = "HEAVY_ACT_TARIFF"
    """Euros: from this tariff on an act is heavy."""
    HEAVY_ACT_COEFFICIENT = "HEAVY_ACT_COEFFICIENT"
    """From this coefficient on an act is heavy."""
    DENTAL_RATE = "DENTAL_RATE"
    """What social security pays of dental care in the general scheme, a share."""
    TRANSPORT_RATE = "TRANSPORT_RATE"
    """What social security pays of transport in the general scheme, a share."""


class Certainty(StrEnum):
    """How well a value is known: docs and notices show what is not certain."""

    LAW = "L"
    PUBLIC_PAGE = "S"
    KNOWN_HIGH = "K-high"
    KNOWN_MEDIUM = "K-med"
    KNOWN_LOW = "K-low"


@dataclass(frozen=True, slots=True)
class Constant:
    """One value and its days, the first and the last included; no last day while it holds."""

    code: Code
    value: Decimal | int
    valid_from: date
    valid_to: date | None
    source: str
    certainty: Certainty


class NoValueYet(Exception):
    """A day before the first one known: it is refused, because a value of later days would be wrong."""

    def __init__(self, what: str, day: date, first: date) -> None:
        super().__init__(f"{what} is known from {first.isoformat()}, not on {day.isoformat()}")
        self.what = what
        self.day = day
        self.first = first


_Row = tuple[str | int, date, str, Certainty]

PUMA = date(2016, 1, 1)
"""The first day of articles R160-5 and following of the Code de la sécurité sociale (CSS)."""

_LAW = Certainty.LAW
_PAGE = Certainty.PUBLIC_PAGE
_HIGH = Certainty.KNOWN_HIGH
_MEDIUM = Certainty.KNOWN_MEDIUM

_ROWS: dict[Code, tuple[_Row, ...]] = {
    Code.PMSS: (
        ("3666", date(2023, 1, 1), "JO; openfisca-france plafond_securite_sociale_mensuel", _PAGE),
        ("3864", date(2024, 1, 1), "JO; openfisca-france plafond_securite_sociale_mensuel", _PAGE),
        ("3925", date(2025, 1, 1), "JO; openfisca-france plafond_securite_sociale_mensuel", _PAGE),
        ("4005", date(2026, 1, 1), "JO; openfisca-france plafond_securite_sociale_mensuel", _PAGE),
    ),
    Code.FLAT_CONTRIBUTION: (
        ("1", date(2005, 1, 1), "CSS L322-2, now L160-13", _HIGH),
        ("2", date(2024, 5, 15), "CSS R160-19 (range 2 to 3 €); magnolia.fr, bonne-assurance.com", _PAGE),
    ),
    Code.FLAT_CONTRIBUTION_DAILY_COUNT: ((4, date(2005, 1, 1), "CSS D160-8", _LAW),),
    Code.FLAT_CONTRIBUTION_YEARLY_CAP: (("50", date(2005, 1, 1), "CSS D160-6", _LAW),),
    Code.DEDUCTIBLE_MEDICINE: (
        ("0.50", date(2008, 1, 1), "CSS L322-2, now L160-13", _HIGH),
        ("1", date(2024, 3, 31), "CSS D160-9 a", _LAW),
    ),
    Code.DEDUCTIBLE_PARAMEDICAL: (
        ("0.50", date(2008, 1, 1), "CSS L322-2, now L160-13", _HIGH),
        ("1", date(2024, 3, 31), "CSS D160-9 b", _LAW),
    ),
    Code.DEDUCTIBLE_PARAMEDICAL_DAILY_CAP: (
        ("2", date(2008, 1, 1), "CSS D160-9 b", _HIGH),
        ("4", date(2024, 3, 31), "CSS D160-9 b", _HIGH),
    ),
    Code.DEDUCTIBLE_TRANSPORT: (
        ("2", date(2008, 1, 1), "CSS L322-2, now L160-13", _HIGH),
        ("4", date(2024, 3, 31), "CSS D160-9 c; latribune.fr 994305", _LAW),
    ),
    Code.DEDUCTIBLE_TRANSPORT_DAILY_CAP: (
        ("4", date(2008, 1, 1), "CSS D160-9 c", _HIGH),
        ("8", date(2024, 3, 31), "CSS D160-9 c; latribune.fr 994305", _PAGE),
    ),
    Code.DEDUCTIBLE_YEARLY_CAP: (("50", date(2008, 1, 1), "CSS D160-10", _LAW),),
    Code.DAILY_HOSPITAL_CHARGE: (
        ("18", date(2010, 1, 1), "CSS L174-4", _HIGH),
        ("20", date(2018, 1, 1), "CSS L174-4; quechoisir.org 2026-03-01, AFP 2026-02-28", _PAGE),
        ("23", date(2026, 3, 1), "CSS L174-4; quechoisir.org 2026-03-01, AFP 2026-02-28", _PAGE),
    ),
    Code.DAILY_HOSPITAL_CHARGE_PSYCHIATRY: (
        ("13.50", date(2010, 1, 1), "CSS L174-4", _HIGH),
        ("15", date(2018, 1, 1), "CSS L174-4; quechoisir.org 2026-03-01, AFP 2026-02-28", _PAGE),
        ("17", date(2026, 3, 1), "CSS L174-4; quechoisir.org 2026-03-01, AFP 2026-02-28", _PAGE),
    ),
    Code.EMERGENCY_FLAT_FEE: (
        ("19.61", date(2022, 1, 1), "quechoisir.org 2026-03-01, AFP 2026-02-23", _PAGE),
        ("23", date(2026, 3, 1), "quechoisir.org 2026-03-01, AFP 2026-02-23", _PAGE),
    ),
    Code.EMERGENCY_FLAT_FEE_REDUCED: (
        ("8.49", date(2022, 1, 1), "quechoisir.org 2026-03-01, AFP 2026-02-23", _PAGE),
        ("9.96", date(2026, 3, 1), "quechoisir.org 2026-03-01, AFP 2026-02-23", _PAGE),
    ),
    Code.HEAVY_ACT_PARTICIPATION: (
        ("18", PUMA, "CSS R160-16", _HIGH),
        ("24", date(2019, 1, 1), "CSS R160-16", _LAW),
        ("32", date(2026, 4, 22), "quechoisir.org; day to be read in the JO (AFP: 1 April)", _MEDIUM),
    ),
    Code.HEAVY_ACT_TARIFF: (("120", PUMA, "CSS R160-16", _LAW),),
    Code.HEAVY_ACT_COEFFICIENT: ((60, PUMA, "CSS R160-16", _LAW),),
    Code.DENTAL_RATE: (
        ("0.70", PUMA, "CSS R160-5", _HIGH),
        ("0.60", date(2023, 10, 15), "arrêté du 12 octobre 2023; pagesjaunes.fr", _PAGE),
    ),
    Code.TRANSPORT_RATE: (
        ("0.65", PUMA, "CSS R160-5 9°", _HIGH),
        ("0.55", date(2022, 10, 1), "CSS R160-5 9°; the month is sure, its first day less", _MEDIUM),
    ),
}


def _series(code: Code, rows: tuple[_Row, ...]) -> tuple[Constant, ...]:
    """Rows in order of their first days, each ending the day before the next one starts."""
    ends = [row[1] - timedelta(days=1) for row in rows[1:]]
    return tuple(
        Constant(code, value if isinstance(value, int) else Decimal(value), first, last, source, certainty)
        for (value, first, source, certainty), last in zip(rows, [*ends, None], strict=True)
    )


CONSTANTS: dict[Code, tuple[Constant, ...]] = {code: _series(code, rows) for code, rows in _ROWS.items()}
"""Every value there ever was, oldest first."""


def constant(code: Code, care_date: date) -> Constant:
    """What held on a day of care. `NoValueYet` before its first day."""
    for known in reversed(CONSTANTS[code]):
        if known.valid_from <= care_date:
            return known
    raise NoValueYet(code, care_date, CONSTANTS[code][0].valid_from)


def amount(code: Code, care_date: date) -> Decimal:
    """The value alone, of a constant in euros or of a share. `NoValueYet` before its first day."""
    return Decimal(constant(code, care_date).value)


def count(code: Code, care_date: date) -> int:
    """The value alone, of a constant that is a number of things. `NoValueYet` before its first day."""
    return int(constant(code, care_date).value)
