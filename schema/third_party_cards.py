"""Third-party-payment cards: what professionals read instead of being paid."""

from typing import Any

import strawberry

from loaders.beneficiaries import HOLDER_FIRST
from loaders.third_party_cards import CARD_PEOPLE, THIRD_PARTY_CARDS
from models.contracts import CoverageRow
from models.people import PersonRow
from models.third_party_cards import ThirdPartyCardPersonRow as OnCard
from models.third_party_cards import ThirdPartyCardRow as Card
from resolvers.fields import column, computed, declared, many
from schema.enums import Relation
from schema.scalars import Date, DateTime

DOMAINS = {
    "PHAR": "Pharmacie",
    "MED": "Médecins",
    "LABO": "Laboratoires",
    "RADL": "Radiologie",
    "AUX": "Auxiliaires médicaux",
    "SAGE": "Sages-femmes",
    "CSTE": "Centres de santé",
    "HOSP": "Hospitalisation",
    "EXTE": "Soins externes",
    "TRAN": "Transport",
    "DESO": "Soins dentaires",
    "DEPR": "Prothèses dentaires",
    "OPTI": "Optique",
    "AUDI": "Audioprothèses",
}
"""In the order in which cards print them."""


@strawberry.type(description="What a professional of one domain of care may count on (domaine).")
class CardDomain:
    code: str = strawberry.field(description="The domain as cards name it: PHAR, MED, LABO …")
    label: str = strawberry.field(description="The domain in French.")
    value: str = strawberry.field(
        description="A rate in percent, PEC where an agreement is asked for first, or - for nothing."
    )


def _domains(stored: dict[str, Any]) -> list[CardDomain]:
    order = list(DOMAINS)
    codes = sorted(stored, key=lambda code: (order.index(code) if code in DOMAINS else len(order), code))
    return [CardDomain(code=code, label=DOMAINS.get(code, code), value=str(stored[code])) for code in codes]


@strawberry.type(description="One person on a card.")
@declared(CARD_PEOPLE)
class ThirdPartyCardPerson:
    first_name: str = column(PersonRow.first_name, "Given name (prénom).")
    last_name: str = column(PersonRow.last_name, "Family name (nom).")
    birth_date: Date = column(PersonRow.birth_date, "Day of birth (date de naissance).")
    birth_rank: int = column(PersonRow.birth_rank, "Among children of one birth (rang gémellaire), from 1.")
    relation: Relation = column(CoverageRow.relation, "What they are to the holder.")
    domains: list[CardDomain] = computed(
        _domains, "What professionals may count on for them.", needs={"stored": OnCard.domains}
    )


@strawberry.type(description="The card of a health contract that is valid (carte de tiers payant).")
@declared(THIRD_PARTY_CARDS)
class ThirdPartyCard:
    amc_number: str = column(Card.amc_number, "Who pays, as professionals know them (numéro AMC).")
    convention: str = column(Card.convention, "How claims are sent to them (type de convention).")
    routing: str = column(Card.routing, "And on to whom (critère secondaire de routage, CSR).")
    member_number: str = column(Card.member_number, "The member number on it (numéro d’adhérent).")
    valid_from: Date = column(Card.valid_from, "The first day of its validity (période de validité).")
    valid_to: Date = column(
        Card.valid_to, "The first day on which it is no longer valid: the card prints the day before."
    )
    responsible: bool = column(Card.responsible, "Whether it has the R of a “contrat responsable”.")
    version: int = column(Card.version, "Which of the contract’s cards it is, from 1.")
    issued_at: DateTime = column(Card.issued_at, "When it was made.")
    barcode: str | None = column(Card.barcode, "What its datamatrix says; null where it has none.")
    people: list[ThirdPartyCardPerson] = many(
        CARD_PEOPLE,
        "Who is on it; a covered person is shown their own line.",
        on=(
            (Card.member_id, OnCard.member_id),
            (Card.third_party_card_id, OnCard.third_party_card_id),
        ),
        order=HOLDER_FIRST,
    )
