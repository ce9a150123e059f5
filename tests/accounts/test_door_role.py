"""The database roles that speak for accounts see the one that was stated, and no row of any other."""

from contextlib import nullcontext

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from runtime.actor import AccountSpeaker
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.roles import DOOR, WORKER
from tests.accounts.asking import ENROLL, asked, fresh
from tests.hub_client import HubClient

TABLES = ("accounts", "capacities", "sessions", "refresh_tokens", "second_factors", "recovery_codes")


async def furnished(hub: HubClient) -> int:
    """Two accounts with a row in each of the tables; the key of one."""
    for persona in ("member", "other-member"):
        await asked(hub, ENROLL, await fresh(hub, persona))
    return (await hub.identity("member")).account_id


async def seen(database: Database, table: str, role: str, name: str, value: str) -> set[int]:
    async with database.reading(AccountSpeaker(role, (name, value))) as connection:
        return set((await connection.scalars(text(f"SELECT account_id FROM {table}"))).all())


@pytest.mark.parametrize("table", TABLES)
async def test_the_door_sees_the_account_that_was_stated(hub: HubClient, table: str) -> None:
    mine = await furnished(hub)
    assert await seen(hub.database, table, DOOR, "hub.account_id", str(mine)) == {mine}
    for value in ("", "0"):
        assert await seen(hub.database, table, DOOR, "hub.account_id", value) == set()


async def test_a_login_names_the_accounts_that_have_it_and_their_rows_of_one_table(hub: HubClient) -> None:
    mine = await furnished(hub)
    for login in ("100001", "camille.martin@example.org"):
        assert await seen(hub.database, "accounts", DOOR, "hub.login", login) == {mine}
        for table in TABLES[1:]:
            assert await seen(hub.database, table, DOOR, "hub.login", login) == set()


async def test_the_worker_sees_one_account_and_no_password(database: Database, hub: HubClient) -> None:
    mine = (await hub.identity("member")).account_id
    assert await seen(database, "accounts", WORKER, "hub.account_id", str(mine)) == {mine}
    assert await seen(database, "accounts", WORKER, "hub.account_id", "") == set()
    with pytest.raises(DBAPIError, match="permission denied"):
        async with database.reading(AccountSpeaker(WORKER, ("hub.account_id", str(mine)))) as connection:
            await connection.execute(text("SELECT password_hash FROM accounts"))


@pytest.mark.parametrize("table", ["sessions", "second_factors"])
async def test_the_door_writes_nothing_about_another_account(hub: HubClient, table: str) -> None:
    mine = await furnished(hub)
    other = (await hub.identity("other-member")).account_id
    columns = {"sessions": "revoked_at = now()", "second_factors": "confirmed_at = now()"}[table]
    async with hub.database.writing(AccountSpeaker(DOOR, ("hub.account_id", str(mine)))) as connection:
        done = await connection.execute(text(f"UPDATE {table} SET {columns} WHERE account_id = {other}"))
        assert done.rowcount == 0


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        ("AGENT", "NULL, NULL, NULL"),
        ("MEMBER", "1, 1, NULL"),
        ("BENEFICIARY", "1, 1, NULL"),
        ("GUARDIAN", "1, 1, NULL"),
    ],
)
async def test_the_door_makes_nobody_an_agent_or_somebody_insured(
    hub: HubClient, role: str, keys: str
) -> None:
    mine = (await hub.identity("other-member")).account_id
    insert = "INSERT INTO capacities (account_id, role, label, member_id, person_id, broker_id) VALUES"
    async with hub.database.writing(AccountSpeaker(DOOR, ("hub.account_id", str(mine)))) as connection:
        await connection.execute(text(f"{insert} ({mine}, 'REPORTING', 'x', NULL, NULL, NULL)"))
    with pytest.raises(DBAPIError, match="row-level security"):
        async with hub.database.writing(AccountSpeaker(DOOR, ("hub.account_id", str(mine)))) as connection:
            await connection.execute(text(f"{insert} ({mine}, '{role}', 'x', {keys})"))


@pytest.mark.parametrize(
    ("stated", "role", "lets"),
    [
        ({"hub.agent_id": "1", "hub.member_ids": "1"}, "GUARDIAN", True),
        ({"hub.agent_id": "1", "hub.member_ids": "1"}, "BENEFICIARY", True),
        ({"hub.agent_id": "1", "hub.member_ids": "1"}, "MEMBER", False),
        ({"hub.agent_id": "1", "hub.member_ids": "3"}, "GUARDIAN", False),
        ({"hub.agent_id": "", "hub.member_ids": "1"}, "GUARDIAN", False),
    ],
)
async def test_for_an_agent_the_door_lets_somebody_act_in_the_household_that_was_stated(
    hub: HubClient, stated: dict[str, str], role: str, lets: bool
) -> None:
    mine = (await hub.identity("other-member")).account_id
    insert = "INSERT INTO capacities (account_id, role, label, member_id, person_id) VALUES"
    others = text("SELECT count(*) FROM capacities WHERE account_id <> :mine")
    refusal = nullcontext() if lets else pytest.raises(DBAPIError, match="row-level security")
    with refusal:
        async with hub.database.writing(AccountSpeaker(DOOR, ("hub.account_id", str(mine)))) as connection:
            assert await connection.scalar(others, {"mine": mine}) == 0
            for name, value in stated.items():
                await connection.execute(
                    text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value}
                )
            both = all(stated.values())
            assert (await connection.scalar(others, {"mine": mine}) > 0) == both
            await connection.execute(text(f"{insert} ({mine}, '{role}', 'x', 1, 1)"))


async def test_the_door_reads_nobodys_name_and_of_the_households_that_were_stated_who_holds_them(
    hub: HubClient,
) -> None:
    async with as_owner(hub.database.addresses) as owner:
        people = await owner.scalar(text("SELECT count(*) FROM people WHERE member_id = 1"))
    query = text("SELECT count(*) FROM people WHERE is_holder IS NOT NULL")
    for value, count in (("", 0), ("1", people)):
        async with hub.database.reading(AccountSpeaker(DOOR, ("hub.member_ids", value))) as connection:
            assert await connection.scalar(query) == count
    with pytest.raises(DBAPIError, match="permission denied"):
        async with hub.database.reading(AccountSpeaker(DOOR, ("hub.member_ids", "1"))) as connection:
            await connection.execute(text("SELECT first_name FROM people"))
