"""Partners."""

from enum import Enum

import strawberry
from strawberry import UNSET

from loaders.partners import PARTNERS
from models.partners import PartnerRow
from planner.choices import Choice
from resolvers.arguments import given
from resolvers.fields import column, declared
from schema.described import described
from schema.nodes import Node
from schema.searching import Search, found_by


class PartnerKind(Enum):
    TELECONSULTATION = "TELECONSULTATION"
    CARE_NETWORK = "CARE_NETWORK"
    ASSISTANCE = "ASSISTANCE"
    LEGAL_PROTECTION = "LEGAL_PROTECTION"
    SECOND_OPINION = "SECOND_OPINION"
    OTHER = "OTHER"


described(
    PartnerKind,
    "What a partner does.",
    {
        "TELECONSULTATION": "Doctors at a distance (téléconsultation).",
        "CARE_NETWORK": "Professionals with agreed prices (réseau de soins).",
        "ASSISTANCE": "Help at home and on journeys (assistance).",
        "LEGAL_PROTECTION": "Lawyers’ advice (protection juridique).",
        "SECOND_OPINION": "Another doctor’s opinion (deuxième avis médical).",
        "OTHER": "Anything else (autre).",
    },
)


@strawberry.type(
    description="Who gives a service that comes with a contract, and how to reach them (partenaire)."
)
@declared(PARTNERS)
class Partner(Node):
    name: str = column(PartnerRow.name, "Their name.")
    kind: PartnerKind = column(PartnerRow.kind, "What they do.")
    description: str = column(PartnerRow.description, "What they offer.")
    phone: str | None = column(PartnerRow.phone, "Their telephone number.")
    hours: str | None = column(PartnerRow.hours, "When they can be reached.")
    email: str | None = column(PartnerRow.email, "Their e-mail address.")
    url: str | None = column(PartnerRow.url, "Their pages.")
    identification: str | None = column(
        PartnerRow.identification, "How a member says who they are: a code, the number on the card."
    )


def choose_partners(search: Search = UNSET) -> Choice:
    """The choice that the argument makes."""
    return Choice.of({"search": found_by(given(search))})
