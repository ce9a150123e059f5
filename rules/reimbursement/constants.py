"""The numbers that texts set, each with the days it was worth that: always asked for a day of care.

They are data, `catalogue/constants.json` and the files of `catalogue/changes/`, read once when the rules are
imported: a new value is a new row, and the row before it ends the day before. 2026 alone changed seven.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from rules.catalogue_fault import CatalogueFault

CATALOGUE = Path(__file__).parents[2] / "catalogue"
NUMBERS = frozenset({"FLAT_CONTRIBUTION_DAILY_COUNT", "HEAVY_ACT_COEFFICIENT"})
"""Constants that count things: the others are euros or shares."""


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


PUMA = date(2016, 1, 1)
"""The first day of articles R160-5 and following of the Code de la sécurité sociale (CSS)."""


def read_constants(folder: Path = CATALOGUE) -> dict[Code, tuple[Constant, ...]]:
    """Every value there ever was, by its code, oldest first. `CatalogueFault` says of which file and row."""
    files = [folder / "constants.json", *sorted((folder / "changes").glob("*.json"))]
    known: dict[Code, dict[date, Mapping[str, Any]]] = defaultdict(dict)
    for path in files:
        name = path.relative_to(folder).as_posix()
        for row in _rows(path, name):
            code, first = _checked(name, row)
            if first in known[code]:
                why = f"there are two values from {first}: leave one of them"
                raise CatalogueFault(name, code, "valid_from", why)
            known[code][first] = row
    if missing := set(Code) - known.keys():
        raise CatalogueFault("constants.json", min(missing), "code", "no file has a value of it: add a row")
    return {code: tuple(_series(code, by_day)) for code, by_day in known.items()}


def _rows(path: Path, name: str) -> list[Mapping[str, Any]]:
    try:
        content = json.loads(path.read_text("utf-8"))
        rows = content.get("constants", [])
    except OSError as error:
        raise CatalogueFault(name, "the whole file", "name", error.strerror or str(error)) from None
    except (ValueError, AttributeError) as error:
        raise CatalogueFault(name, "the whole file", "JSON", str(error)) from None
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise CatalogueFault(name, "the whole file", "constants", "a list of rows is wanted")
    return rows


def _positive(value: str) -> Decimal:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", value):
        raise ValueError(value)
    return Decimal(value)


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError(value)
    return value


FIELDS: Mapping[str, tuple[Callable[[Any], object], str]] = {
    "code": (Code, f"one of {', '.join(Code)} is wanted"),
    "valid_from": (date.fromisoformat, "a day is wanted, such as 2027-01-01"),
    "value": (_positive, "a number as a text is wanted, such as 12.50"),
    "source": (_said, "say where the value is read"),
    "certainty": (Certainty, f"one of {', '.join(Certainty)} is wanted"),
}
"""How each field of a row is read, and what to say where it cannot be."""


def _checked(file: str, row: Mapping[str, Any]) -> tuple[Code, date]:
    for field, (read, wanted) in FIELDS.items():
        if field not in row:
            raise CatalogueFault(file, str(row.get("code", "a constant")), field, f"is missing: {wanted}")
        try:
            read(row[field])
        except (AttributeError, TypeError, ValueError):
            why = f"{wanted}, not {row[field]}"
            raise CatalogueFault(file, str(row.get("code", "a constant")), field, why) from None
    code = Code(row["code"])
    if code in NUMBERS and not row["value"].isdigit():
        raise CatalogueFault(file, code, "value", f"a whole number as a text is wanted, not {row['value']}")
    return code, date.fromisoformat(row["valid_from"])


def _series(code: Code, by_day: Mapping[date, Mapping[str, Any]]) -> Iterable[Constant]:
    firsts = sorted(by_day)
    for first, following in zip(firsts, [*firsts[1:], None], strict=True):
        row = by_day[first]
        value = int(row["value"]) if code in NUMBERS else Decimal(row["value"])
        last = None if following is None else following - timedelta(days=1)
        yield Constant(code, value, first, last, row["source"], Certainty(row["certainty"]))


CONSTANTS: dict[Code, tuple[Constant, ...]] = read_constants()
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
