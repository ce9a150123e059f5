"""The care of one person in one year: which acts, when, where, at what price."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import log
from random import Random

from rules.reimbursement.acts import Act
from rules.reimbursement.constants import Code, amount
from seed.chances import a_care_day, euros, pick, poisson
from seed.professionals import Professionals


@dataclass(frozen=True, slots=True)
class Care:
    """One act, paid to one professional. `third_party`: they were paid by the bodies, not by the person."""

    day: date
    code: str
    spent: Decimal
    professional: str
    third_party: bool
    practitioner: str | None = None
    quantity: int = 1
    in_pathway: bool = True
    in_network: bool | None = None
    part: str = ""
    """Which ear."""


AGE_FACTORS = ((5, 1.2), (15, 0.7), (30, 0.6), (45, 0.8), (60, 1.1), (75, 1.7), (200, 2.3))
AVERAGE_AGE_FACTOR = 0.88
"""Of the people whom `population` makes: so much the means below are to be raised by."""

PATHWAY_AGE = 16
NO_CARE_AT_ALL = 0.05
MEDICINES = (("PH7", 72), ("PH4", 14), ("PH2", 5), ("PH1", 9))
SPECIALISTS = (("SECTOR_1", 45), ("OPTAM", 25), ("NON_OPTAM", 30))
PROSTHESES = (
    (("HBLD038", "290.00"), 22),
    (("HBLD634", "500.00"), 33),
    (("HBLD073", "550.00"), 20),
    (("HBLD634", "750.00"), 25),
)
THIRD_PARTY = {
    "PHARMACY": 0.98, "BIOLOGY": 0.90, "HOSPITAL": 0.85, "OPTICS": 0.70, "PROSTHESIS": 0.30, "DENTIST": 0.30,
    "GP": 0.35, "KINE": 0.55, "NURSE": 0.90, "IMAGING": 0.60, "TRANSPORT": 0.90, "AUDIO": 0.70,
}  # fmt: skip


def age_factor(age: int) -> float:
    return next(factor for last, factor in AGE_FACTORS if age <= last)


@dataclass(slots=True)
class Year:
    """What the draws of one person and civil year share."""

    rng: Random
    acts: dict[str, Act]
    known: Professionals
    year: int
    age: int
    factor: float
    glasses_due: bool
    local_scheme: bool
    """Of Alsace-Moselle."""

    def day(self, *, flu: bool = False, year_end: bool = False) -> date:
        return a_care_day(self.rng, self.year, flu=flu, year_end=year_end)

    def times(self, mean: float) -> int:
        return poisson(self.rng, mean * self.factor)

    def paid_for(self, kind: str) -> bool:
        return self.rng.random() < THIRD_PARTY[kind]

    def tariff(self, code: str, day: date, practitioner: str = "SECTOR_1") -> Decimal:
        """On a day before the history it is the first one's: such care is drawn, and then left out."""
        act = self.acts[code]
        tariff = act.tariff(practitioner, day) or act.tariffs[0]
        assert tariff.base is not None, f"{code} has a tariff"
        return tariff.base

    def around(self, median: float, spread: float, step: int = 50) -> Decimal:
        return euros(max(median / 2, self.rng.gauss(median, spread)), step)


def care_of(year: Year) -> Iterator[Care]:
    """All of it, in no order. One in twenty needs nothing."""
    if year.rng.random() < NO_CARE_AT_ALL:
        return
    for family in (
        _medicines, _generalist, _specialists, _biology, _imaging, _physiotherapy, _nurse, _dentist,
        _prostheses, _orthodontics, _glasses, _lenses, _hearing, _hospital, _emergencies, _alternative,
        _transport,
    ):  # fmt: skip
        yield from family(year)


def _medicines(year: Year) -> Iterator[Care]:
    """Several boxes at a time, at the same pharmacy for the most part."""
    rng = year.rng
    for _ in range(year.times(4.0)):
        day, shop, third_party = year.day(flu=True), year.known.pharmacy(rng), year.paid_for("PHARMACY")
        for _ in range(1 + poisson(rng, 1.75)):
            price = euros(rng.lognormvariate(log(7.5), 1.0))
            yield Care(day, pick(rng, MEDICINES), min(price, Decimal(900)), shop, third_party)


def _generalist(year: Year) -> Iterator[Care]:
    rng = year.rng
    for _ in range(year.times(3.6)):
        day, third_party = year.day(flu=True), year.paid_for("GP")
        if year.age < 6:
            yield Care(day, "G+MEG", year.tariff("G+MEG", day), year.known.doctor, third_party, "SECTOR_1")
        elif rng.random() < 0.06:
            yield Care(day, "TCG", year.tariff("TCG", day), "Téléconsultation", third_party, "SECTOR_1")
        elif rng.random() < 0.04:
            yield Care(day, "G", year.around(50, 12), year.known.other_doctor, False, "NON_OPTAM")
        else:
            in_pathway = rng.random() > 0.04 or year.age < PATHWAY_AGE
            doctor = year.known.doctor if in_pathway else year.known.other_doctor
            yield Care(day, "G", year.tariff("G", day), doctor, third_party, "SECTOR_1", 1, in_pathway)


def _specialists(year: Year) -> Iterator[Care]:
    rng = year.rng
    for _ in range(year.times(1.9)):
        day, sector = year.day(), pick(rng, SPECIALISTS)
        doctor, in_pathway = year.known.specialist(rng), rng.random() > 0.08 or year.age < PATHWAY_AGE
        if sector == "SECTOR_1":
            yield Care(day, "CS", year.tariff("CS", day), doctor, year.paid_for("GP"), sector, 1, in_pathway)
        else:
            price = year.around(45, 10) if sector == "OPTAM" else year.around(65, 20)
            yield Care(day, "CS", max(price, Decimal("31.50")), doctor, False, sector, 1, in_pathway)


def _biology(year: Year) -> Iterator[Care]:
    """So many letters B: the price is the tariff."""
    for _ in range(year.times(1.7)):
        day = year.day()
        letter = year.tariff("B", day)
        letters = max(12, round(min(400.0, year.rng.lognormvariate(log(32), 0.7)) / float(letter)))
        yield Care(day, "B", letter * letters, year.known.laboratory, year.paid_for("BIOLOGY"), None, letters)


def _imaging(year: Year) -> Iterator[Care]:
    for _ in range(year.times(0.7)):
        code = "ADE" if year.rng.random() < 0.45 else "ADI"
        price = euros(min(year.rng.uniform(25, 140), year.rng.uniform(25, 140)), 10)
        yield Care(year.day(), code, price, year.known.imaging, year.paid_for("IMAGING"), "SECTOR_1")


def _physiotherapy(year: Year) -> Iterator[Care]:
    """A prescription of thirty sessions or so, twice a week, for one person in seven."""
    if year.rng.random() >= min(0.8, 0.15 * year.factor):
        return
    day, third_party = year.day(), year.paid_for("KINE")
    for _ in range(max(4, round(year.rng.gauss(30, 10)))):
        yield Care(day, "AMS", year.tariff("AMS", day), year.known.physiotherapist, third_party)
        day += timedelta(days=3 if day.weekday() < 3 else 4)


def _nurse(year: Year) -> Iterator[Care]:
    """A few people have many: the old above all."""
    share, mean = (0.3, 30.0) if year.age >= 65 else (0.14, 15.0)
    if year.rng.random() >= share:
        return
    day, third_party = year.day(), year.paid_for("NURSE")
    for _ in range(max(1, poisson(year.rng, mean))):
        units = year.rng.randint(2, 4)
        price = year.tariff("AMI", day) * units
        yield Care(day, "AMI", price, year.known.nurse, third_party, None, units)
        day += timedelta(days=year.rng.randint(1, 4))


def _dentist(year: Year) -> Iterator[Care]:
    for _ in range(year.times(1.2)):
        day = year.day(year_end=True)
        code = "HBJD001" if year.rng.random() < 0.55 else "C"
        count = 2 if code == "HBJD001" and year.rng.random() < 0.3 else 1
        price = year.tariff(code, day) * count
        yield Care(day, code, price, year.known.dentist, year.paid_for("DENTIST"), None, count)


def _prostheses(year: Year) -> Iterator[Care]:
    if year.age < 18:
        return
    for _ in range(year.times(0.23)):
        code, price = pick(year.rng, PROSTHESES)
        third_party = year.paid_for("PROSTHESIS")
        yield Care(year.day(year_end=True), code, Decimal(price), year.known.dentist, third_party)


def _orthodontics(year: Year) -> Iterator[Care]:
    if 9 <= year.age <= 15:
        for _ in range(poisson(year.rng, 0.6)):
            yield Care(year.day(), "TO90", year.around(650, 120, 500), year.known.orthodontist, False)


def _glasses(year: Year) -> Iterator[Care]:
    """Every other year at most."""
    rng = year.rng
    if not year.glasses_due or rng.random() >= min(0.9, 0.5 * year.factor):
        return
    day, third_party = year.day(year_end=True), year.paid_for("OPTICS")
    if rng.random() < 0.2:
        price = euros(rng.choice((95, 95, 120, 150, 190, 250)), 100)
        code = "LUN-A" if price <= 95 else "LUN-A-MAX"
    else:
        code = pick(rng, (("LUN-B-S", 60), ("LUN-B-C", 30), ("LUN-B-TC", 10))) if year.age > 42 else "LUN-B-S"
        price = year.around(390, 140, 100)
    yield Care(day, code, price, year.known.optician, third_party)


def _lenses(year: Year) -> Iterator[Care]:
    if year.age >= 16 and year.rng.random() < 0.08:
        yield Care(year.day(year_end=True), "LEN-NR", year.around(180, 50, 100), year.known.optician, False)


def _hearing(year: Year) -> Iterator[Care]:
    """Both ears at once, hence half as often."""
    if year.rng.random() >= (0.08 if year.age >= 70 else 0.03 if year.age >= 50 else 0.001):
        return
    first_class, third_party = year.rng.random() < 0.4, year.paid_for("AUDIO")
    code = ("AUD-I" if first_class else "AUD-II") + ("-20" if year.age < 20 else "")
    price = (
        (Decimal(1400) if year.age < 20 else Decimal(950)) if first_class else year.around(1600, 300, 1000)
    )
    day = year.day()
    for ear in ("LEFT", "RIGHT"):
        yield Care(day, code, price, year.known.hearing, third_party, part=ear)


def _hospital(year: Year) -> Iterator[Care]:
    """An ambulatory stay, or some nights with what they cost beside the care itself."""
    rng = year.rng
    for _ in range(year.times(0.19)):
        day, hospital, third_party = year.day(), year.known.hospital(rng), year.paid_for("HOSPITAL")
        if year.age >= 55 and rng.random() < 0.4:
            sector = pick(rng, SPECIALISTS)
            price = (
                Decimal("271.70") if sector == "SECTOR_1" else max(year.around(400, 110, 100), Decimal(280))
            )
            yield Care(day, "BFGA004", price, year.known.surgeon, sector == "SECTOR_1", sector)
        elif rng.random() < 0.55:
            yield Care(day, "PAR32", amount(Code.HEAVY_ACT_PARTICIPATION, day), hospital, third_party)
        else:
            price = euros(min(4000.0, rng.lognormvariate(log(800), 0.5)), 100)
            yield Care(day, "GHS", price, hospital, third_party)
        if rng.random() >= 0.6:
            yield from _nights(year, day, hospital, third_party)


def _nights(year: Year, day: date, hospital: str, third_party: bool) -> Iterator[Care]:
    """Four on average. The local scheme of Alsace-Moselle pays the daily charge itself."""
    nights = min(30, 1 + int(log(1 - year.rng.random()) / log(0.75)))
    if not year.local_scheme:
        charge = amount(Code.DAILY_HOSPITAL_CHARGE, day) * (nights + 1)
        yield Care(day, "FJ", charge, hospital, third_party, None, nights + 1)
    if year.rng.random() < 0.5:
        room = year.around(70, 25, 100) * nights
        yield Care(day + timedelta(days=nights), "CHP", room, hospital, third_party, None, nights)


def _emergencies(year: Year) -> Iterator[Care]:
    for _ in range(year.times(0.22)):
        day = year.day()
        yield Care(day, "FPU", amount(Code.EMERGENCY_FLAT_FEE, day), year.known.hospital(year.rng), True)


def _alternative(year: Year) -> Iterator[Care]:
    codes = (("OST", 70), ("ACU", 8), ("CHI", 8), ("DIE", 6), ("PSN", 8))
    for _ in range(year.times(0.5)):
        code = pick(year.rng, codes)
        yield Care(year.day(), code, year.around(60, 10, 500), year.known.therapist(code), False)


def _transport(year: Year) -> Iterator[Care]:
    for _ in range(year.times(0.15)):
        code = pick(year.rng, (("VSL", 5), ("TAX", 4), ("AMB", 1)))
        price = year.around(70, 25, 10)
        yield Care(year.day(), code, price, year.known.carrier, year.paid_for("TRANSPORT"))
