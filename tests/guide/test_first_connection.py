"""First connection (ma première connexion)."""

from tests.guide.asking import offers_mutation
from tests.guide.lines import guide
from tests.hub_client import HubClient


@guide(1, "Mutation.accountActivate", missing="accounts, whose mails name the address of the space")
async def test_a_member_is_told_where_their_space_is(hub: HubClient) -> None:
    assert await offers_mutation(hub, "accountActivate")


@guide(3, "Mutation.accountActivate", missing="accounts")
async def test_an_activation_id_opens_the_first_connection(hub: HubClient) -> None:
    assert await offers_mutation(hub, "accountActivate")


@guide(4, "Mutation.accountActivate", missing="accounts")
async def test_the_last_eight_digits_of_the_national_number_are_asked_for(hub: HubClient) -> None:
    assert await offers_mutation(hub, "accountActivate")


@guide(5, "Mutation.accountActivate", missing="accounts")
async def test_the_birth_date_is_asked_for(hub: HubClient) -> None:
    assert await offers_mutation(hub, "accountActivate")


@guide(6, "Mutation.accountActivate", missing="accounts")
async def test_the_three_together_are_checked_at_once(hub: HubClient) -> None:
    assert await offers_mutation(hub, "accountActivate")


@guide(7, "Mutation.passwordSet", missing="accounts")
async def test_a_link_that_came_by_mail_sets_the_password(hub: HubClient) -> None:
    assert await offers_mutation(hub, "passwordSet")


@guide(8, "Mutation.accountActivate", missing="accounts")
async def test_the_space_opens_seventy_two_hours_after_the_confirmation(hub: HubClient) -> None:
    assert await offers_mutation(hub, "accountActivate")


@guide(9, "Mutation.signIn", missing="accounts")
async def test_a_member_number_or_an_address_and_the_password_sign_in(hub: HubClient) -> None:
    assert await offers_mutation(hub, "signIn")


@guide(10, "Mutation.emailRegistration", missing="accounts")
async def test_without_an_address_on_file_there_is_a_way_to_have_one_recorded(hub: HubClient) -> None:
    assert await offers_mutation(hub, "emailRegistration")


@guide(60, "Mutation.passwordForgotten", missing="accounts")
async def test_the_password_link_needs_an_address_on_file(hub: HubClient) -> None:
    assert await offers_mutation(hub, "passwordForgotten")
