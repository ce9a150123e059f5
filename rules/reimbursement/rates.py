"""What social security (assurance maladie, AMO) pays of the reimbursement base, by family of care."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rules.months import YEAR, months_after
from rules.reimbursement.constants import CONSTANTS, PUMA, Certainty, Code, NoValueYet, amount
from rules.reimbursement.texts import Part, rule

IN_FULL = Decimal(1)
"""The rate of care exempt from the copay: a long illness (ALD), maternity, a heavy act, a stay from its 31st
day (CSS L160-14). Who knows why gives it in place of `social_security_rate`."""


class Scheme(StrEnum):
    """The mandatory scheme. The local one of Alsace-Moselle is for employees, never for the self-employed."""

    GENERAL = "GENERAL"
    ALSACE_MOSELLE = "ALSACE_MOSELLE"


def scheme_of(*, alsace_moselle: bool) -> Scheme:
    """That of an affiliation, which says of the local scheme whether it is theirs."""
    return Scheme.ALSACE_MOSELLE if alsace_moselle else Scheme.GENERAL


class CareFamily(StrEnum):
    """Care that one rate is for."""

    DOCTOR = "DOCTOR"
    """Doctors and midwives: the one family with a pathway."""
    DENTAL = "DENTAL"
    """Dental care and prosthesis."""
    ORTHODONTICS = "ORTHODONTICS"
    """A semester started before the age of sixteen."""
    AUXILIARY = "AUXILIARY"
    """Physiotherapist, nurse, speech therapist and the like."""
    BIOLOGY = "BIOLOGY"
    MEDICINE_IRREPLACEABLE = "MEDICINE_IRREPLACEABLE"
    MEDICINE_MAJOR = "MEDICINE_MAJOR"
    MEDICINE_MODERATE = "MEDICINE_MODERATE"
    MEDICINE_WEAK = "MEDICINE_WEAK"
    MAGISTRAL_PREPARATION = "MAGISTRAL_PREPARATION"
    APPLIANCE = "APPLIANCE"
    """The list of products and services (LPP): optics, hearing aids, appliances."""
    HOSPITAL_STAY = "HOSPITAL_STAY"
    TRANSPORT = "TRANSPORT"
    THERMAL_CURE = "THERMAL_CURE"
    PSYCHOLOGIST = "PSYCHOLOGIST"
    """Sessions of Mon soutien psy."""
    NOT_COVERED = "NOT_COVERED"
    """What social security does not know: osteopathy, a private room, the daily hospital charge."""


@dataclass(frozen=True, slots=True)
class FamilyRates:
    """Shares of the reimbursement base; a code where the share changed with time."""

    general: Decimal | Code
    alsace_moselle: Decimal
    source: str
    certainty: Certainty
    local_certainty: Certainty
    text: str
    """What sets the general rate: a member reads it beside the share."""


def _rates(
    general: str | Code,
    alsace_moselle: str,
    source: str,
    certainty: Certainty = Certainty.KNOWN_HIGH,
    local_certainty: Certainty = Certainty.KNOWN_HIGH,
    *,
    text: str = "CSS R160-5",
) -> FamilyRates:
    share = general if isinstance(general, Code) else Decimal(general)
    return FamilyRates(share, Decimal(alsace_moselle), source, certainty, local_certainty, text)


RATES: dict[CareFamily, FamilyRates] = {
    CareFamily.DOCTOR: _rates("0.70", "0.90", "CSS R160-5, D325-7"),
    CareFamily.DENTAL: _rates(Code.DENTAL_RATE, "0.90", "CSS R160-5, D325-7"),
    CareFamily.ORTHODONTICS: _rates(
        "1.00", "1.00", "NGAP, TO 90; centredentaireleluc.fr", text="NGAP, TO 90"
    ),
    CareFamily.AUXILIARY: _rates("0.60", "0.90", "CSS R160-5, D325-7"),
    CareFamily.BIOLOGY: _rates("0.60", "0.90", "CSS R160-5, D325-7"),
    CareFamily.MEDICINE_IRREPLACEABLE: _rates("1.00", "1.00", "CSS R160-5"),
    CareFamily.MEDICINE_MAJOR: _rates("0.65", "0.90", "CSS R160-5, D325-7"),
    CareFamily.MEDICINE_MODERATE: _rates(
        "0.30", "0.80", "CSS R160-5 6°; lequotidiendumedecin.fr régime local", text="CSS R160-5 6°"
    ),
    CareFamily.MEDICINE_WEAK: _rates("0.15", "0.15", "CSS R160-5; lequotidiendumedecin.fr régime local"),
    CareFamily.MAGISTRAL_PREPARATION: _rates(
        "0.30",
        "0.80",
        "CSS R160-5; lequotidiendumedecin.fr régime local",
        Certainty.KNOWN_LOW,
        Certainty.KNOWN_LOW,
    ),
    CareFamily.APPLIANCE: _rates("0.60", "0.90", "CSS R160-5, D325-7"),
    CareFamily.HOSPITAL_STAY: _rates("0.80", "1.00", "CSS R160-5; lequotidiendumedecin.fr régime local"),
    CareFamily.TRANSPORT: _rates(
        Code.TRANSPORT_RATE,
        "1.00",
        "CSS R160-5 9°",
        local_certainty=Certainty.KNOWN_MEDIUM,
        text="CSS R160-5 9°",
    ),
    CareFamily.THERMAL_CURE: _rates("0.65", "0.90", "CSS R160-5, D325-7"),
    CareFamily.PSYCHOLOGIST: _rates(
        "0.60", "0.90", "CSS R160-5 18°", local_certainty=Certainty.KNOWN_MEDIUM, text="CSS R160-5 18°"
    ),
    CareFamily.NOT_COVERED: _rates("0", "0", "no tariff"),
}

OUT_OF_PATHWAY = Decimal("0.40")
"""What leaving the care pathway takes from a doctor's rate, a share: CSS R160-6 (37.5 to 42.5 points)."""


def days_of_change(family: CareFamily) -> tuple[date, ...]:
    """The first days of a family's rates in the general scheme, but for those without a change."""
    general = RATES[family].general
    return tuple(known.valid_from for known in CONSTANTS[general]) if isinstance(general, Code) else ()


PATHWAY_AGE = 16
"""Years. Who is younger has no doctor to go to first, and leaves no pathway."""


@rule(
    "OUT_OF_PATHWAY",
    Part.SOCIAL_SECURITY,
    "Hors du parcours de soins : taux ramené à {0:share}",
    text="CSS L162-5-3, R160-6",
)
def out_of_pathway_rate(rate: Decimal) -> Decimal:
    """A doctor's rate outside of the care pathway, a share."""
    return rate - OUT_OF_PATHWAY


@rule("PATHWAY", Part.SOCIAL_SECURITY, "", text="CSS L162-5-3")
def leaves_pathway(family: CareFamily, birth_date: date, care_date: date, *, in_pathway: bool) -> bool:
    """Whether care is paid as out of the pathway: a doctor's, of somebody of 16 or more. CSS L162-5-3."""
    if in_pathway or family is not CareFamily.DOCTOR:
        return False
    return months_after(birth_date, PATHWAY_AGE * YEAR) <= care_date


def left_pathway(family: CareFamily, rate: Decimal | None, care_date: date, scheme: Scheme) -> bool:
    """Whether care was paid as out of the pathway: of a line that was paid, its rate alone says so."""
    if family is not CareFamily.DOCTOR or rate is None:
        return False
    return rate == social_security_rate(family, care_date, scheme, in_pathway=False)


@rule(
    "SOCIAL_SECURITY_SHARE",
    Part.SOCIAL_SECURITY,
    "Part de la Sécurité sociale : {0:share} de {1:euros}",
    text="CSS L160-13, R160-5",
)
def general_rate(family: CareFamily, care_date: date) -> Decimal:
    """The share of the base that the general scheme pays, in the pathway. `NoValueYet` before 2016."""
    return social_security_rate(family, care_date)


@rule(
    "LOCAL_SCHEME",
    Part.SOCIAL_SECURITY,
    "Complément du régime local d’Alsace-Moselle : {0:share} en tout",
    text="CSS L325-1, D325-6, D325-7",
    certainty=Certainty.KNOWN_HIGH,
)
def local_rate(family: CareFamily, care_date: date) -> Decimal:
    """The share that the general scheme and the local one of Alsace-Moselle pay together."""
    return social_security_rate(family, care_date, Scheme.ALSACE_MOSELLE)


def social_security_rate(
    family: CareFamily, care_date: date, scheme: Scheme = Scheme.GENERAL, *, in_pathway: bool = True
) -> Decimal:
    """The share of the base that is paid, between 0 and 1: CSS R160-5, D325-7, out of the pathway R160-6.

    Only doctors have a pathway: other care is paid the same in and out of it. `NoValueYet` before 2016.
    """
    if care_date < PUMA:
        raise NoValueYet(f"the rate of {family}", care_date, PUMA)
    rates = RATES[family]
    if scheme is Scheme.ALSACE_MOSELLE:
        share = rates.alsace_moselle
    elif isinstance(rates.general, Code):
        share = amount(rates.general, care_date)
    else:
        share = rates.general
    if family is CareFamily.DOCTOR and not in_pathway:
        return out_of_pathway_rate(share)
    return share
