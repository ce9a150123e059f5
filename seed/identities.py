"""Invented people: names that are common in France, numbers that are valid and belong to nobody.

Every function is pure of the `random.Random` it is handed: the same seed gives the same person. What is drawn
stays in ranges that no living person, bank or business has: order numbers of the NIR from 900 on, bank codes
that nobody was given, telephone numbers for fiction (ARCEP), addresses at example.org.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Literal, TypeAlias

from rules.names import folded

Sex: TypeAlias = Literal["F", "M"]

DATA = Path(__file__).resolve().parent / "data"
FIRST_ORDER, LAST_ORDER = 900, 999
"""Orders of birth that next to no commune reaches in a month."""

OLDEST_DECADE, NEWEST_DECADE = 1920, 2020
CORSICA = ("2A", "2B")
CORSICA_DIVIDED = date(1976, 1, 1)
PARIS_REGION_DIVIDED = date(1968, 1, 1)
LETTER_VALUES = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789", strict=True))
"""What letters of an account are worth in the key of a RIB: A and J 1 … I and R 9, S 2 … Z 9."""


@dataclass(frozen=True, slots=True)
class Commune:
    """A real commune. `insee` has five characters: a Corsican one begins with 2A or 2B."""

    name: str
    department: str
    insee: str
    postal_code: str
    inhabitants: int
    """In thousands, roughly: only a weight for draws."""
    insee_before_1968: str | None = None
    """Its code while the Seine and the Seine-et-Oise existed."""

    @property
    def alsace_moselle(self) -> bool:
        return self.department in ("57", "67", "68")

    @property
    def city(self) -> str:
        """As letters are addressed: Paris, Lyon and Marseille without their arrondissement."""
        words = self.name.split()
        return words[0] if words[-1][0].isdigit() else self.name


@dataclass(frozen=True, slots=True)
class Country:
    """A country of birth, with its code in a NIR (99 and three digits)."""

    name: str
    insee: str
    independent_on: str = ""
    """Whoever was born there before this day has one of the French codes of the time."""
    codes_before: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Bank:
    """An invented bank. Its BIC is one for tests: the eighth character is 0 (ISO 9362)."""

    name: str
    country: str
    code: str
    bic: str


@dataclass(frozen=True, slots=True)
class Address:
    street: str
    postal_code: str
    city: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A person in one piece. `nir` has fifteen characters, its key included."""

    sex: Sex
    first_name: str
    last_name: str
    birth_date: date
    birth_place: Commune | Country
    nir: str
    email: str
    phone: str
    address: Address


def an_identity(
    rng: Random,
    birth_date: date,
    *,
    sex: Sex | None = None,
    last_name: str | None = None,
    address: Address | None = None,
    provisional: bool = False,
) -> Identity:
    """A whole person. A household hands on its name and its address."""
    whose: Sex = sex or ("M" if rng.random() < 0.5 else "F")
    first, last = a_first_name(rng, whose, birth_date), last_name or a_last_name(rng)
    place = a_birth_place(rng)
    return Identity(
        sex=whose,
        first_name=first,
        last_name=last,
        birth_date=birth_date,
        birth_place=place,
        nir=a_nir(rng, whose, birth_date, place, provisional=provisional),
        email=an_email(rng, first, last),
        phone=a_phone(rng),
        address=address or an_address(rng),
    )


@cache
def communes() -> tuple[Commune, ...]:
    return tuple(Commune(**each) for each in _read("communes"))


@cache
def countries() -> tuple[Country, ...]:
    return tuple(Country(**each) for each in _read("countries"))


@cache
def _inhabitants() -> tuple[int, ...]:
    return tuple(accumulate(each.inhabitants for each in communes()))


@cache
def banks() -> tuple[Bank, ...]:
    return tuple(Bank(**each) for each in _read("banks"))


def a_first_name(rng: Random, sex: Sex, birth_date: date) -> str:
    """One that was common in the decade of birth."""
    decade = min(max(birth_date.year // 10 * 10, OLDEST_DECADE), NEWEST_DECADE)
    return _common(rng, _read("first_names")[sex][str(decade)])


def a_last_name(rng: Random) -> str:
    return _common(rng, _read("last_names"))


def a_commune(rng: Random) -> Commune:
    """The larger, the likelier."""
    return rng.choices(communes(), cum_weights=_inhabitants())[0]


def a_birth_place(rng: Random, abroad: float = 0.1) -> Commune | Country:
    """A commune, or for a share of people a country, those first in its list the likeliest."""
    if rng.random() >= abroad:
        return a_commune(rng)
    known = countries()
    return rng.choices(known, weights=range(len(known), 0, -1))[0]


def an_address(rng: Random, commune: Commune | None = None) -> Address:
    where = commune or a_commune(rng)
    street = rng.choice(_read("streets"))
    number = str(rng.randint(1, 140)) + rng.choices(("", " bis", " ter"), (95, 4, 1))[0]
    return Address(f"{number} {street}", where.postal_code, where.city)


def a_nir(
    rng: Random,
    sex: Sex,
    birth_date: date,
    place: Commune | Country,
    *,
    provisional: bool = False,
    order: int | None = None,
) -> str:
    """A NIR of fifteen characters. A provisional one begins with 7 or 8.

    Hand over `order`, 900 to 999, where nobody else of this sex, month and place may have the same.
    """
    first = ("78" if provisional else "12")["MF".index(sex)]
    number = order or rng.randint(FIRST_ORDER, LAST_ORDER)
    nir = f"{first}{birth_date:%y%m}{birth_code(rng, place, birth_date)}{number}"
    return nir + nir_key(nir)


def birth_code(rng: Random, place: Commune | Country, birth_date: date) -> str:
    """The five characters of a birth place, as it was called on that day."""
    if isinstance(place, Country):
        before = birth_date.isoformat() < place.independent_on
        return rng.choice(place.codes_before) if before else place.insee
    if place.department in CORSICA and birth_date < CORSICA_DIVIDED:
        return "20" + place.insee[2:]
    if place.insee_before_1968 and birth_date < PARIS_REGION_DIVIDED:
        return place.insee_before_1968
    return place.insee


def nir_key(nir: str) -> str:
    """The key of thirteen characters: 97 less their remainder by 97, 2A counted as 19 and 2B as 18."""
    digits = nir[:5] + nir[5:7].replace("2A", "19").replace("2B", "18") + nir[7:]
    return f"{97 - int(digits) % 97:02}"


def an_iban(rng: Random, country: str = "FR") -> str:
    """FR, DE, BE or LU, without spaces, at an invented bank."""
    bank = rng.choice([each for each in banks() if each.country == country])
    match country:
        case "FR":
            branch, account = _digits(rng, 5), _digits(rng, 11)
            if rng.random() < 0.05:
                account = account[:5] + rng.choice("CKMRXZ") + account[6:]
            bban = bank.code + branch + account + rib_key(bank.code, branch, account)
        case "BE":
            number = bank.code + _digits(rng, 7)
            bban = f"{number}{int(number) % 97 or 97:02}"
        case "DE":
            bban = bank.code + _digits(rng, 10)
        case _:
            bban = bank.code + _digits(rng, 13)
    return country + iban_key(country, bban) + bban


def rib_key(bank: str, branch: str, account: str) -> str:
    """The two digits at the end of a French account."""
    value = int("".join(LETTER_VALUES.get(char, char) for char in account))
    return f"{97 - (89 * int(bank) + 15 * int(branch) + 3 * value) % 97:02}"


def iban_key(country: str, bban: str) -> str:
    """The two check digits (ISO 7064, mod 97-10)."""
    number = "".join(str(int(char, 36)) for char in f"{bban}{country}00")
    return f"{98 - int(number) % 97:02}"


def bic_of(iban: str) -> str:
    """The BIC of the invented bank that an IBAN is at."""
    return next(each.bic for each in banks() if each.country == iban[:2] and iban[4:].startswith(each.code))


def a_phone(rng: Random) -> str:
    """A mobile number that ARCEP keeps for fiction: 06 39 98 xx xx."""
    return f"06 39 98 {_digits(rng, 2)} {_digits(rng, 2)}"


def an_email(rng: Random, first_name: str, last_name: str, number: int | None = None) -> str:
    """At example.org. Hand over a number of one's own where no other may have the same address."""
    local = f"{folded(first_name)}.{folded(last_name)}".replace(" ", "-")
    return f"{local}.{rng.randint(1, 99_999) if number is None else number}@example.org"


def a_siren(rng: Random) -> str:
    """Nine digits. Real ones do not begin with 0."""
    digits = "0" + _digits(rng, 7)
    return digits + luhn_digit(digits)


def a_siret(rng: Random, siren: str | None = None) -> str:
    """Fourteen digits, of an establishment of this business."""
    digits = (siren or a_siren(rng)) + f"{rng.randint(1, 40):04}"
    return digits + luhn_digit(digits)


def a_finess(rng: Random, department: str) -> str:
    """Nine digits: the département's two, a 9 that no real number has there, and a check digit.

    Corsica is 20, because nobody says what a letter is worth in the check.
    """
    two = "20" if department in CORSICA else department[:2]
    digits = f"{two}9{_digits(rng, 5)}"
    return digits + luhn_digit(digits)


def luhn_digit(digits: str) -> str:
    """What makes the sum of Luhn a multiple of ten when it is written behind these digits."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits)))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def _digits(rng: Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def _common(rng: Random, names: Sequence[str]) -> str:
    """The first of a list are the commonest."""
    return names[int(len(names) * rng.random() ** 1.6)]


@cache
def _read(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))
