"""Bank accounts of a household, masked, and the mandates to debit them."""

from enum import Enum

import strawberry

from loaders.bank_accounts import BANK_ACCOUNTS, MANDATES
from models.bank_accounts import BankAccountRow, SepaMandateRow
from resolvers.fields import column, declared, one
from schema.described import described
from schema.scalars import Date, DateTime


class AccountUsage(Enum):
    PREMIUM_DEBIT = "PREMIUM_DEBIT"
    REIMBURSEMENT_CREDIT = "REIMBURSEMENT_CREDIT"


class MandateStatus(Enum):
    AWAITING_SIGNATURE = "AWAITING_SIGNATURE"
    SIGNED = "SIGNED"
    ACTIVE = "ACTIVE"
    SUPERSEDED = "SUPERSEDED"
    REVOKED = "REVOKED"
    REJECTED = "REJECTED"
    EXPIRED = "EXPIRED"


described(
    AccountUsage,
    "What an account is for.",
    {
        "PREMIUM_DEBIT": "Premiums are debited from it (prélèvement des cotisations).",
        "REIMBURSEMENT_CREDIT": "Reimbursements are paid to it (versement des remboursements).",
    },
)
described(
    MandateStatus,
    "Where a mandate stands (statut du mandat).",
    {
        "AWAITING_SIGNATURE": "To be signed (à signer).",
        "SIGNED": "Signed, and used from the next collection on (signé).",
        "ACTIVE": "In use (actif).",
        "SUPERSEDED": "Another has taken its place (remplacé).",
        "REVOKED": "Taken back (révoqué).",
        "REJECTED": "Refused by the bank (rejeté).",
        "EXPIRED": "Not signed in time, or not used for too long (expiré).",
    },
)


@strawberry.type(description="A mandate to debit an account (mandat SEPA).")
@declared(MANDATES)
class SepaMandate:
    umr: str = column(SepaMandateRow.umr, "Its reference (référence unique de mandat, RUM).")
    creditor_id: str = column(SepaMandateRow.creditor_id, "Who debits (identifiant créancier SEPA, ICS).")
    status: MandateStatus = column(SepaMandateRow.status, "Where it stands.")
    signed_at: DateTime | None = column(SepaMandateRow.signed_at, "When it was signed; null while it is not.")


@strawberry.type(description="An account of the household (RIB), never in full.")
@declared(BANK_ACCOUNTS)
class BankAccount:
    usage: AccountUsage = column(BankAccountRow.usage, "What it is for.")
    holder_name: str = column(BankAccountRow.holder_name, "Whose account it is (titulaire).")
    iban_masked: str = column(BankAccountRow.iban_masked, "The IBAN, its last four characters readable.")
    bic: str | None = column(BankAccountRow.bic, "Of which bank (BIC); null when it is not known.")
    since: Date = column(BankAccountRow.valid_from, "The first day on which it was the one.")
    usable_from: DateTime | None = column(
        BankAccountRow.usable_from, "No money goes there before this instant; null when none is set."
    )
    mandate: SepaMandate | None = one(
        MANDATES,
        "That which debits it, or is to, or was the last to; null for an account that is only paid.",
        on=(
            (BankAccountRow.member_id, SepaMandateRow.member_id),
            (BankAccountRow.bank_account_id, SepaMandateRow.bank_account_id),
        ),
        unindexed="a household has a few, and the key begins with it",
    )
