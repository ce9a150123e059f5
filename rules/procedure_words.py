"""Démarches as people read them, in French."""

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "BENEFICIARY_ADD": "Ajouter un bénéficiaire",
    "BENEFICIARY_REMOVE": "Retirer un bénéficiaire",
    "REIMBURSEMENT_REQUEST": "Demander un remboursement",
    "QUOTE_ESTIMATE": "Faire estimer un devis",
    "HOSPITAL_CARE": "Demander une prise en charge hospitalière",
    "ADDRESS_CHANGE": "Changer d’adresse",
    "BANK_ACCOUNT_CHANGE": "Changer de compte bancaire",
    "TELETRANSMISSION_CHANGE": "Activer ou désactiver la télétransmission",
    "ACCOUNTANT_DECLARATION": "Déclarer son expert-comptable",
    "LEVEL_CHANGE_CONTACT": "Être contacté pour changer de niveau",
    "LEVEL_CHANGE": "Changer de niveau de garantie",
    "EMAIL_REGISTRATION": "Enregistrer une adresse e-mail",
    "ADULT_CHILD_CERTIFICATE": "Justifier la situation d’un enfant majeur",
    "IDENTITY_CORRECTION": "Corriger son état civil",
    "CONTRACT_TERMINATION": "Résilier un contrat",
    "COMPLAINT": "Faire une réclamation",
    "DATA_EXPORT": "Recevoir une copie de ses données",
}

STATUS_LABELS: Mapping[str, str] = {
    "SUBMITTED": "Envoyée",
    "IN_REVIEW": "En cours d’étude",
    "AWAITING_DOCUMENTS": "Pièces manquantes",
    "AWAITING_SIGNATURE": "À signer",
    "ACCEPTED": "Acceptée",
    "DONE": "Terminée",
    "REJECTED": "Refusée",
    "CANCELLED": "Annulée",
    "EXPIRED": "Expirée",
}


def title(kind: str) -> str:
    """What a démarche of this kind is called."""
    return TITLES[kind]


def stage_label(status: str) -> str:
    """Where it stands. A kind of démarche with stages of its own will say more than its status does."""
    return STATUS_LABELS[status]
