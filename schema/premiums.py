"""Premiums: what a contract costs, and how it is paid."""

from enum import Enum

import strawberry

from loaders.premiums import PREMIUMS, YEARLY
from models.contracts import ContractRow
from resolvers.fields import column, declared
from schema.described import described
from schema.scalars import Euros


class PremiumFrequency(Enum):
    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"
    HALF_YEARLY = "HALF_YEARLY"
    YEARLY = "YEARLY"


class PaymentMethod(Enum):
    DIRECT_DEBIT = "DIRECT_DEBIT"
    TRANSFER = "TRANSFER"
    CHEQUE = "CHEQUE"
    TIP = "TIP"


described(
    PremiumFrequency,
    "How often a premium is paid (fractionnement).",
    {
        "MONTHLY": "Each month (mensuel).",
        "QUARTERLY": "Each quarter (trimestriel).",
        "HALF_YEARLY": "Each half-year (semestriel).",
        "YEARLY": "Each year (annuel).",
    },
)
described(
    PaymentMethod,
    "How a premium is paid (mode de paiement).",
    {
        "DIRECT_DEBIT": "Debited from an account (prélèvement).",
        "TRANSFER": "By transfer (virement).",
        "CHEQUE": "By cheque (chèque).",
        "TIP": "By a signed payment slip (titre interbancaire de paiement).",
    },
)


@strawberry.type(description="What a contract costs (cotisation).")
@declared(PREMIUMS)
class Premium:
    amount: Euros | None = column(
        ContractRow.premium_amount,
        "Of one period, taxes included; null for somebody whom the contract covers no more.",
        restricted=True,
    )
    yearly_amount: Euros | None = column(
        YEARLY, "Of twelve months at today’s price, taxes included; null as `amount` is.", restricted=True
    )
    frequency: PremiumFrequency | None = column(
        ContractRow.premium_frequency, "How long such a period is; null as `amount` is.", restricted=True
    )
    payment_day: int | None = column(
        ContractRow.payment_day,
        "Day of the month on which it is due: 1 to 28; null as `amount` is.",
        restricted=True,
    )
    payment_method: PaymentMethod | None = column(
        ContractRow.payment_method, "How it is paid; null as `amount` is.", restricted=True
    )
