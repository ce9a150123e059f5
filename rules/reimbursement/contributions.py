"""What stays with the person whatever their contract: flat contributions, deductibles, and who is exempt.

Counters are the caller's: what was taken this day and this year before. A day is one of care; a year is the
civil year of the reimbursement, not of the care (CSS D160-6, D160-10): care of December that is settled in
January counts in the new year, at the amounts of its day of care. An estimate counts as if it were
reimbursed on the day of care.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import ceil

from rules.reimbursement.constants import Code, amount, count
from rules.reimbursement.money import ZERO
from rules.reimbursement.rates import CareFamily
from rules.reimbursement.texts import Part, rule
from rules.sharing import MAJORITY


class Exemption(StrEnum):
    """Why an adult owes neither contributions nor deductibles: CSS R160-20."""

    SOLIDARITY_COVER = "SOLIDARITY_COVER"
    """Complémentaire santé solidaire (C2S)."""
    STATE_MEDICAL_AID = "STATE_MEDICAL_AID"
    """Aide médicale de l’État (AME)."""
    MATERNITY = "MATERNITY"
    """From the first day of the sixth month to twelve days after the birth."""
    WORK_ACCIDENT = "WORK_ACCIDENT"
    """Accident du travail, maladie professionnelle (AT/MP)."""


class Deductible(StrEnum):
    """What a medical deductible (franchise médicale) is taken on: CSS D160-9."""

    MEDICINE = "MEDICINE"
    PARAMEDICAL = "PARAMEDICAL"
    TRANSPORT = "TRANSPORT"


_UNIT: dict[Deductible, Code] = {
    Deductible.MEDICINE: Code.DEDUCTIBLE_MEDICINE,
    Deductible.PARAMEDICAL: Code.DEDUCTIBLE_PARAMEDICAL,
    Deductible.TRANSPORT: Code.DEDUCTIBLE_TRANSPORT,
}
_DAILY_CAP: dict[Deductible, Code] = {
    Deductible.PARAMEDICAL: Code.DEDUCTIBLE_PARAMEDICAL_DAILY_CAP,
    Deductible.TRANSPORT: Code.DEDUCTIBLE_TRANSPORT_DAILY_CAP,
}


def is_minor_that_year(birth_date: date, care_date: date) -> bool:
    """Under eighteen on 1 January of the year of care, and so exempt to its end: CSS R160-20."""
    return birth_date > date(care_date.year - MAJORITY, 1, 1)


@rule("EXEMPTION", Part.SOCIAL_SECURITY, "", text="CSS L160-13, R160-20", since=date(2005, 1, 1))
def is_exempt(birth_date: date, care_date: date, grounds: Collection[Exemption] = ()) -> bool:
    """Owes neither flat contribution nor deductible: CSS L160-13, R160-20."""
    return bool(grounds) or is_minor_that_year(birth_date, care_date)


@rule(
    "CONTRIBUTIONS_OF_A_LINE", Part.SOCIAL_SECURITY, "", text="CSS L160-13, R160-19", since=date(2005, 1, 1)
)
def contributions_of(care_family: CareFamily, quantity: int) -> int:
    """How many contributions a line may take: one an act or visit, but one for all letters of an analysis."""
    return 1 if care_family is CareFamily.BIOLOGY else quantity


def contributions_in(taken: Decimal, care_date: date) -> int:
    """How many contributions euros of a day are: one that was cut is one, and a reversal's are negative."""
    number = ceil(abs(taken) / amount(Code.FLAT_CONTRIBUTION, care_date))
    return number if taken >= 0 else -number


@rule(
    "FLAT_CONTRIBUTION",
    Part.SOCIAL_SECURITY,
    "Participation forfaitaire, à votre charge",
    text="CSS L160-13, R160-19, R160-20, D160-6, D160-8",
    since=date(2005, 1, 1),
)
def flat_contribution(
    care_date: date,
    acts: int = 1,
    *,
    exempt: bool = False,
    taken_that_day: int = 0,
    taken_that_year: Decimal = ZERO,
) -> Decimal:
    """Euros of flat contribution (participation forfaitaire) for acts of one professional on one day.

    CSS R160-19 sets the unit, D160-8 four a day for the same professional, D160-6 fifty euros a civil year.
    `taken_that_day` counts this professional's contributions, `taken_that_year` is in euros: before 15 May
    2024 a contribution was 1 €, so that a number of them would mean two things. `NoValueYet` before 2005.
    """
    if exempt:
        return ZERO
    left_that_day = max(0, count(Code.FLAT_CONTRIBUTION_DAILY_COUNT, care_date) - taken_that_day)
    due = amount(Code.FLAT_CONTRIBUTION, care_date) * min(acts, left_that_day)
    left_that_year = amount(Code.FLAT_CONTRIBUTION_YEARLY_CAP, care_date) - taken_that_year
    return max(ZERO, min(due, left_that_year))


@rule(
    "MEDICAL_DEDUCTIBLE",
    Part.SOCIAL_SECURITY,
    "Franchise médicale, à votre charge",
    text="CSS L160-13, R160-20, D160-9, D160-10",
    since=date(2008, 1, 1),
)
def medical_deductible(
    kind: Deductible,
    care_date: date,
    units: int,
    amo_part: Decimal,
    *,
    exempt: bool = False,
    taken_that_day: Decimal = ZERO,
    taken_that_year: Decimal = ZERO,
) -> Decimal:
    """Euros of medical deductible (franchise médicale) for boxes, acts or trips of one line.

    CSS D160-9 sets the units, caps of a day for acts and trips but none for boxes, and in its last paragraph
    never more than social security's part of that product (`amo_part`, gross); D160-10 fifty euros a civil
    year for the three kinds together. What was taken before is in euros, that day's of this kind only.
    `NoValueYet` before 2008.
    """
    if exempt:
        return ZERO
    due = min(amount(_UNIT[kind], care_date) * units, amo_part)
    if kind in _DAILY_CAP:
        due = min(due, amount(_DAILY_CAP[kind], care_date) - taken_that_day)
    left_that_year = amount(Code.DEDUCTIBLE_YEARLY_CAP, care_date) - taken_that_year
    return max(ZERO, min(due, left_that_year))


@rule(
    "HEAVY_ACT_IN_FULL",
    Part.SOCIAL_SECURITY,
    "Acte de 120 € ou plus : pas de ticket modérateur proportionnel",
    text="CSS R160-16 I",
)
def is_heavy(care_date: date, tariff: Decimal, coefficient: int = 0) -> bool:
    """An act of 120 € or more, or of coefficient 60 or more: CSS R160-16 I. `NoValueYet` before 2016."""
    return tariff >= amount(Code.HEAVY_ACT_TARIFF, care_date) or coefficient >= count(
        Code.HEAVY_ACT_COEFFICIENT, care_date
    )


@rule(
    "HEAVY_ACT_PARTICIPATION",
    Part.SOCIAL_SECURITY,
    "Participation forfaitaire pour acte lourd",
    text="CSS R160-16",
)
def heavy_act_participation(
    care_date: date,
    tariff: Decimal,
    coefficient: int = 0,
    *,
    excluded: bool = False,
    exempt: bool = False,
    taken: bool = False,
) -> Decimal:
    """Euros that heavy acts leave in place of their copay, and 0 for one that is not heavy.

    CSS R160-16: once for all acts of one visit to a professional, and once for all that a stay costs, however
    many heavy acts there were: `taken` says that it was. `excluded` acts are those of its II and IV: imaging,
    dental prosthesis, biology and anatomopathology outside a stay. `exempt` is whoever owes no copay for this
    act. The rate of a line with this participation is `rates.IN_FULL`. `NoValueYet` before 2016.
    """
    if excluded or exempt or taken or not is_heavy(care_date, tariff, coefficient):
        return ZERO
    return amount(Code.HEAVY_ACT_PARTICIPATION, care_date)
