"""Enums of démarches."""

from enum import Enum

from schema.described import described


class ProcedureKind(Enum):
    BENEFICIARY_ADD = "BENEFICIARY_ADD"
    BENEFICIARY_REMOVE = "BENEFICIARY_REMOVE"
    REIMBURSEMENT_REQUEST = "REIMBURSEMENT_REQUEST"
    QUOTE_ESTIMATE = "QUOTE_ESTIMATE"
    HOSPITAL_CARE = "HOSPITAL_CARE"
    ADDRESS_CHANGE = "ADDRESS_CHANGE"
    BANK_ACCOUNT_CHANGE = "BANK_ACCOUNT_CHANGE"
    TELETRANSMISSION_CHANGE = "TELETRANSMISSION_CHANGE"
    ACCOUNTANT_DECLARATION = "ACCOUNTANT_DECLARATION"
    LEVEL_CHANGE_CONTACT = "LEVEL_CHANGE_CONTACT"
    LEVEL_CHANGE = "LEVEL_CHANGE"
    EMAIL_REGISTRATION = "EMAIL_REGISTRATION"
    ADULT_CHILD_CERTIFICATE = "ADULT_CHILD_CERTIFICATE"
    IDENTITY_CORRECTION = "IDENTITY_CORRECTION"
    CONTRACT_TERMINATION = "CONTRACT_TERMINATION"
    COMPLAINT = "COMPLAINT"
    DATA_EXPORT = "DATA_EXPORT"


class ProcedureStatus(Enum):
    SUBMITTED = "SUBMITTED"
    IN_REVIEW = "IN_REVIEW"
    AWAITING_DOCUMENTS = "AWAITING_DOCUMENTS"
    AWAITING_SIGNATURE = "AWAITING_SIGNATURE"
    ACCEPTED = "ACCEPTED"
    DONE = "DONE"
    REJECTED = "REJECTED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


class RejectionReason(Enum):
    INCOMPLETE = "INCOMPLETE"
    ILLEGIBLE = "ILLEGIBLE"
    DUPLICATE = "DUPLICATE"
    NOT_COVERED = "NOT_COVERED"
    NOT_ELIGIBLE = "NOT_ELIGIBLE"


class ProcedureOrder(Enum):
    SUBMITTED_AT_DESC = "SUBMITTED_AT_DESC"
    SUBMITTED_AT_ASC = "SUBMITTED_AT_ASC"
    QUEUE = "QUEUE"


described(
    ProcedureKind,
    "What is asked for (type de démarche).",
    {
        "BENEFICIARY_ADD": "That somebody be covered too (ajout d’un bénéficiaire).",
        "BENEFICIARY_REMOVE": "That somebody be covered no longer (retrait d’un bénéficiaire).",
        "REIMBURSEMENT_REQUEST": "A reimbursement, with documents (demande de remboursement).",
        "QUOTE_ESTIMATE": "What would be paid of a quote (estimation d’un devis).",
        "HOSPITAL_CARE": "That a hospital be told what will be paid (prise en charge hospitalière).",
        "ADDRESS_CHANGE": "Another postal address (changement d’adresse).",
        "BANK_ACCOUNT_CHANGE": "Another bank account (changement de RIB).",
        "TELETRANSMISSION_CHANGE": "That statements come from the health insurance by themselves, or no more"
        " (télétransmission).",
        "ACCOUNTANT_DECLARATION": "That an accountant may have some documents"
        " (déclaration de l’expert-comptable).",
        "LEVEL_CHANGE_CONTACT": "To be called by the broker about another level (demande de contact).",
        "LEVEL_CHANGE": "Another level, entered by the broker (changement de niveau).",
        "EMAIL_REGISTRATION": "An e-mail address for somebody who has none on file"
        " (enregistrement d’une adresse e-mail).",
        "ADULT_CHILD_CERTIFICATE": "What an adult child does (certificat de situation).",
        "IDENTITY_CORRECTION": "Another name or date of birth (correction d’état civil).",
        "CONTRACT_TERMINATION": "The end of a contract (résiliation).",
        "COMPLAINT": "A complaint (réclamation).",
        "DATA_EXPORT": "A copy of one’s own data (portabilité).",
    },
)
described(
    ProcedureStatus,
    "How far a démarche has come (statut).",
    {
        "SUBMITTED": "Sent, and not looked at yet (envoyée).",
        "IN_REVIEW": "Being worked on (en cours d’étude).",
        "AWAITING_DOCUMENTS": "Waiting for documents from the person (pièces manquantes).",
        "AWAITING_SIGNATURE": "Waiting for the person’s signature (à signer).",
        "ACCEPTED": "Accepted, and not carried out yet (acceptée).",
        "DONE": "Carried out (terminée).",
        "REJECTED": "Refused (refusée).",
        "CANCELLED": "Taken back by who asked (annulée).",
        "EXPIRED": "Ended for want of an answer (expirée).",
    },
)
described(
    RejectionReason,
    "Why a démarche was refused (motif de refus). Values may be added.",
    {
        "INCOMPLETE": "Something is missing (dossier incomplet).",
        "ILLEGIBLE": "A document cannot be read (pièce illisible).",
        "DUPLICATE": "It was asked for already (doublon).",
        "NOT_COVERED": "The contract does not cover it (non garanti).",
        "NOT_ELIGIBLE": "Its conditions are not met (conditions non remplies).",
    },
)
described(
    ProcedureOrder,
    "An order of démarches.",
    {
        "SUBMITTED_AT_DESC": "The last sent first.",
        "SUBMITTED_AT_ASC": "The first sent first.",
        "QUEUE": "Those that are not finished first, and among them the longest waiting.",
    },
)
