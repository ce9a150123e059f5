"""The assistant (Entobot)."""

from tests.guide.asking import offers_mutation
from tests.guide.lines import guide
from tests.hub_client import HubClient


@guide(42, "Mutation.assistantAsk", missing="the assistant")
async def test_the_assistant_answers_at_once(hub: HubClient) -> None:
    assert await offers_mutation(hub, "assistantAsk")
