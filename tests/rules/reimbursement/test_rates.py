"""What social security pays, by family of care, scheme, pathway and day."""

from datetime import date

import pytest

from rules.reimbursement.constants import NoValueYet
from rules.reimbursement.rates import (
    RATES,
    CareFamily,
    Scheme,
    left_pathway,
    scheme_of,
    social_security_rate,
)
from tests.rules.reimbursement.lines import D

A_DAY = date(2026, 3, 10)

TABLE = [
    (CareFamily.DOCTOR, "0.70", "0.90"),
    (CareFamily.DENTAL, "0.60", "0.90"),
    (CareFamily.ORTHODONTICS, "1", "1"),
    (CareFamily.AUXILIARY, "0.60", "0.90"),
    (CareFamily.BIOLOGY, "0.60", "0.90"),
    (CareFamily.MEDICINE_IRREPLACEABLE, "1", "1"),
    (CareFamily.MEDICINE_MAJOR, "0.65", "0.90"),
    (CareFamily.MEDICINE_MODERATE, "0.30", "0.80"),
    (CareFamily.MEDICINE_WEAK, "0.15", "0.15"),
    (CareFamily.MAGISTRAL_PREPARATION, "0.30", "0.80"),
    (CareFamily.APPLIANCE, "0.60", "0.90"),
    (CareFamily.HOSPITAL_STAY, "0.80", "1"),
    (CareFamily.TRANSPORT, "0.55", "1"),
    (CareFamily.THERMAL_CURE, "0.65", "0.90"),
    (CareFamily.PSYCHOLOGIST, "0.60", "0.90"),
    (CareFamily.NOT_COVERED, "0", "0"),
]


@pytest.mark.parametrize(("family", "general", "alsace_moselle"), TABLE)
def test_a_family_has_a_rate_in_either_scheme(family: CareFamily, general: str, alsace_moselle: str) -> None:
    assert social_security_rate(family, A_DAY) == D(general)
    assert social_security_rate(family, A_DAY, Scheme.ALSACE_MOSELLE) == D(alsace_moselle)


def test_no_family_is_missing_from_the_table() -> None:
    assert {family for family, _, _ in TABLE} == set(CareFamily) == set(RATES)


@pytest.mark.parametrize("family", list(CareFamily))
def test_alsace_moselle_never_pays_less_than_the_general_scheme(family: CareFamily) -> None:
    for day in (date(2016, 1, 1), date(2023, 10, 14), A_DAY):
        assert social_security_rate(family, day, Scheme.ALSACE_MOSELLE) >= social_security_rate(family, day)


def test_a_doctor_out_of_the_pathway_is_paid_forty_points_less() -> None:
    assert social_security_rate(CareFamily.DOCTOR, A_DAY, in_pathway=False) == D("0.30")
    assert social_security_rate(CareFamily.DOCTOR, A_DAY, Scheme.ALSACE_MOSELLE, in_pathway=False) == D(
        "0.50"
    )


@pytest.mark.parametrize("family", [family for family in CareFamily if family is not CareFamily.DOCTOR])
def test_only_doctors_have_a_pathway(family: CareFamily) -> None:
    assert social_security_rate(family, A_DAY, in_pathway=False) == social_security_rate(family, A_DAY)


@pytest.mark.parametrize(
    ("family", "day", "rate"),
    [
        (CareFamily.DENTAL, date(2023, 10, 14), "0.70"),
        (CareFamily.DENTAL, date(2023, 10, 15), "0.60"),
        (CareFamily.TRANSPORT, date(2022, 9, 30), "0.65"),
        (CareFamily.TRANSPORT, date(2022, 10, 1), "0.55"),
    ],
)
def test_the_general_rate_of_dental_care_and_of_transport_fell(
    family: CareFamily, day: date, rate: str
) -> None:
    assert social_security_rate(family, day) == D(rate)
    assert social_security_rate(family, day, Scheme.ALSACE_MOSELLE) in {D("0.90"), D(1)}


def test_before_2016_there_are_no_rates() -> None:
    assert social_security_rate(CareFamily.DOCTOR, date(2016, 1, 1)) == D("0.70")
    with pytest.raises(NoValueYet, match="the rate of DOCTOR is known from 2016-01-01, not on 2015-12-31"):
        social_security_rate(CareFamily.DOCTOR, date(2015, 12, 31))


@pytest.mark.parametrize(
    ("family", "rate", "scheme", "left"),
    [
        (CareFamily.DOCTOR, "0.30", Scheme.GENERAL, True),
        (CareFamily.DOCTOR, "0.70", Scheme.GENERAL, False),
        (CareFamily.DOCTOR, "0.50", Scheme.ALSACE_MOSELLE, True),
        (CareFamily.DOCTOR, "0.50", Scheme.GENERAL, False),
        (CareFamily.DOCTOR, None, Scheme.GENERAL, False),
        (CareFamily.MEDICINE_MODERATE, "0.30", Scheme.GENERAL, False),
    ],
)
def test_the_rate_of_a_line_says_whether_it_left_the_pathway(
    family: CareFamily, rate: str | None, scheme: Scheme, left: bool
) -> None:
    assert left_pathway(family, None if rate is None else D(rate), A_DAY, scheme) is left


def test_an_affiliation_with_the_local_scheme_has_its_rates() -> None:
    assert (scheme_of(alsace_moselle=True), scheme_of(alsace_moselle=False)) == (
        Scheme.ALSACE_MOSELLE,
        Scheme.GENERAL,
    )
