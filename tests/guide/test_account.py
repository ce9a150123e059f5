"""The account (mon compte)."""

from tests.guide.asking import offers_mutation
from tests.guide.lines import guide
from tests.hub_client import HubClient


@guide(52, "Mutation.profileUpdate", missing="accounts")
async def test_personal_information_is_edited(hub: HubClient) -> None:
    assert await offers_mutation(hub, "profileUpdate")


@guide(53, "Mutation.passwordForgotten", missing="accounts")
async def test_a_forgotten_password_is_set_anew(hub: HubClient) -> None:
    assert await offers_mutation(hub, "passwordForgotten")
