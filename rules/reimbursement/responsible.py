"""What a responsible contract (contrat responsable) may not exceed, and what it owes in any case."""

from decimal import Decimal

from rules.reimbursement.guarantees import (
    ActualCost,
    BasePercentIncluded,
    Capped,
    CentSante,
    Copay,
    Guarantee,
    NoGuarantee,
)
from rules.reimbursement.rates import CareFamily
from rules.reimbursement.texts import Part, rule

NON_OPTAM_CEILING = Decimal(200)
"""Percent of the reimbursement base, social security included: an excess of 100 % at most."""

NON_OPTAM_GAP = Decimal(20)
"""Points of the reimbursement base that signing the OPTAM must be worth."""

COPAY_IN_FULL = Decimal(100)
"""Percent of the reimbursement base, social security included: nothing less pays the whole copay."""

GLASSES_CEILINGS = {
    "SIMPLE": Decimal(420),
    "SIMPLE_AND_COMPLEX": Decimal(560),
    "COMPLEX": Decimal(700),
    "SIMPLE_AND_VERY_COMPLEX": Decimal(610),
    "COMPLEX_AND_VERY_COMPLEX": Decimal(750),
    "VERY_COMPLEX": Decimal(800),
    "FRAME": Decimal(100),
}
"""Euros an equipment (two lenses and a frame), the frame within it, social security included."""

HEARING_AID_CEILING = Decimal(1700)
"""Euros an ear, social security included."""

OPTIONAL = frozenset(
    {
        CareFamily.MEDICINE_MODERATE,
        CareFamily.MEDICINE_WEAK,
        CareFamily.THERMAL_CURE,
    }
)
"""Care whose copay a responsible contract need not pay: CSS R871-2 1°. (Nor homeopathy, paid no more.)"""

NOTHING, COPAY, BASKET = NoGuarantee(), Copay(), CentSante()


@rule(
    "NON_OPTAM_CEILING",
    Part.COMPLEMENTARY,
    "Plafond du contrat responsable, praticien hors OPTAM : {0:number} % de la base",
    text="CSS R871-2 2°",
)
def non_optam_ceiling(optam_percent: Decimal) -> Decimal:
    """The most paid for a doctor who did not sign the OPTAM: percent of the base, social security included.

    CSS R871-2 2°: an excess of at most 100 % of the tariff, and at most what an OPTAM doctor's would be paid
    less 20 % of the tariff. Never under 100 %, because the copay is compulsory (1° of the same article): a
    contract of 100 % or 110 % gives 100 % for either.
    """
    return max(COPAY_IN_FULL, min(NON_OPTAM_CEILING, optam_percent - NON_OPTAM_GAP))


@rule(
    "GLASSES_CEILING",
    Part.COMPLEMENTARY,
    "Plafond du contrat responsable pour cet équipement : {0:euros}, Sécurité sociale comprise",
    text="CSS R871-2",
)
def glasses_ceiling(variant: str | None) -> Decimal | None:
    """Euros an equipment that is not of class A, by its lenses; none where they are not known."""
    return GLASSES_CEILINGS.get(variant or "")


@rule(
    "HEARING_AID_CEILING",
    Part.COMPLEMENTARY,
    "Plafond du contrat responsable par oreille : {0:euros}, Sécurité sociale comprise",
    text="CSS R871-2",
)
def hearing_aid_ceiling(basket: str | None) -> Decimal | None:
    """Euros an ear for what is not of class I; none for what is."""
    return None if basket == "FULLY_COVERED" else HEARING_AID_CEILING


def within(total: Decimal) -> Guarantee:
    """A ceiling as what it would pay at most."""
    return Capped(ActualCost(), total)


def of_base(percent: Decimal) -> Guarantee:
    """A ceiling in percent of the base as what it would pay at most."""
    return BasePercentIncluded(percent)


@rule(
    "RESPONSIBLE_FLOOR",
    Part.COMPLEMENTARY,
    "Minimum dû par un contrat responsable",
    text="CSS L871-1, R871-2",
)
def floor(care_family: CareFamily, basket: str | None, charge: Decimal | None) -> Guarantee:
    """What a responsible contract owes whatever it promises: the copay, hospital charges, 100 % Santé.

    Not the copay of medicines at 30 and 15 % nor of thermal cures, and nothing of what social security does
    not know. A `charge` is what texts set for one day or visit, in euros: owed for any number of them.
    """
    if charge is not None:
        return within(charge)
    if basket == "FULLY_COVERED":
        return BASKET
    return NOTHING if care_family in OPTIONAL else COPAY
