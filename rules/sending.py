"""What a member sends to be reimbursed: the guide's table of modalities (modalités de remboursement)."""

from dataclasses import dataclass
from enum import StrEnum


class RequirementCondition(StrEnum):
    """When a document is to be sent."""

    ALWAYS = "ALWAYS"
    IF_ANY = "IF_ANY"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A document that is to be sent: its kind, when, and what the guide calls it."""

    kind: str
    condition: RequirementCondition
    label: str
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """One cell of the table. What the guide says nothing of is not `documented`."""

    documented: bool
    pays_in_advance: bool | None
    documents: tuple[Requirement, ...]
    instructions: str


INVOICE = Requirement(
    "PAID_INVOICE",
    RequirementCondition.ALWAYS,
    "Facture acquittée",
    "Au nom du professionnel de santé, avec la date, l’acte, le montant et la mention « acquittée ».",
)
STATEMENTS = Requirement(
    "SOCIAL_SECURITY_STATEMENT",
    RequirementCondition.ALWAYS,
    "Décomptes de la Sécurité sociale",
    "Sur ameli.fr, ou sur le site de votre régime obligatoire.",
)
PRESCRIPTION = Requirement(
    "PRESCRIPTION", RequirementCondition.IF_ANY, "Prescription médicale", "Le cas échéant."
)

NOTHING_TO_SEND = Sending(True, False, (), "Pas d’avance de frais. Rien à envoyer à Entoria.")
INVOICE_ONLY = Sending(
    True,
    True,
    (INVOICE,),
    "Vous réglez le coût du soin ou de l’acte réalisé. Adressez la facture acquittée à Entoria.",
)
ALL_PAPERS = Sending(
    True,
    True,
    (STATEMENTS, INVOICE, PRESCRIPTION),
    "Vous réglez le coût du soin ou de l’acte réalisé. Adressez les décomptes de la Sécurité sociale, la"
    " facture acquittée et, le cas échéant, la prescription médicale à Entoria.",
)
NOT_COVERED = Sending(
    True,
    True,
    (INVOICE, PRESCRIPTION),
    "Soin ou acte non pris en charge par la Sécurité sociale : transmettez la facture acquittée et, le cas"
    " échéant, la prescription médicale à Entoria.",
)
UNDOCUMENTED = Sending(
    False,
    None,
    (),
    "Le guide ne prévoit pas le tiers payant sans télétransmission : contactez-nous avant d’envoyer vos"
    " justificatifs.",
)


def sending(*, covered: bool, teletransmission: bool, third_party: bool) -> Sending:
    """What is to be sent for care, by the guide.

    The same for all three categories of care. Of care that social security does not cover, neither the link
    nor third-party payment changes anything.
    """
    if not covered:
        return NOT_COVERED
    if teletransmission:
        return NOTHING_TO_SEND if third_party else INVOICE_ONLY
    return UNDOCUMENTED if third_party else ALL_PAPERS
