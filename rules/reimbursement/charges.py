"""Charges whose amount a text sets, whoever asks for them: a day in hospital, emergencies, a heavy act."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules.reimbursement.acts import Act
from rules.reimbursement.constants import Code, amount
from rules.reimbursement.texts import Part, rule

DAILY = "HOSPITAL_DAILY_CHARGE"


class Charge(NamedTuple):
    """The constant that says how much, and what it is for, in French."""

    code: Code
    unit: str


OF_FAMILY: Mapping[str, Charge] = {
    DAILY: Charge(Code.DAILY_HOSPITAL_CHARGE, "par jour"),
    "EMERGENCY_CHARGE": Charge(Code.EMERGENCY_FLAT_FEE, "par passage"),
    "HEAVY_ACT_CHARGE": Charge(Code.HEAVY_ACT_PARTICIPATION, "par acte"),
}
OF_ACT: Mapping[str, Charge] = {
    "FJ-PSY": Charge(Code.DAILY_HOSPITAL_CHARGE_PSYCHIATRY, "par jour"),
}
"""Acts with an amount of their own within their family."""


def charge_of(act: Act) -> Charge | None:
    """Which charge an act is; none for care."""
    return OF_ACT.get(act.code) or OF_FAMILY.get(act.family)


@rule(
    "CHARGE_AS_SET",
    Part.COMPLEMENTARY,
    "Montant fixé par les textes : {0:euros} {1}",
    text="CSS L160-13, L174-4, R160-16 et leurs arrêtés",
)
def set_amount(act: Act, day: date) -> Decimal | None:
    """The most that one day, visit or act is charged, in euros: no contract pays what is asked above it.

    None for care. `NoValueYet` before the first amount that is known.
    """
    charge = charge_of(act)
    return None if charge is None else amount(charge.code, day)


def days_charged(act: Act, spent: Decimal, day: date) -> int:
    """How many days a price of the daily charge is for, where nobody says: as many as it pays, or one."""
    each = set_amount(act, day) if act.family == DAILY else None
    return 1 if each is None else max(1, int(spent // each))
