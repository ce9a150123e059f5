"""Enums of reimbursements."""

from enum import Enum

from schema.described import described


class DetailLevel(Enum):
    FULL = "FULL"
    AMOUNTS_ONLY = "AMOUNTS_ONLY"


class ReimbursementStatus(Enum):
    PENDING = "PENDING"
    PAID = "PAID"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"
    REGULARISED = "REGULARISED"


class Payee(Enum):
    MEMBER = "MEMBER"
    PROFESSIONAL = "PROFESSIONAL"


class ReimbursementSource(Enum):
    NOEMIE = "NOEMIE"
    DRE = "DRE"
    ROC = "ROC"
    PAPER = "PAPER"


class ReimbursementOrder(Enum):
    PAID_ON_DESC = "PAID_ON_DESC"
    PAID_ON_ASC = "PAID_ON_ASC"
    CARE_DATE_DESC = "CARE_DATE_DESC"
    CARE_DATE_ASC = "CARE_DATE_ASC"
    SPENT_DESC = "SPENT_DESC"
    SPENT_ASC = "SPENT_ASC"
    COMPLEMENTARY_PAID_DESC = "COMPLEMENTARY_PAID_DESC"
    COMPLEMENTARY_PAID_ASC = "COMPLEMENTARY_PAID_ASC"


described(
    DetailLevel,
    "How much of a line the reader sees.",
    {
        "FULL": "All of it.",
        "AMOUNTS_ONLY": "When it was paid, how much by the contract, for whom and its status; no care.",
    },
)
described(
    ReimbursementStatus,
    "What became of a line.",
    {
        "PENDING": "Being worked on (en cours).",
        "PAID": "Paid (payé).",
        "REJECTED": "Refused: nothing is paid (refusé).",
        "CANCELLED": "Taken back before it was paid (annulé).",
        "REGULARISED": "A correction, settled (régularisé): it takes back the line that it reverses.",
    },
)
described(
    Payee,
    "Who is paid (destinataire du paiement).",
    {
        "MEMBER": "The holder (adhérent).",
        "PROFESSIONAL": "The professional or the hospital (tiers payant).",
    },
)
described(
    ReimbursementSource,
    "How the hub came to know of a line (origine).",
    {
        "NOEMIE": "The health insurance’s electronic statement (télétransmission NOEMIE).",
        "DRE": "The professional’s own electronic request (demande de remboursement électronique).",
        "ROC": "The hospital’s electronic exchange (ROC).",
        "PAPER": "A request with documents (demande sur justificatifs).",
    },
)
described(
    ReimbursementOrder,
    "An order of lines. By care or by what was spent, only lines that the reader sees in full are listed.",
    {
        "PAID_ON_DESC": "Not paid yet first, then the last paid.",
        "PAID_ON_ASC": "The first paid first, not paid yet last.",
        "CARE_DATE_DESC": "The latest care first.",
        "CARE_DATE_ASC": "The earliest care first.",
        "SPENT_DESC": "The dearest first.",
        "SPENT_ASC": "The cheapest first.",
        "COMPLEMENTARY_PAID_DESC": "The most that the contract paid first.",
        "COMPLEMENTARY_PAID_ASC": "The least that the contract paid first.",
    },
)
