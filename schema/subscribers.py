"""Who has signed a contract, and how the holder came to it."""

from enum import Enum

from schema.described import described


class SubscriberKind(Enum):
    INDIVIDUAL = "INDIVIDUAL"
    SELF_EMPLOYED = "SELF_EMPLOYED"
    COMPANY = "COMPANY"


class Membership(Enum):
    INDIVIDUAL = "INDIVIDUAL"
    GROUP_MANDATORY = "GROUP_MANDATORY"
    GROUP_OPTIONAL = "GROUP_OPTIONAL"


described(
    SubscriberKind,
    "Who has signed a contract (souscripteur).",
    {
        "INDIVIDUAL": "The holder, for themselves (particulier).",
        "SELF_EMPLOYED": "The holder, as self-employed (travailleur non salarié).",
        "COMPANY": "A company, for those who work there (entreprise).",
    },
)
described(
    Membership,
    "How the holder came to a contract (adhésion).",
    {
        "INDIVIDUAL": "By choice (individuelle).",
        "GROUP_MANDATORY": "With everybody who works there (collective obligatoire).",
        "GROUP_OPTIONAL": "By choice, where they work (collective facultative).",
    },
)
