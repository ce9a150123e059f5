"""Who has lost the application of a second factor gets in by a recovery code; who has lost all, by an agent."""

from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import text

from actions.letters.letter_send import Desk
from actions.letters.tasks import tasks_of
from actions.personas import password_of
from runtime import clock
from runtime.migrations import as_owner
from runtime.worker import work_off
from tests.accounts.asking import CONFIRM, ENROLL, REFRESH, REMOVE, asked, codes, fresh, signed_in
from tests.accounts.profiles import profile
from tests.hub_client import HubClient
from tests.mail.server import MailServer

RESET = """mutation($n: String!, $why: String!) {
  secondFactorReset(input: {memberNumber: $n, identityCheck: CALL_BACK, reason: $why}) { done errors { code field } }
}"""
WHY = "Téléphone perdu, codes aussi"


async def with_codes(hub: HubClient) -> list[str]:
    """The recovery codes of a second factor that was confirmed."""
    token = await fresh(hub)
    given = await asked(hub, ENROLL, token)
    assert (await asked(hub, CONFIRM, token, code=pyotp.TOTP(given["secret"]).at(clock.now())))["done"]
    return list(given["recoveryCodes"])


async def test_each_of_ten_opens_once_and_its_bearer_is_told(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    given = await with_codes(hub)
    assert len(set(given)) == 10
    first, second, *_ = given
    assert (await signed_in(hub, code=first))["accessToken"]
    assert codes(await signed_in(hub, code=first)) == ["CODE_INVALID"]
    assert (await signed_in(hub, code=second.replace("-", " ").lower()))["accessToken"]
    assert (await profile(hub))["recoveryCodesLeft"] == 8
    await work_off(hub.database.addresses, tasks_of(desk))
    assert [mail["Subject"] for mail in mail_server.mails].count("Un code de secours a été utilisé") == 2


async def test_they_count_from_the_confirmation_on_and_those_of_another_begin_void_them(
    hub: HubClient,
) -> None:
    token = await fresh(hub)
    before = (await asked(hub, ENROLL, token))["recoveryCodes"]
    assert (await signed_in(hub))["accessToken"], "no code is asked for yet"
    given = await with_codes(hub)
    assert codes(await signed_in(hub, code=before[0])) == ["CODE_INVALID"]
    assert (await signed_in(hub, code=given[0]))["accessToken"]


@pytest.mark.parametrize(
    "code", ["AAAAA-AAAAA", "AAAAAAAAAA" * 500, "IIIII-OOOOO", "ａａａａａ-ａａａａａ", "\x00"]
)
async def test_any_other_is_refused(hub: HubClient, code: str) -> None:
    await with_codes(hub)
    assert codes(await signed_in(hub, code=code)) == ["CODE_INVALID"]


async def test_one_takes_the_second_factor_away_with_the_password(hub: HubClient) -> None:
    given = await with_codes(hub)
    token = (await signed_in(hub, code=given[0]))["accessToken"]
    removed = await asked(hub, REMOVE, token, p=password_of("member"), code=given[1])
    assert removed == {"done": True, "errors": []}
    assert (await signed_in(hub))["accessToken"]
    assert (await profile(hub))["recoveryCodesLeft"] is None


async def test_what_is_kept_of_them_cannot_be_typed(hub: HubClient) -> None:
    given = await with_codes(hub)
    async with as_owner(hub.database.addresses) as owner:
        kept = await owner.scalar(
            text("SELECT string_agg(encode(code_token, 'escape'), ' ') FROM recovery_codes")
        )
    assert not any(code in str(kept) or code.replace("-", "") in str(kept) for code in given)


async def test_a_second_factor_begins_within_a_quarter_of_an_hour_of_signing_in(hub: HubClient) -> None:
    """A token that was stolen later, or was given without a session, locks nobody out of their account."""
    payload = await signed_in(hub)
    with clock.at(clock.now() + timedelta(minutes=16)):
        later = (await asked(hub, REFRESH, refresh=payload["refreshToken"]))["accessToken"]
        (error,) = (await asked(hub, ENROLL, later))["errors"]
        assert error["code"] == "FORBIDDEN"
        assert "Reconnectez-vous" in error["message"]
        assert codes(await asked(hub, ENROLL, await fresh(hub))) == []
    assert codes(await asked(hub, ENROLL, await hub.token("member"))) == ["FORBIDDEN"]


async def test_an_agent_takes_it_off_with_a_reason_and_its_bearer_is_told(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    await with_codes(hub)
    agent = await hub.token("agent")
    assert await asked(hub, RESET, agent, n="100001", why=WHY) == {"done": True, "errors": []}
    assert (await signed_in(hub))["accessToken"]
    assert codes(await asked(hub, RESET, agent, n="100001", why=WHY)) == ["NOT_FOUND"]
    async with as_owner(hub.database.addresses) as owner:
        query = "SELECT role, details->>'reason' AS reason FROM audit_entries WHERE action = 'SECOND_FACTOR_RESET'"
        entries = [tuple(row) for row in await owner.execute(text(query))]
    assert entries == [("AGENT", WHY)]
    await work_off(hub.database.addresses, tasks_of(desk))
    assert "La double authentification a été retirée à votre demande" in [
        mail["Subject"] for mail in mail_server.mails
    ]


async def test_of_a_member_who_is_an_agent_too_it_is_not_taken_off(hub: HubClient) -> None:
    await with_codes(hub)
    async with as_owner(hub.database.addresses) as owner:
        added = "INSERT INTO capacities (account_id, role, label) SELECT account_id, 'AGENT', 'Gestionnaire'"
        await owner.execute(text(f"{added} FROM accounts WHERE login = '100001'"))
    answer = await asked(hub, RESET, await hub.token("agent"), n="100001", why=WHY)
    assert codes(answer) == ["FORBIDDEN"]
    assert codes(await signed_in(hub)) == ["CODE_INVALID"], "it is asked for still"


@pytest.mark.parametrize(
    ("persona", "given", "code", "field"),
    [
        ("broker", {}, "FORBIDDEN", None),
        ("other-member", {}, "FORBIDDEN", None),
        ("agent", {"why": " "}, "BAD_USER_INPUT", ["input", "reason"]),
        ("agent", {"why": "son numéro est 1 82 05 75 004 123 45"}, "BAD_USER_INPUT", ["input", "reason"]),
        ("agent", {"n": "999999"}, "NOT_FOUND", ["input", "memberNumber"]),
        ("agent", {"n": "\x00"}, "BAD_USER_INPUT", ["input", "memberNumber"]),
    ],
)
async def test_nobody_else_does_nor_without_a_reason(
    hub: HubClient, persona: str, given: dict[str, str], code: str, field: list[str] | None
) -> None:
    values = {"n": "100001", "why": WHY, **given}
    answer = await asked(hub, RESET, await hub.token(persona), **values)
    assert [(each["code"], each["field"]) for each in answer["errors"]] == [(code, field)]
