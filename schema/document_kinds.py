"""The kinds of documents."""

from enum import Enum

from models.documents import CONTRACT_DOCUMENTS, HOUSEHOLD_DOCUMENTS, SENT_DOCUMENTS
from schema.described import described

DocumentKind = Enum(  # type: ignore[misc]  # one list of names
    "DocumentKind", {name: name for name in (*CONTRACT_DOCUMENTS, *HOUSEHOLD_DOCUMENTS, *SENT_DOCUMENTS)}
)

described(
    DocumentKind,
    "What a document is (type de document).",
    {
        "GENERAL_CONDITIONS": "General conditions, or the notice of a group contract (conditions générales).",
        "SPECIAL_CONDITIONS": "What was agreed for this contract (conditions particulières).",
        "MEMBERSHIP_CERTIFICATE": "Certificate of membership (certificat d’adhésion).",
        "GUARANTEE_TABLE": "Table of guarantees (tableau de garanties).",
        "REIMBURSEMENT_EXAMPLES": "Examples of reimbursements (exemples de remboursement).",
        "IPID": "Information document on the product (IPID).",
        "AMENDMENT": "Change of the contract (avenant).",
        "INSURANCE_CERTIFICATE": "Certificate of insurance (attestation d’assurance).",
        "ANNUAL_FEES_NOTICE": "What managing the contract costs, each year (frais de gestion).",
        "PAYMENT_SCHEDULE": "Schedule of premiums (échéancier).",
        "PREMIUM_NOTICE": "Call for a premium (avis d’échéance).",
        "PREMIUM_STATEMENT": "Premiums that were paid (relevé de cotisations).",
        "TAX_CERTIFICATE": "For the tax return of the self-employed (attestation fiscale Madelin).",
        "TERMINATION_CERTIFICATE": "Certificate that the contract has ended (certificat de radiation).",
        "THIRD_PARTY_CARD": "Card for not paying in advance (carte de tiers payant).",
        "STATEMENT": "One payment and its lines (décompte).",
        "REIMBURSEMENT_SUMMARY": "Reimbursements of a choice (relevé de remboursements).",
        "QUOTE_ANSWER": "What would be paid of a quote (réponse à un devis).",
        "SEPA_MANDATE": "Mandate to debit an account (mandat SEPA).",
        "DATA_EXPORT": "A copy of one’s own data (copie des données personnelles).",
        "LETTER": "A letter (courrier).",
        "PAID_INVOICE": "Invoice that was paid (facture acquittée).",
        "PRESCRIPTION": "Prescription (prescription médicale).",
        "SOCIAL_SECURITY_STATEMENT": "Statement of the social security (décompte de la Sécurité sociale).",
        "QUOTE": "Quote (devis).",
        "RIGHTS_CERTIFICATE": "Certificate of rights of the social security (attestation de droits).",
        "SITUATION_CERTIFICATE": "What an adult child does (certificat de situation).",
        "BANK_DETAILS": "Bank details (RIB).",
        "IDENTITY_DOCUMENT": "Identity document (pièce d’identité).",
        "BIRTH_CERTIFICATE": "Birth certificate (acte de naissance).",
        "FAMILY_RECORD": "Family record book (livret de famille).",
        "UNION_CERTIFICATE": "Proof of marriage, civil union or life together (justificatif d’union).",
        "EMPLOYER_CERTIFICATE": "Certificate of an employer (attestation de l’employeur).",
        "COVER_END_CERTIFICATE": "Proof that another cover has ended (certificat de fin de droits).",
        "ADDRESS_PROOF": "Proof of address (justificatif de domicile).",
        "DEATH_CERTIFICATE": "Death certificate (acte de décès).",
        "HOSPITAL_ADMISSION": "Notice of admission to a hospital (bulletin d’hospitalisation).",
        "OTHER": "Anything else (autre).",
    },
)
