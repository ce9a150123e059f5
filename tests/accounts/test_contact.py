"""Whom members write to is what the setting says: in sentences and letters of a hub in a process of its own."""

import base64
from pathlib import Path
from typing import Any

from runtime.mail import outbox_of
from runtime.setting_values import CONTACT
from runtime.settings import load_settings
from tests.accounts.opening import ACTIVATE, BORN, FORGOTTEN, NIRS, issued, on_file
from tests.hub_client import DATA_KEY, HubClient
from tests.mail.server import text_of
from tests.runtime.serving import Served, served, until

OURS = "adherents@mutuelle.example"
SETTINGS = {"HUB_CONTACT_EMAIL": OURS, "HUB_DATA_KEY": base64.b64encode(DATA_KEY).decode()}


async def answer(it: Served, query: str, **variables: str) -> Any:
    response = await it.http.post("/graphql", json={"query": query, "variables": variables})
    (payload,) = response.json()["data"].values()
    return payload


async def test_whom_to_write_to_is_what_the_setting_says(hub: HubClient, tmp_path: Path) -> None:
    shown = {}
    for persona in ("no-email", "newcomer"):
        await on_file(hub, persona)
        id_ = await issued(hub, persona)
        shown[persona] = {"id": id_, "nir": NIRS[persona][-8:], "born": BORN[persona]}
    of_the_hub = load_settings(env_file=None, data_dir=tmp_path)

    async def has_come() -> bool:
        return bool(outbox_of(of_the_hub))

    async with served(hub.database.addresses, tmp_path, **SETTINGS) as it:
        forgotten = await answer(it, FORGOTTEN, login="100005")
        (error,) = (await answer(it, ACTIVATE, **shown["no-email"]))["errors"]
        assert (await answer(it, ACTIVATE, **shown["newcomer"]))["errors"] == []
        await until(has_come)
    assert error["code"] == "EMAIL_MISSING"
    (mail,) = outbox_of(of_the_hub)
    for said in (forgotten["message"], error["message"], text_of(mail)):
        assert OURS in said
        assert CONTACT not in said
