"""People who open their account, and the mail that they get."""

import asyncio
import re
from typing import Any

from sqlalchemy import select, text, update

from actions.letters.letter_send import Desk
from actions.letters.tasks import tasks_of
from actions.personas import PERSONAS
from models.people import PersonRow
from rules.masking import masked_nir
from runtime.crypto import Place
from runtime.migrations import as_owner
from runtime.worker import work_off
from tests.accounts.asking import asked
from tests.hub_client import HubClient
from tests.mail.server import MailServer, text_of

ACTIVATE = """mutation($id: String!, $nir: String!, $born: Date!) {
  accountActivate(input: {activationId: $id, nirLast8: $nir, birthDate: $born}) { sentTo errors { code message field retryAt } }
}"""
FORGOTTEN = (
    "mutation($login: String!) { passwordForgotten(login: $login) { done message errors { code field } } }"
)
SET = """mutation($link: String!, $password: String!, $identity: PasswordSetIdentityInput, $code: String) {
  passwordSet(input: {token: $link, password: $password, identity: $identity, code: $code}) {
    accessToken viewer { displayName } errors { code message field retryAt }
  }
}"""
ISSUE = "mutation($n: String!, $post: Boolean!) { activationIssue(input: {memberNumber: $n, byPost: $post}) { activationId errors { code field } } }"
REGISTER = "mutation($n: String!, $email: String!) { emailRegistration(input: {memberNumber: $n, email: $email, identityCheck: CALL_BACK}) { done errors { code field } } }"
PASSWORD = "cinq girafes boivent du thé"

NIRS = {"newcomer": "2930875056123", "no-email": "1581213004056", "member": "182052A004123"}
"""Without keys; the last is of somebody born in Corsica."""
BORN = {"newcomer": "1993-08-24", "no-email": "1958-12-03", "member": "1982-05-14"}


async def on_file(hub: HubClient, persona: str, nir: str | None = None) -> None:
    """Put a persona's national number on file."""
    nir = nir or NIRS[persona]
    person = (await hub.identity(persona)).capacities[0]
    sealed = hub.vault.seal(nir, Place("people", "nir_sealed", person.member_id))
    async with as_owner(hub.database.addresses) as owner:
        await owner.execute(
            update(PersonRow)
            .where(PersonRow.member_id == person.member_id, PersonRow.person_id == person.person_id)
            .values(nir_sealed=sealed, nir_masked=masked_nir(nir))
        )


async def issued(hub: HubClient, persona: str = "newcomer", *, days_ago: int = 4) -> str:
    """An activation id by post, the first of which was issued some days ago."""
    payload = await asked(hub, ISSUE, await hub.token("agent"), n=PERSONAS[persona], post=True)
    assert payload["errors"] == []
    async with as_owner(hub.database.addresses) as owner:
        await owner.execute(
            text("UPDATE activations SET confirmed_at = confirmed_at - make_interval(days => :d)"),
            {"d": days_ago},
        )
    return str(payload["activationId"])


async def activated(hub: HubClient, id_: str, persona: str = "newcomer", **wrong: str) -> Any:
    given = {"id": id_, "nir": NIRS[persona][-8:], "born": BORN[persona], **wrong}
    return await asked(hub, ACTIVATE, **given)


async def delivered(hub: HubClient, desk: Desk, mail_server: MailServer) -> list[tuple[str, str]]:
    """What the queue has sent since: to whom, and the text."""
    before = len(mail_server.mails)
    async with asyncio.timeout(20):  # a letter that fails would be tried for an hour
        await work_off(hub.database.addresses, tasks_of(desk))
    return [(str(mail["To"]), text_of(mail)) for mail in mail_server.mails[before:]]


def token_in(text: str) -> str:
    """The token of the link in a letter."""
    (found,) = re.findall(r"https://space\.example/mot-de-passe#jeton=(\S+)", text)
    return str(found)


async def link_of(hub: HubClient, desk: Desk, mail_server: MailServer, login: str) -> str:
    """The token of the link that a login asks for."""
    assert (await asked(hub, FORGOTTEN, login=login))["done"]
    ((_, letter),) = await delivered(hub, desk, mail_server)
    return token_in(letter)


async def address_of(hub: HubClient, persona: str) -> str | None:
    person = (await hub.identity(persona)).capacities[0]
    async with as_owner(hub.database.addresses) as owner:
        found: str | None = await owner.scalar(
            select(PersonRow.email).where(
                PersonRow.member_id == person.member_id, PersonRow.person_id == person.person_id
            )
        )
    return found
