"""First connection, as the guide tells it: three things shown together, a link by mail, a password."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.letters.letter_send import Desk
from runtime import clock
from runtime.migrations import as_owner
from tests.accounts.asking import asked, codes, post, signed_in
from tests.accounts.opening import (
    ACTIVATE,
    BORN,
    ISSUE,
    NIRS,
    PASSWORD,
    SET,
    activated,
    delivered,
    issued,
    on_file,
    token_in,
)
from tests.hub_client import HubClient
from tests.mail.server import MailServer


async def test_the_first_connection_of_the_guide_through_real_mail(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await on_file(hub, "newcomer")
    agent = await hub.token("agent")
    assert (await asked(hub, ISSUE, agent, n="100004", post=False))["errors"] == []
    ((to, letter),) = await delivered(hub, desk, mail_server)
    assert to == "sofia.garcia@example.org"
    (id_,) = [word for word in letter.split() if word.count("-") == 2]
    early = await activated(hub, id_)
    assert codes(early) == ["NOT_YET_AVAILABLE"]
    assert early["errors"][0]["retryAt"]
    with clock.at(clock.now() + timedelta(hours=72)):
        sent = await activated(hub, id_.lower().replace("-", " "))
        assert sent == {"sentTo": "s…@example.org", "errors": []}
        ((to, letter),) = await delivered(hub, desk, mail_server)
        assert to == "sofia.garcia@example.org"
        token = token_in(letter)
        weak = await asked(hub, SET, link=token, password="motdepasse")
        assert weak["errors"][0]["field"] == ["input", "password"]
        opened = await asked(hub, SET, link=token, password=PASSWORD)
        assert opened["viewer"] == {"displayName": "Sofia Garcia"}
        assert await asked(hub, "{ me { number } }", opened["accessToken"]) == {"number": "100004"}
        for login in ("100004", "sofia.garcia@example.org"):
            assert (await signed_in(hub, login=login, password=PASSWORD))["accessToken"]
        again = await asked(hub, SET, link=token, password="trente lapins dorment debout")
        assert codes(again) == ["CODE_EXPIRED"]
        ((to, letter),) = await delivered(hub, desk, mail_server)
        assert "ouvert" in letter
        assert codes(await activated(hub, id_)) == ["ALREADY_ACTIVATED"]
        assert codes(await activated(hub, id_, nir="75056124")) == ["UNAUTHENTICATED"]
        assert await delivered(hub, desk, mail_server) == []
    for mail in mail_server.mails:
        assert NIRS["newcomer"][-8:] not in mail.as_string()


async def test_until_all_three_fit_the_answer_is_the_same(hub: HubClient) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub)
    wrong = [
        {"id": "ABCD-EFGH-JKMN"}, {"nir": "75056124"}, {"born": "1993-08-25"}, {"nir": NIRS["member"][-8:]},
        {"id": "ABCD-EFGH-JKMN", "nir": "75056124", "born": "1900-01-01"},
    ]  # fmt: skip
    answers = set()
    for each in wrong:
        given = {"id": id_, "nir": NIRS["newcomer"][-8:], "born": BORN["newcomer"], **each}
        answers.add((await post(hub, ACTIVATE, **given)).text)
        async with as_owner(hub.database.addresses) as owner:
            await owner.execute(text("TRUNCATE attempts"))
    assert len(answers) == 1
    assert "UNAUTHENTICATED" in answers.pop()


async def test_another_persons_number_which_is_on_file_too_is_refused_like_a_wrong_one(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    """With their own birth day, too: who is somebody is not who the id is for."""
    await on_file(hub, "newcomer")
    await on_file(hub, "no-email")
    id_ = await issued(hub)
    others, wrong = NIRS["no-email"][-8:], "75056124"
    answers = {
        (await post(hub, ACTIVATE, id=id_, nir=nir, born=BORN[persona])).text
        for nir, persona in ((others, "no-email"), (others, "newcomer"), (wrong, "newcomer"))
    }
    assert len(answers) == 1
    assert "UNAUTHENTICATED" in answers.pop()
    assert await delivered(hub, desk, mail_server) == []


async def test_who_has_no_number_on_file_is_refused_like_a_wrong_one(hub: HubClient) -> None:
    id_ = await issued(hub)
    assert codes(await activated(hub, id_)) == ["UNAUTHENTICATED"]
    assert codes(await activated(hub, id_, nir="????????")) == ["BAD_USER_INPUT"]


async def test_without_an_address_somebody_who_is_known_is_told_whom_to_write_to(hub: HubClient) -> None:
    await on_file(hub, "no-email")
    id_ = await issued(hub, "no-email")
    for _ in range(7):  # who is right is not locked out for having asked again
        payload = await activated(hub, id_, "no-email")
        assert codes(payload) == ["EMAIL_MISSING"]
        assert "production@entoria.fr" in payload["errors"][0]["message"]


@pytest.mark.parametrize("typed", ["2A004123", "2a 004 123", "20004123", "2A.004.123"])
async def test_a_letter_of_corsica_is_right_and_so_is_what_stood_for_it(hub: HubClient, typed: str) -> None:
    await on_file(hub, "newcomer", NIRS["member"])
    payload = await activated(hub, await issued(hub), nir=typed)
    assert payload["errors"] == []


async def test_a_number_of_elsewhere_is_not_taken_for_corsica(hub: HubClient) -> None:
    await on_file(hub, "newcomer", NIRS["member"])
    assert codes(await activated(hub, await issued(hub), nir="2B004123")) == ["UNAUTHENTICATED"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"nir": "2930875056123"}, "nirLast8"), ({"nir": "293087505612345"}, "nirLast8"), ({"nir": "7505612"}, "nirLast8"),
        ({"nir": "A5056123"}, "nirLast8"), ({"nir": "７５０５６１２３"}, "nirLast8"), ({"nir": ""}, "nirLast8"), ({"nir": "7" * 50_000}, "nirLast8"),
        ({"id": ""}, "activationId"), ({"id": "x" * 50_000}, "activationId"), ({"id": "ABCD\x00FGHJKMN"}, "activationId"),
    ],
)  # fmt: skip
async def test_what_cannot_be_one_is_told_by_its_field(
    hub: HubClient, wrong: dict[str, str], field: str
) -> None:
    (error,) = (await activated(hub, "ABCD-EFGH-JKMN", **wrong))["errors"]
    assert (error["code"], error["field"]) == ("BAD_USER_INPUT", ["input", field])


async def test_five_wrong_tries_close_an_id_for_a_day(hub: HubClient) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub)
    answers = [codes(await activated(hub, id_, nir=f"7505600{n}")) for n in range(5)]
    assert answers == [["UNAUTHENTICATED"]] * 5
    assert codes(await activated(hub, id_)) == ["RATE_LIMITED"]
    with clock.at(clock.now() + timedelta(days=1)):
        assert codes(await activated(hub, id_)) == []


async def test_an_id_that_is_nobodys_is_counted_and_closed_like_somebodys(hub: HubClient) -> None:
    """Else whoever is told to wait would know that there is such an id."""
    await on_file(hub, "newcomer")
    known, unknown = await issued(hub), "ABCD-EFGH-JKMN"
    now = clock.now().replace(microsecond=0)
    with clock.at(now):
        for id_ in (known, unknown):
            answers = [(await activated(hub, id_, nir=f"7505600{n}"))["errors"][0] for n in range(7)]
            assert [each["code"] for each in answers] == ["UNAUTHENTICATED"] * 5 + ["RATE_LIMITED"] * 2
            until = {each["retryAt"] for each in answers[5:]}
            assert until == {f"{now + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"}
    with clock.at(now + timedelta(days=1)):
        assert codes(await activated(hub, unknown)) == ["UNAUTHENTICATED"]


async def test_a_link_is_sent_again_and_the_newest_counts(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub)
    tokens = []
    for _ in range(2):
        await activated(hub, id_)
        ((_, letter),) = await delivered(hub, desk, mail_server)
        tokens.append(token_in(letter))
    assert codes(await asked(hub, SET, link=tokens[0], password=PASSWORD)) == ["CODE_EXPIRED"]
    with clock.at(clock.now() + timedelta(hours=24)):
        assert codes(await asked(hub, SET, link=tokens[1], password=PASSWORD)) == ["CODE_EXPIRED"]
    assert codes(await asked(hub, SET, link=tokens[1], password=PASSWORD)) == []


async def test_five_links_an_hour_are_sent_whoever_asks_for_more(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub)
    for number in range(7):
        assert await activated(hub, id_) == {"sentTo": "s…@example.org", "errors": []}
        assert len(await delivered(hub, desk, mail_server)) == (number < 5)
    with clock.at(clock.now() + timedelta(hours=1)):
        assert codes(await activated(hub, id_)) == []
        assert len(await delivered(hub, desk, mail_server)) == 1


async def test_another_id_makes_the_first_void_and_not_the_wait_longer(hub: HubClient) -> None:
    await on_file(hub, "newcomer")
    first = await issued(hub)
    second = await issued(hub, days_ago=0)
    assert codes(await activated(hub, first)) == ["UNAUTHENTICATED"]
    assert codes(await activated(hub, second)) == []


async def mailed_id(hub: HubClient, desk: Desk, mail_server: MailServer) -> str:
    """The id of the mail that an agent asks for and the queue sends."""
    assert codes(await asked(hub, ISSUE, await hub.token("agent"), n="100004", post=False)) == []
    ((_, letter),) = await delivered(hub, desk, mail_server)
    (id_,) = [word for word in letter.split() if word.count("-") == 2]
    return id_


async def test_an_id_that_is_sent_again_by_mail_takes_the_place_of_the_first(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await on_file(hub, "newcomer")
    first = await mailed_id(hub, desk, mail_server)
    second = await mailed_id(hub, desk, mail_server)
    assert first != second
    with clock.at(clock.now() + timedelta(hours=72)):
        assert codes(await activated(hub, first)) == ["UNAUTHENTICATED"]
        assert codes(await activated(hub, second)) == []


async def test_the_wait_is_told_to_the_second_from_when_the_mail_was_sent(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    """Not from when it was asked for, nor from another that followed."""
    await on_file(hub, "newcomer")
    sent = clock.now().replace(microsecond=0) + timedelta(hours=2)
    with clock.at(sent):
        id_ = await mailed_id(hub, desk, mail_server)
    opens = sent + timedelta(hours=72)
    for later in (timedelta(0), timedelta(hours=30)):
        with clock.at(sent + later):
            (error,) = (await activated(hub, id_))["errors"]
            assert (error["code"], error["retryAt"]) == ("NOT_YET_AVAILABLE", f"{opens:%Y-%m-%dT%H:%M:%SZ}")
            id_ = await mailed_id(hub, desk, mail_server)
    with clock.at(opens - timedelta(seconds=1)):
        assert codes(await activated(hub, id_)) == ["NOT_YET_AVAILABLE"]
    with clock.at(opens):
        assert codes(await activated(hub, id_)) == []


async def test_an_id_is_for_an_account_that_is_not_in_use(hub: HubClient) -> None:
    agent = await hub.token("agent")
    assert codes(await asked(hub, ISSUE, agent, n="100001", post=True)) == ["ALREADY_ACTIVATED"]
    assert codes(await asked(hub, ISSUE, agent, n="999999", post=True)) == ["NOT_FOUND"]
    assert codes(await asked(hub, ISSUE, agent, n="100005", post=False)) == ["EMAIL_MISSING"]
    for persona in ("member", "broker", "guardian"):
        refused = await asked(hub, ISSUE, await hub.token(persona), n="100004", post=True)
        assert (refused["activationId"], codes(refused)) == (None, ["FORBIDDEN"])
    assert codes(await asked(hub, ISSUE, n="100004", post=True)) == ["UNAUTHENTICATED"]


async def test_neither_id_nor_link_is_in_the_database_or_the_queue(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub)
    await activated(hub, id_)
    async with as_owner(hub.database.addresses) as owner:
        queued = str(await owner.scalar(text("SELECT string_agg(t::text, ' ') FROM jobs.pgqueuer t")))
    assert "activation_link" in queued
    ((_, letter),) = await delivered(hub, desk, mail_server)
    secrets = (id_, id_.replace("-", ""), token_in(letter).split(".")[1], NIRS["newcomer"][-8:])
    async with as_owner(hub.database.addresses) as owner:
        for table in ("links", "activations", "attempts", "audit_entries", "jobs.pgqueuer_log", "people"):
            rows = str(await owner.scalar(text(f"SELECT string_agg(t::text, ' ') FROM {table} t")))
            for secret in secrets:
                assert secret not in rows + queued
                assert secret.encode().hex() not in rows + queued
