"""Enums of the schema, each value with its meaning."""

from enum import Enum
from typing import Any

import strawberry

from rules.refusals import ErrorCode
from runtime.actor import Role


class LineOfBusiness(Enum):
    HEALTH = "HEALTH"
    PROTECTION = "PROTECTION"


class Relation(Enum):
    HOLDER = "HOLDER"
    SPOUSE = "SPOUSE"
    CHILD = "CHILD"


def _described(enum: type[Enum], description: str, values: dict[str, str]) -> Any:
    """Make an enum of the schema. A value without a sentence fails here, at start-up."""
    described = strawberry.enum(enum, description=description)
    for value in described.__strawberry_definition__.values:  # type: ignore[attr-defined]  # set by strawberry
        value.description = values[value.name]
    return described


_described(
    LineOfBusiness,
    "What a contract insures (branche).",
    {"HEALTH": "Health (santé).", "PROTECTION": "Income protection and death cover (prévoyance)."},
)
_described(
    Relation,
    "What a covered person is to the holder.",
    {
        "HOLDER": "The holder (adhérent).",
        "SPOUSE": "Spouse, civil partner or companion (conjoint).",
        "CHILD": "Child (enfant).",
    },
)
_described(
    Role,
    "The kinds of actor. Each sees what its capacity allows, and nothing by default.",
    {
        "MEMBER": "The holder of a household (adhérent).",
        "BENEFICIARY": "A covered adult acting for themselves (bénéficiaire majeur).",
        "GUARDIAN": "Acts for somebody they represent (mandataire). Sees nothing yet.",
        "BROKER": "A broker, for the households of their portfolio (courtier).",
        "AGENT": "A case manager of the broker-manager (gestionnaire).",
        "REPORTING": "A reporting client: figures, never persons. Sees nothing yet.",
        "SERVICE": "Another system. Sees nothing yet.",
    },
)
_described(
    ErrorCode,
    "What went wrong, for programs. New codes may be added; none is ever taken away.",
    {
        "BAD_USER_INPUT": "A value that cannot be worked with; `field` or `argument` names it.",
        "UNAUTHENTICATED": "Sign in first, or again.",
        "FORBIDDEN": "Not for this kind of actor.",
        "NOT_FOUND": "Does not exist, or is not yours.",
        "CONFLICT": "Taken already, or changed by somebody meanwhile: read again, then decide.",
        "UNAVAILABLE": "The hub cannot reach its database just now: try again later.",
        "INTERNAL": "A fault of the hub, written down in its log under the id that came with it.",
    },
)
