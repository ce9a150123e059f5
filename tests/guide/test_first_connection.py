"""First connection (ma première connexion). All of its ways are in tests/accounts."""

from datetime import timedelta

from actions.letters.letter_send import Desk
from runtime import clock
from tests.accounts.asking import asked, codes, signed_in
from tests.accounts.opening import (
    FORGOTTEN,
    ISSUE,
    PASSWORD,
    SET,
    activated,
    delivered,
    issued,
    link_of,
    on_file,
    token_in,
)
from tests.guide.asking import offers_mutation
from tests.guide.lines import guide
from tests.hub_client import HubClient
from tests.mail.server import MailServer


@guide(1, "Mutation.accountActivate")
async def test_a_member_is_told_where_their_space_is(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await asked(hub, ISSUE, await hub.token("agent"), n="100004", post=False)
    ((_, letter),) = await delivered(hub, desk, mail_server)
    assert desk.portal in letter


@guide(3, "Mutation.accountActivate")
async def test_an_activation_id_opens_the_first_connection(hub: HubClient) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub)
    assert codes(await activated(hub, "ABCD-EFGH-JKMN")) == ["UNAUTHENTICATED"]
    assert codes(await activated(hub, id_)) == []


@guide(4, "Mutation.accountActivate")
async def test_the_last_eight_digits_of_the_national_number_are_asked_for(hub: HubClient) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub)
    assert codes(await activated(hub, id_, nir="75056124")) == ["UNAUTHENTICATED"]
    assert codes(await activated(hub, id_)) == []


@guide(5, "Mutation.accountActivate")
async def test_the_birth_date_is_asked_for(hub: HubClient) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub)
    assert codes(await activated(hub, id_, born="1993-08-25")) == ["UNAUTHENTICATED"]
    assert codes(await activated(hub, id_)) == []


@guide(6, "Mutation.accountActivate")
async def test_the_three_together_are_checked_at_once(hub: HubClient) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub)
    one = await activated(hub, id_, born="1993-08-25")
    all_ = await activated(hub, "ABCD-EFGH-JKMN", nir="75056124", born="1993-08-25")
    assert one == all_


@guide(7, "Mutation.passwordSet")
async def test_a_link_that_came_by_mail_sets_the_password(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await on_file(hub, "newcomer")
    await activated(hub, await issued(hub))
    ((_, letter),) = await delivered(hub, desk, mail_server)
    assert (await asked(hub, SET, link=token_in(letter), password=PASSWORD))["accessToken"]


@guide(8, "Mutation.accountActivate")
async def test_the_space_opens_seventy_two_hours_after_the_confirmation(hub: HubClient) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub, days_ago=0)
    now = clock.now()
    with clock.at(now + timedelta(hours=71)):
        assert codes(await activated(hub, id_)) == ["NOT_YET_AVAILABLE"]
    with clock.at(now + timedelta(hours=72)):
        assert codes(await activated(hub, id_)) == []


@guide(9, "Mutation.signIn")
async def test_a_member_number_or_an_address_and_the_password_sign_in(hub: HubClient) -> None:
    for login in ("100001", "camille.martin@example.org"):
        assert (await signed_in(hub, login=login))["accessToken"]


@guide(10, "Mutation.emailRegistration")
async def test_without_an_address_on_file_there_is_a_way_to_have_one_recorded(hub: HubClient) -> None:
    """Walked end to end in tests/accounts/test_forgotten.py."""
    assert "production@entoria.fr" in (await asked(hub, FORGOTTEN, login="100005"))["message"]
    assert await offers_mutation(hub, "emailRegistration")


@guide(60, "Mutation.passwordForgotten")
async def test_the_password_link_needs_an_address_on_file(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await asked(hub, FORGOTTEN, login="100005")
    assert await delivered(hub, desk, mail_server) == []
    assert await link_of(hub, desk, mail_server, "100001")
