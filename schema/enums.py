"""Enums that more than one noun of the schema uses."""

from enum import Enum

from rules.refusals import ErrorCode
from runtime.actor import Role
from schema.described import described


class LineOfBusiness(Enum):
    HEALTH = "HEALTH"
    PROTECTION = "PROTECTION"


class ContractStatus(Enum):
    PROPOSAL = "PROPOSAL"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    TERMINATED = "TERMINATED"
    CANCELLED = "CANCELLED"


class Relation(Enum):
    HOLDER = "HOLDER"
    SPOUSE = "SPOUSE"
    CHILD = "CHILD"


described(
    LineOfBusiness,
    "What a contract insures (branche).",
    {"HEALTH": "Health (santé).", "PROTECTION": "Income protection and death cover (prévoyance)."},
)
described(
    ContractStatus,
    "Where a contract stands (statut du contrat).",
    {
        "PROPOSAL": "Offered, not yet agreed to (proposition).",
        "ACTIVE": "In force, or agreed and to begin (en vigueur).",
        "SUSPENDED": "Cover is suspended, for premiums that are not paid (suspendu).",
        "TERMINATED": "Ended (résilié).",
        "CANCELLED": "Never took effect (sans effet).",
    },
)
described(
    Relation,
    "What a covered person is to the holder.",
    {
        "HOLDER": "The holder (adhérent).",
        "SPOUSE": "Spouse, civil partner or companion (conjoint).",
        "CHILD": "Child (enfant).",
    },
)
described(
    Role,
    "The kinds of actor. Each sees what its capacity allows, and nothing by default.",
    {
        "MEMBER": "The holder of a household (adhérent).",
        "BENEFICIARY": "A covered adult acting for themselves (bénéficiaire majeur).",
        "GUARDIAN": "Acts for somebody they represent, and sees what that person sees (mandataire).",
        "BROKER": "A broker, for the households of their portfolio (courtier).",
        "AGENT": "A case manager of the broker-manager (gestionnaire).",
        "REPORTING": "A reporting client: figures, never persons. Sees content yet, and no figure.",
        "SERVICE": "Another system. Sees content, and no person.",
    },
)
described(
    ErrorCode,
    "What went wrong, for programs. New codes may be added; none is ever taken away.",
    {
        "BAD_USER_INPUT": "A value that cannot be worked with; `field` or `argument` names it.",
        "UNAUTHENTICATED": "Sign in first, or again.",
        "FORBIDDEN": "Not for this kind of actor.",
        "NOT_FOUND": "Does not exist, or is not yours.",
        "CONFLICT": "Taken already, or changed by somebody meanwhile: read again, then decide.",
        "HEALTH_ONLY": "For health contracts only.",
        "CONTRACT_INACTIVE": "The contract is not in force: proposed, suspended, ended or without effect.",
        "NOT_HOLDER": "For the holder of the contract only.",
        "NOT_YET_AVAILABLE": "Not before a day that is still to come; the sentence names it, or `retryAt`.",
        "RATE_LIMITED": "Too often, or too many at once: `retryAt` says from when on again.",
        "IDEMPOTENCY_MISMATCH": "The key was used for something else: what is new has a key of its own.",
        "DUPLICATE": "It was asked for, or is settled, already; the sentence says which it is.",
        "EMAIL_MISSING": "No e-mail address is on file; the sentence says whom to write to.",
        "ALREADY_ACTIVATED": "The account is in use already: sign in, or ask for a new password.",
        "CODE_INVALID": "A code is asked for, and there is none, a wrong one or one that was used.",
        "CODE_EXPIRED": "A link or code that is no longer good, was used, or never was one: ask for another.",
        "UNAVAILABLE": "The hub cannot reach its database, or telephones, just now: try again later.",
        "INTERNAL": "A fault of the hub, written down in its log under the id that came with it.",
    },
)
