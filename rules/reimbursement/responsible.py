"""What a responsible contract (contrat responsable) may not exceed."""

from decimal import Decimal

NON_OPTAM_CEILING = Decimal(200)
"""Percent of the reimbursement base, social security included: an excess of 100 % at most."""

NON_OPTAM_GAP = Decimal(20)
"""Points of the reimbursement base that signing the OPTAM must be worth."""

COPAY_IN_FULL = Decimal(100)
"""Percent of the reimbursement base, social security included: nothing less pays the whole copay."""


def non_optam_ceiling(optam_percent: Decimal) -> Decimal:
    """The most paid for a doctor who did not sign the OPTAM: percent of the base, social security included.

    CSS R871-2 2°: an excess of at most 100 % of the tariff, and at most what an OPTAM doctor's would be paid
    less 20 % of the tariff. Never under 100 %, because the copay is compulsory (1° of the same article): a
    contract of 100 % or 110 % gives 100 % for either.
    """
    return max(COPAY_IN_FULL, min(NON_OPTAM_CEILING, optam_percent - NON_OPTAM_GAP))
