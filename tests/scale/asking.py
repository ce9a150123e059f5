"""Ask everything there is to ask, and see how each statement that was sent would be answered."""

from dataclasses import dataclass

from runtime.actor import Actor
from tests.hub_client import HubClient
from tests.scale.plans import Sent, sent_by
from tests.scale.questions import Household, questions


@dataclass(frozen=True)
class Asked:
    """A statement, for whom it was sent and in answer to what."""

    actor: Actor
    question: str
    sent: Sent

    def __str__(self) -> str:
        return f"{self.actor.role.lower()} asks for {self.question}"


async def everything(hub: HubClient, household: Household) -> list[Asked]:
    """Every statement once a reader."""
    found: dict[tuple[str, str], Asked] = {}
    for reader, identity in household.readers.items():
        actor = identity.capacities[0]
        for question in questions(household, reader):
            with sent_by(hub.database, actor.database_role) as sent:
                answer = await hub.ask(question.query, as_=identity, **question.variables)
            assert set(answer.codes) <= {"FORBIDDEN"}, (reader, question, answer.errors)
            for each in sent.values():
                found.setdefault((reader, each.statement), Asked(actor, question.name, each))
    return list(found.values())
