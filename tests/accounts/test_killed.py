"""A process that is killed takes neither sessions nor what was counted with it."""

import signal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from runtime.migrations import as_owner
from tests.accounts.asking import REFRESH, SIGN_IN, codes
from tests.hub_client import HubClient
from tests.runtime.serving import Served, served

MEMBER = {"login": "100001", "password": "hub-demo-member-2026"}


async def answer(it: Served, query: str, **variables: str) -> Any:
    response = await it.http.post("/graphql", json={"query": query, "variables": variables})
    (payload,) = response.json()["data"].values()
    return payload


@pytest.mark.slow
async def test_sessions_and_limits_are_intact_after_sigkill(hub: HubClient, tmp_path: Path) -> None:
    async with served(hub.database.addresses, tmp_path) as it:
        session = await answer(it, SIGN_IN, **MEMBER)
        for _ in range(4):
            assert codes(await answer(it, SIGN_IN, login="100002", password="wrong")) == ["UNAUTHENTICATED"]
        async with as_owner(hub.database.addresses) as owner:  # a pause that the next process is there for
            await owner.execute(
                text("UPDATE attempts SET failures = 9, blocked_until = NULL WHERE failures = 4")
            )
        await answer(it, SIGN_IN, login="100002", password="wrong")
        it.process.send_signal(signal.SIGKILL)
        await it.ended()
    async with served(hub.database.addresses, tmp_path) as it:
        again = await answer(it, SIGN_IN, login="100002", password="wrong")
        gone_on = await answer(it, REFRESH, refresh=session["refreshToken"])
    assert codes(again) == ["RATE_LIMITED"]
    assert gone_on["errors"] == []
