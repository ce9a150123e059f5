"""Which ceiling an act comes under: what texts let be charged, or what a responsible contract may pay."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules.reimbursement.acts import FEES, FULLY_COVERED, NOT_AGREED, Act
from rules.reimbursement.charges import charge_of, set_amount
from rules.reimbursement.guarantees import Guarantee
from rules.reimbursement.levels import Level
from rules.reimbursement.responsible import (
    glasses_ceiling,
    hearing_aid_ceiling,
    non_optam_ceiling,
    of_base,
    within,
)

NOT_SIGNED = frozenset({"NON_OPTAM", NOT_AGREED})
"""A doctor without an agreement has not signed the OPTAM either."""


class Ceiling(NamedTuple):
    """The most that is paid, the rule that says so, and what its words speak of."""

    pays: Guarantee
    rule: str
    facts: tuple[str, ...]


def ceiling_of(
    level: Level, act: Act, practitioner: str | None, basket: str | None, day: date
) -> Ceiling | None:
    """For an act of a basket and a practitioner on a day. A charge has its amount in any contract."""
    charge, most = charge_of(act), set_amount(act, day)
    if charge is not None and most is not None:
        return Ceiling(within(most), "CHARGE_AS_SET", (str(most), charge.unit))
    return _of_responsible(act, practitioner, basket, level) if level.responsible else None


def _of_responsible(act: Act, practitioner: str | None, basket: str | None, level: Level) -> Ceiling | None:
    if practitioner in NOT_SIGNED and act.family in FEES:
        percent = non_optam_ceiling(level.optam_percent(act))
        return Ceiling(of_base(percent), "NON_OPTAM_CEILING", (str(percent),))
    if act.family == "GLASSES" and basket != FULLY_COVERED:
        return _euros("GLASSES_CEILING", glasses_ceiling(act.variant))
    if act.family == "HEARING_AID":
        return _euros("HEARING_AID_CEILING", hearing_aid_ceiling(basket))
    return None


def _euros(rule: str, total: Decimal | None) -> Ceiling | None:
    return None if total is None else Ceiling(within(total), rule, (str(total),))
