"""Who gets as far as the input of a mutation, and with what: the rights, links, codes and keys that it asks for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pyotp
from sqlalchemy import text

from actions.letters.letter_send import Desk
from actions.personas import password_of
from runtime.migrations import as_owner
from tests.accounts.asking import CONFIRM, ENROLL, asked, enrolled, fresh
from tests.accounts.opening import BORN, NIRS, PASSWORD, REGISTER, delivered, issued, link_of, on_file
from tests.accounts.profiles import LINK, NEW, code_of, updated, with_password
from tests.clients.asking import created, key_id
from tests.clients.test_firms import ALIX, invited, user_id
from tests.estimates.asking import ids_of
from tests.hub_client import HubClient
from tests.mail.server import MailServer
from tests.mail.sms_server import SmsServer
from tests.procedures.asking import care
from tests.rights.test_broker_consent_set import broker_id

WHY = "Rapprochement avec la CPAM, dossier 2026-77"
ASKS_WHO = "with a link that asks who it is"
CHECKED = {"identityCheck": "CALL_BACK"}


@dataclass(frozen=True, slots=True)
class House:
    """A hub, and all that it writes to people with."""

    hub: HubClient
    desk: Desk
    mail_server: MailServer
    sms_server: SmsServer

    async def link(self, login: str) -> str:
        return await link_of(self.hub, self.desk, self.mail_server, login)


@dataclass(frozen=True, slots=True)
class LetIn:
    """An access token, and variables of which none would be refused."""

    token: str | None
    right: dict[str, Any]


Door = Callable[[House], Awaitable[LetIn]]


async def first_connection(house: House) -> LetIn:
    await on_file(house.hub, "newcomer")
    shown = {"nirLast8": NIRS["newcomer"][-8:], "birthDate": BORN["newcomer"]}
    return LetIn(None, {"input": {"activationId": await issued(house.hub), **shown}})


async def link_of_a_password(house: House) -> LetIn:
    """Of somebody with a second factor, whose code is asked for too."""
    code = (await factor_to_remove(house)).right["code"]
    await delivered(house.hub, house.desk, house.mail_server)
    new = {"token": await house.link("100001"), "password": PASSWORD, "code": code}
    return LetIn(None, {"input": new})


async def link_that_asks_who_it_is(house: House) -> LetIn:
    await on_file(house.hub, "no-email")
    await asked(
        house.hub, REGISTER, await house.hub.token("agent"), n="100005", email="robert.lefevre@example.org"
    )
    await delivered(house.hub, house.desk, house.mail_server)
    who = {"nirLast8": NIRS["no-email"][-8:], "birthDate": BORN["no-email"]}
    token = await house.link("100005")
    return LetIn(None, {"input": {"token": token, "password": PASSWORD, "identity": who}})


async def link_of_an_address(house: House) -> LetIn:
    await updated(house.hub, **with_password(email="camille@nouvelle.example"))
    letters = await delivered(house.hub, house.desk, house.mail_server)
    (token,) = [found[1] for _, letter in letters if (found := LINK.search(letter))]
    return LetIn(None, {"token": token})


async def own_password(house: House) -> LetIn:
    passwords = {"currentPassword": password_of("member"), "newPassword": PASSWORD}
    return LetIn(await fresh(house.hub), {"input": passwords})


async def own_profile(house: House) -> LetIn:
    new = {"email": "camille@nouvelle.example", "phone": NEW, "language": "EN", "paperless": True}
    return LetIn(await fresh(house.hub), {"input": with_password(**new, notifyByEmail=True)})


async def code_of_a_message(house: House) -> LetIn:
    token = await fresh(house.hub)
    await updated(house.hub, token, **with_password(phone=NEW))
    _, code = await code_of(house.hub, house.desk, house.sms_server)
    return LetIn(token, {"code": code})


async def factor_to_confirm(house: House) -> LetIn:
    token = await fresh(house.hub)
    factor = pyotp.TOTP((await asked(house.hub, ENROLL, token))["secret"])
    return LetIn(token, {"code": factor.now()})


async def factor_to_remove(house: House) -> LetIn:
    token = await fresh(house.hub)
    given = await asked(house.hub, ENROLL, token)
    await asked(house.hub, CONFIRM, token, code=pyotp.TOTP(given["secret"]).now())
    return LetIn(token, {"password": password_of("member"), "code": given["recoveryCodes"][0]})


async def agent_with_an_address(house: House) -> LetIn:
    new = {"memberNumber": "100005", "email": "robert.lefevre@example.org", **CHECKED}
    return LetIn(await house.hub.token("agent"), {"input": new})


async def agent_with_a_letter(house: House) -> LetIn:
    return LetIn(await house.hub.token("agent"), {"input": {"memberNumber": "100004", "byPost": True}})


async def agent_with_a_factor(house: House) -> LetIn:
    await enrolled(house.hub)
    return LetIn(
        await house.hub.token("agent"), {"input": {"memberNumber": "100001", "reason": WHY, **CHECKED}}
    )


async def agent_with_a_secret(house: House) -> LetIn:
    await on_file(house.hub, "member")
    me = (await house.hub.ask("{ me { id } }", as_="member")).data["me"]["id"]
    asked_for = {"secret": "NIR", "id": me, "reason": WHY, "usage": "PREMIUM_DEBIT"}
    return LetIn(await house.hub.token("agent"), {"input": asked_for})


async def holder_with_a_broker(house: House) -> LetIn:
    broker = await broker_id(house.hub.database)
    choice = {"brokerId": broker, "given": True, "textVersion": "2026-1", "endsOn": None}
    return LetIn(await house.hub.token("member"), {"input": choice})


async def holder_who_has_paid(house: House) -> LetIn:
    asked_for = care((await ids_of(house.hub))["Camille"])
    right = {"input": asked_for, "idempotencyKey": "the key of the test", "validateOnly": False}
    return LetIn(await house.hub.token("member"), right)


async def adult_who_shares(house: House) -> LetIn:
    return LetIn(await house.hub.token("spouse"), {"input": {"given": True}})


def of_a_firm(persona: str, what: str) -> Door:
    """An administrator, or an agent: who invites, takes out, makes a key, changes or revokes it."""

    async def door(house: House) -> LetIn:
        hub, token = house.hub, await house.hub.token(persona)
        firm = {"brokerId": await broker_id(hub.database)}
        if what == "invite":
            new = {"name": "Alix Durand", "email": ALIX, "administrator": False}
            return LetIn(token, {"input": {**new, **firm}})
        if what == "remove":
            await invited(hub)
            return LetIn(token, {"id": await user_id(hub, ALIX)})
        if what == "make":
            new_key = {"name": "Outil", "scopes": ["content:read"], "role": "BROKER", "expiresOn": None}
            return LetIn(token, {"input": {**new_key, **firm}})
        key = await key_id(hub, await created(hub))
        return LetIn(token, {"id": key} if what == "revoke" else {"input": {"id": key, "leaked": False}})

    return door


FIRMS = {
    "brokerUserInvite": "invite", "brokerUserRemove": "remove", "clientCreate": "make", "clientSecretRotate": "rotate",
    "clientRevoke": "revoke",
}  # fmt: skip
DOORS: list[tuple[str, str, Door]] = [
    ("accountActivate", "with the right three", first_connection),
    ("passwordSet", "with a link", link_of_a_password),
    ("passwordSet", ASKS_WHO, link_that_asks_who_it_is),
    ("passwordChange", "as the bearer", own_password),
    ("profileUpdate", "as the bearer", own_profile),
    ("emailConfirm", "with a link", link_of_an_address),
    ("phoneConfirm", "with a code", code_of_a_message),
    ("secondFactorConfirm", "with a code", factor_to_confirm),
    ("secondFactorRemove", "with a code", factor_to_remove),
    ("emailRegistration", "as an agent", agent_with_an_address),
    ("activationIssue", "as an agent", agent_with_a_letter),
    ("secondFactorReset", "as an agent", agent_with_a_factor),
    ("secretReveal", "as an agent", agent_with_a_secret),
    ("brokerConsentSet", "as the holder", holder_with_a_broker),
    ("sharingSet", "as an adult", adult_who_shares),
    ("reimbursementRequest", "as the holder", holder_who_has_paid),
    *((name, "as an administrator", of_a_firm("broker", what)) for name, what in FIRMS.items()),
    *((name, "as an agent", of_a_firm("agent", what)) for name, what in FIRMS.items()),
]
"""Each mutation that would stop somebody else before it looks at what they send, and who it does not stop."""


async def nothing_counted(hub: HubClient) -> None:
    async with as_owner(hub.database.addresses) as owner:
        await owner.execute(text("DELETE FROM attempts"))
