"""Consents: what a person has agreed to."""

from enum import Enum

import strawberry

from loaders.brokers import BROKERS
from loaders.consents import CONSENTS, HOLDS_TODAY
from models.brokers import BrokerRow
from models.consents import ConsentRow as Row
from resolvers.fields import column, declared, one
from schema.brokers import Broker
from schema.described import described
from schema.scalars import Date, DateTime


class ConsentPurpose(Enum):
    HEALTH_DATA = "HEALTH_DATA"
    BROKER_ACCESS = "BROKER_ACCESS"
    MARKETING = "MARKETING"
    ASSISTANT = "ASSISTANT"


described(
    ConsentPurpose,
    "What is agreed to (finalité).",
    {
        "HEALTH_DATA": "That health data be used where a contract is not responsible (données de santé).",
        "BROKER_ACCESS": "That a broker see more than brokers do (accès du courtier): the totals of `whatIf`,"
        " and no care.",
        "MARKETING": "To be told of offers (prospection).",
        "ASSISTANT": "That the assistant work with one’s data (assistant).",
    },
)


@strawberry.type(
    description="Something that a person agreed to (consentement). It stays known when withdrawn."
)
@declared(CONSENTS)
class Consent:
    purpose: ConsentPurpose = column(Row.purpose, "What is agreed to.")
    broker: Broker | None = one(
        BROKERS,
        "Toward which broker, for BROKER_ACCESS; null for all else, and where the broker has no contract of"
        " theirs any more.",
        on=((Row.broker_id, BrokerRow.broker_id),),
    )
    text_version: str = column(Row.text_version, "Which wording was agreed to.")
    given_at: DateTime = column(Row.given_at, "When.")
    ends_on: Date | None = column(Row.ends_on, "The first day without; null where no end was set.")
    withdrawn_at: DateTime | None = column(Row.withdrawn_at, "When it was taken back; null while it was not.")
    current: bool = column(HOLDS_TODAY, "Whether it holds today.")
