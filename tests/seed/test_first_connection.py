"""Every generated member can open their space: the account waits, and what they type is theirs."""

import base64
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from actions.personas.waiting import waiting_of
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.postgres import EmbeddedPostgres
from runtime.settings import Settings
from tests.accounts.asking import asked, codes
from tests.accounts.opening import ACTIVATE
from tests.hub_client import DATA_KEY, VAULT, HubClient
from tests.seed.conftest import cloned, fill
from tests.seed.connections import Connection

MEMBERS = 40
LOGINS = """SELECT login, role FROM accounts JOIN capacities USING (account_id)
    WHERE role IN ('MEMBER', 'BENEFICIARY') AND label ~ '[0-9]{8}$' ORDER BY login"""


@pytest.fixture(scope="module")
async def generated(
    server: EmbeddedPostgres, superuser: Connection, offered: str
) -> AsyncIterator[Addresses]:
    """Households whose secrets the hub of the tests opens."""
    key = base64.b64encode(DATA_KEY).decode()
    async with cloned(server, superuser, offered, "waiting") as addresses:
        await fill(addresses, Settings(data_key=key), members=MEMBERS)
        yield addresses


async def test_whoever_has_a_login_waits_and_is_opened_by_what_they_type(generated: Addresses) -> None:
    async with as_owner(generated) as owner:
        logins = [tuple(row) for row in await owner.execute(text(LOGINS))]
    assert sum(role == "MEMBER" for _, role in logins) == MEMBERS
    assert any(role == "BENEFICIARY" for _, role in logins)
    database = Database(generated)
    hub = HubClient(database)
    for login, _ in logins:
        async with as_owner(generated) as owner:
            waiting = await waiting_of(owner, VAULT, login)
        assert waiting is not None
        assert waiting.last_8 is not None, login
        typed = {"id": waiting.activation_id, "nir": waiting.last_8, "born": waiting.birth_date.isoformat()}
        payload = await asked(hub, ACTIVATE, **typed)
        assert codes(payload) in ([], ["EMAIL_MISSING"]), login
        assert (payload["sentTo"] is None) == (codes(payload) == ["EMAIL_MISSING"])
    await database.close()


async def test_what_somebody_else_types_opens_nothing(generated: Addresses) -> None:
    async with as_owner(generated) as owner:
        logins = [row.login for row in await owner.execute(text(LOGINS))]
        one, other = [await waiting_of(owner, VAULT, login) for login in logins[:2]]
    assert one is not None and other is not None  # noqa: PT018  # for the type checker, of both at once
    database = Database(generated)
    typed = {"id": one.activation_id, "nir": other.last_8, "born": other.birth_date.isoformat()}
    assert codes(await asked(HubClient(database), ACTIVATE, **typed)) == ["UNAUTHENTICATED"]
    await database.close()
