"""Another password: worth enough, told by mail, and other devices signed out."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.letters.letter_send import Desk
from actions.letters.tasks import tasks_of
from actions.personas import password_of
from rules.passwords import entropy, is_worth_enough
from runtime import clock
from runtime.passwords import common_passwords
from runtime.worker import work_off
from tests.accounts.asking import CHANGE, REFRESH, asked, codes, signed_in
from tests.hub_client import HubClient
from tests.mail.server import MailServer

NEW = "cinq girafes boivent du thé"
OLD = password_of("member")
KNOWN = ("100001", "Camille", "Martin")


@pytest.mark.parametrize(
    "weak",
    ["", "123456789012345678", "aaaaaaaaaaaaaaaaaaaaaaaa", "motdepasse", "Motdepasse2026!", "Azerty123456!", "camillemartin1982",
     "Martin-100001", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "Pa55w0r", "100001100001100001"],
)  # fmt: skip
def test_what_is_easily_guessed_is_worth_too_little(weak: str) -> None:
    assert is_worth_enough(weak, KNOWN, common_passwords(), "newPassword")


@pytest.mark.parametrize(
    "strong", [NEW, OLD, "xK7$pq2L", "agrafe cheval pile", "vhzkqmwdtrbx", "ñandú-über-façade"]
)
def test_length_is_as_good_as_variety(strong: str) -> None:
    assert is_worth_enough(strong, KNOWN, common_passwords()) is None


@given(st.text(max_size=40), st.characters(min_codepoint=33, max_codepoint=126))
def test_a_longer_password_of_the_same_kind_is_never_worth_less(password: str, more: str) -> None:
    nothing = frozenset[str]()
    assert entropy(password + more, (), nothing) >= entropy(password, (), nothing) - 1e-9


@pytest.mark.parametrize("enough", ["vhzkqmwdtrb", "8317460295174063"])
def test_fifty_bits_are_what_the_cnil_asks_for_where_attempts_are_limited(enough: str) -> None:
    """Eleven letters of 4.7 bits, sixteen digits of 3.3; one less of either has 47 and 49.8."""
    assert is_worth_enough(enough, (), common_passwords()) is None
    assert is_worth_enough(enough[:-1], (), common_passwords(), "newPassword")


async def test_a_changed_password_is_told_by_mail_and_signs_others_out(
    hub: HubClient, desk: Desk, mail_server: MailServer
) -> None:
    here, there = await signed_in(hub), await signed_in(hub)
    assert await asked(hub, CHANGE, here["accessToken"], c=OLD, n=NEW) == {"done": True, "errors": []}
    assert codes(await asked(hub, REFRESH, refresh=there["refreshToken"])) == ["UNAUTHENTICATED"]
    assert (await asked(hub, REFRESH, refresh=here["refreshToken"]))["errors"] == []
    assert codes(await signed_in(hub)) == ["UNAUTHENTICATED"]
    assert (await signed_in(hub, password=NEW))["accessToken"]
    await work_off(hub.database.addresses, tasks_of(desk))
    (mail,) = mail_server.mails
    assert (mail["To"], mail["Subject"]) == ("camille.martin@example.org", "Votre mot de passe a été modifié")


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        (OLD, "motdepasse", "newPassword"),
        (OLD, "x" * 200, "newPassword"),
        ("wrong", NEW, "currentPassword"),
        ("\x00", NEW, "currentPassword"),
    ],
)
async def test_a_refused_change_changes_nothing(hub: HubClient, current: str, new: str, field: str) -> None:
    token = await hub.token("member")
    (error,) = (await asked(hub, CHANGE, token, c=current, n=new))["errors"]
    assert (error["code"], error["field"]) == ("BAD_USER_INPUT", ["input", field])
    assert (await signed_in(hub))["accessToken"]


async def test_an_accent_is_the_same_however_a_keyboard_writes_it(hub: HubClient) -> None:
    token = await hub.token("member")
    assert (await asked(hub, CHANGE, token, c=OLD, n="éléphants à vélo"))["done"]
    assert (await signed_in(hub, password="éléphants à vélo"))["accessToken"]


async def test_nobody_changes_a_password_signed_out(hub: HubClient) -> None:
    assert codes(await asked(hub, CHANGE, c=OLD, n=NEW)) == ["UNAUTHENTICATED"]


async def test_no_password_is_ever_too_old(hub: HubClient) -> None:
    assert (await asked(hub, CHANGE, await hub.token("member"), c=OLD, n=NEW))["done"]
    with clock.at(clock.now() + timedelta(days=20 * 365)):
        payload = await signed_in(hub, password=NEW)
        assert (payload["errors"], payload["viewer"]["capacity"]) == ([], {"role": "MEMBER"})
