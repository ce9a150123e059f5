"""Who lives in a household: its people with their ages, names and numbers, and what is odd about it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from rules.months import age_on
from seed import identities
from seed.chances import a_day, lot, pick
from seed.identities import Address, Commune, Country, Sex


class Trade(StrEnum):
    """What a holder lives of, which decides what they are sold."""

    SELF_EMPLOYED = "SELF_EMPLOYED"
    EMPLOYEE = "EMPLOYEE"
    INDIVIDUAL = "INDIVIDUAL"
    """Retired for the most part."""


class Oddity(StrEnum):
    """What programs trip over. Each is one household in a hundred, whatever else chance brings."""

    TWINS = "TWINS"
    HOMONYM = "HOMONYM"
    CORSICAN = "CORSICAN"
    PROVISIONAL_NIR = "PROVISIONAL_NIR"
    BORN_ABROAD = "BORN_ABROAD"
    DECEASED = "DECEASED"
    TWO_BROKERS = "TWO_BROKERS"
    FOREIGN_IBAN = "FOREIGN_IBAN"
    ARREARS = "ARREARS"


ODDITY_OF_SLOT = dict(enumerate(Oddity)) | {len(Oddity): Oddity.HOMONYM}
"""Homonyms come in pairs: see `_homonym`."""

EVERY = 100
TRADES = ((Trade.SELF_EMPLOYED, 58), (Trade.EMPLOYEE, 27), (Trade.INDIVIDUAL, 15))
AGES = {Trade.SELF_EMPLOYED: (44, 11), Trade.EMPLOYEE: (40, 11), Trade.INDIVIDUAL: (64, 13)}
EMPLOYEES_OF_ALSACE_MOSELLE = 0.17
EMAIL_KNOWN = {"HOLDER": 0.94, "SPOUSE": 0.6, "CHILD": 0.0}
CORSICA = ("2A", "2B")
ALSACE_MOSELLE = ("57", "67", "68")
ADULT = 18
CHILDHOOD = 25
"""Children are covered until about this age."""


@dataclass(slots=True)
class Person:
    """One of a household's people. Their place in it is the place of their key."""

    relation: str
    sex: Sex
    first_name: str
    last_name: str
    birth_date: date
    birth_rank: int = 1
    birth_name: str | None = None
    nir: str | None = None
    email: str | None = None
    phone: str | None = None
    death_date: date | None = None

    def age_on(self, day: date) -> int:
        return age_on(self.birth_date, day)


@dataclass(slots=True)
class Household:
    """The people of one number, the holder first."""

    number: int
    trade: Trade
    oddity: Oddity | None
    address: Address
    department: str
    people: list[Person] = field(default_factory=list)

    @property
    def local_scheme(self) -> bool:
        """Of Alsace-Moselle, which is for employees."""
        return self.trade is Trade.EMPLOYEE and self.department in ALSACE_MOSELLE

    @property
    def holder(self) -> Person:
        return self.people[0]


def a_household(seed: int, number: int, until: date) -> Household:
    """The household of a number, as it is on a day."""
    rng = lot(seed, number, "people")
    trade = pick(rng, TRADES)
    oddity = ODDITY_OF_SLOT.get((number + seed) % EVERY)
    home = _home(rng, trade)
    household = Household(number, trade, oddity, identities.an_address(rng, home), home.department)
    _holder(rng, household, until, seed)
    size = rng.random() if oddity is not Oddity.TWINS else 1.0
    if size >= 0.62 and trade is Trade.INDIVIDUAL and household.holder.age_on(until) > 60:
        size = 0.5  # the children of pensioners have left
    if 0.42 <= size < 0.62 or (size >= 0.62 and rng.random() < 0.75):
        _spouse(rng, household)
    if size >= 0.62:
        _children(rng, household, until)
    return household


def _home(rng: Random, trade: Trade) -> Commune:
    """Anywhere, but more employees where the local scheme is, so that it is seen often enough."""
    if trade is Trade.EMPLOYEE and rng.random() < EMPLOYEES_OF_ALSACE_MOSELLE:
        return rng.choice([each for each in identities.communes() if each.department in ALSACE_MOSELLE])
    return identities.a_commune(rng)


def _holder(rng: Random, household: Household, until: date, seed: int) -> None:
    mean, spread = AGES[household.trade]
    age = min(92, max(20, round(rng.gauss(mean, spread))))
    if household.oddity is Oddity.CORSICAN:
        age = min(age, until.year - identities.CORSICA_DIVIDED.year - 2)
    if household.oddity is Oddity.TWINS:
        age = min(age, 48)
    sex: Sex = "M" if rng.random() < 0.52 else "F"
    person = _person(
        rng, household, "HOLDER", sex, born=_born(rng, until, age), last_name=identities.a_last_name(rng)
    )
    if household.oddity is Oddity.HOMONYM:
        _homonym(person, lot(seed, "homonym", (household.number + seed) // EVERY, _pair(seed, household)))
    household.people.append(person)


def _pair(seed: int, household: Household) -> int:
    """Both of a hundred share it: their slots are its two."""
    return 0 if (household.number + seed) % EVERY in ODDITY_OF_SLOT else 1


def _homonym(person: Person, rng: Random) -> None:
    """Two holders of each hundred have one name between them, and often one sex, never the rest."""
    person.first_name = rng.choice(("Dominique", "Claude", "Camille"))
    person.last_name = identities.a_last_name(rng)
    person.birth_name = None
    if person.email is not None:
        number = person.email.split("@")[0].rsplit(".", 1)[1]
        person.email = identities.an_email(rng, person.first_name, person.last_name, int(number))


def _spouse(rng: Random, household: Household) -> None:
    holder = household.holder
    sex: Sex = ("F" if holder.sex == "M" else "M") if rng.random() < 0.97 else holder.sex
    born = holder.birth_date + timedelta(days=round(rng.gauss(0, 1100)))
    name = holder.last_name if rng.random() < 0.7 else identities.a_last_name(rng)
    household.people.append(_person(rng, household, "SPOUSE", sex, born=born, last_name=name))


def _children(rng: Random, household: Household, until: date) -> None:
    parent = min(person.age_on(until) for person in household.people)
    oldest = max(1, min(CHILDHOOD, parent - 24))
    count = pick(rng, ((1, 45), (2, 40), (3, 12), (4, 3)))
    twins = household.oddity is Oddity.TWINS
    ages = sorted((rng.random() * oldest for _ in range(max(count, 2) if twins else count)), reverse=True)
    for place, age in enumerate(ages):
        sex: Sex = "M" if rng.random() < 0.51 else "F"
        born = until - timedelta(days=round(age * 365.25))
        child = _person(rng, household, "CHILD", sex, born=born, last_name=household.holder.last_name)
        household.people.append(child)
        if twins and place == 1:
            first = household.people[-2]
            child.birth_date, child.birth_rank = first.birth_date, 2
            _give_nir(rng, household, child)


def _person(
    rng: Random, household: Household, relation: str, sex: Sex, *, born: date, last_name: str
) -> Person:
    first_name = identities.a_first_name(rng, sex, born)
    person = Person(relation, sex, first_name, last_name, born)
    if sex == "F" and relation != "CHILD" and rng.random() < 0.5:
        person.birth_name = identities.a_last_name(rng)
    if rng.random() < EMAIL_KNOWN[relation]:
        number = household.number * 10 + len(household.people)
        person.email = identities.an_email(rng, first_name, last_name, number)
    if relation != "CHILD" and rng.random() < 0.92:
        person.phone = identities.a_phone(rng)
    _give_nir(rng, household, person)
    return person


def _give_nir(rng: Random, household: Household, person: Person) -> None:
    """A minor is often known under a parent's number only."""
    if person.relation == "CHILD" and rng.random() < 0.3:
        person.nir = None
        return
    odd = household.oddity if person.relation == "HOLDER" else None
    place: Commune | Country = identities.a_birth_place(rng)
    if odd is Oddity.CORSICAN:
        place = rng.choice([each for each in identities.communes() if each.department in CORSICA])
    if odd is Oddity.BORN_ABROAD:
        place = identities.a_birth_place(rng, abroad=1.0)
    person.nir = identities.a_nir(
        rng,
        person.sex,
        person.birth_date,
        place,
        provisional=odd is Oddity.PROVISIONAL_NIR,
        order=identities.FIRST_ORDER + (household.number * 7 + len(household.people) * 13) % 100,
    )


def _born(rng: Random, until: date, age: int) -> date:
    return a_day(rng, date(until.year - age - 1, 1, 1), date(until.year - age - 1, 12, 31))
