"""How the tests ask about one's own account, and what is found in the messages that it sends."""

import re
from typing import Any

from actions.letters.letter_send import Desk
from actions.letters.tasks import tasks_of
from actions.personas import password_of
from runtime.worker import work_off
from tests.accounts.asking import asked, fresh
from tests.hub_client import HubClient
from tests.mail.sms_server import SmsServer

FIELDS = "email waitingEmail phone waitingPhone language paperless notifyByEmail recoveryCodesLeft"
PROFILE = f"{{ viewer {{ profile {{ {FIELDS} }} }} }}"
UPDATE = f"mutation($new: ProfileUpdateInput!) {{ profileUpdate(input: $new) {{ profile {{ {FIELDS} }} errors {{ code message field retryAt }} }} }}"
CONFIRM_EMAIL = (
    "mutation($link: String!) { emailConfirm(token: $link) { done errors { code field message } } }"
)
CONFIRM_PHONE = (
    "mutation($code: String!) { phoneConfirm(code: $code) { done message errors { code field retryAt } } }"
)
OF_MEMBER = "{ me { email phone } }"
OLD, NEW = "+33612345678", "+33798765432"
LINK = re.compile(r"https://space\.example/adresse-e-mail#jeton=(\S+)")
CODE = re.compile(r"\b[0-9]{6}\b")


async def updated(hub: HubClient, token: str | None = None, **new: Any) -> Any:
    """The payload of `profileUpdate`, by `member` unless a token is given."""
    return await asked(hub, UPDATE, token or await fresh(hub), new=new)


async def profile(hub: HubClient, persona: str = "member") -> Any:
    return (await hub.ask(PROFILE, as_=persona)).data["viewer"]["profile"]


async def code_of(hub: HubClient, desk: Desk, sms_server: SmsServer) -> tuple[str, str]:
    """To whom the last message of those sent since went, and the code in it."""
    before = len(sms_server.taken)
    await work_off(hub.database.addresses, tasks_of(desk))
    to, text = sms_server.texts[before:][-1]
    (code,) = CODE.findall(text)
    return to, code


def with_password(persona: str = "member", **new: Any) -> dict[str, Any]:
    return {**new, "password": password_of(persona)}
