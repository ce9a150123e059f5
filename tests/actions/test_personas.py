"""The personas: everybody whom examples name is there, with a password that opens nothing but the demo."""

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from actions.personas import NOT_ACTIVATED, PERSONAS, open_personas, password_of
from actions.personas.cast import PASSWORD_HASHES
from models.accounts import AccountRow
from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import HubClient


@pytest.mark.parametrize("persona", PERSONAS)
async def test_each_has_an_account_and_a_capacity(hub: HubClient, persona: str) -> None:
    answer = await hub.ask("{ viewer { displayName capacity { role label } } me { number } }", as_=persona)
    assert answer.errors == []
    assert answer.data["viewer"]["displayName"]
    of_a_household = PERSONAS[persona].startswith("1") or persona in ("spouse", "adult-child", "guardian")
    assert (answer.data["me"] is not None) == of_a_household


@pytest.mark.parametrize("persona", sorted(set(PERSONAS) - NOT_ACTIVATED))
def test_each_has_the_password_that_the_docs_give(persona: str) -> None:
    """In the databases of tests it is hashed anew, at little cost, from this."""
    assert PasswordHasher().verify(PASSWORD_HASHES[persona], password_of(persona))


@pytest.mark.parametrize("persona", sorted(NOT_ACTIVATED))
async def test_who_has_not_activated_their_account_has_no_password(database: Database, persona: str) -> None:
    assert await hash_of(database, persona) is None


async def test_they_differ_in_what_makes_each_of_them_an_example(hub: HubClient) -> None:
    query = "{ me { email contracts { lineOfBusiness status endDate } } }"
    me = {each: (await hub.ask(query, as_=each)).data["me"] for each in PERSONAS}
    assert me["no-email"]["email"] is None
    assert [each["lineOfBusiness"] for each in me["protection"]["contracts"]] == ["PROTECTION"]
    assert [each["status"] for each in me["terminated"]["contracts"]] == ["TERMINATED"]
    assert {each["status"] for each in me["unpaid"]["contracts"]} == {"SUSPENDED", "ACTIVE"}


async def test_each_broker_sees_the_contract_it_placed_of_a_household_that_both_follow(
    hub: HubClient,
) -> None:
    query = '{ members(search: "girard") { edges { node { contracts { number } } } } }'
    for persona, number in (("broker", "P-300007"), ("other-broker", "S-200007")):
        (edge,) = (await hub.ask(query, as_=persona)).data["members"]["edges"]
        assert edge["node"]["contracts"] == [{"number": number}]


async def test_what_is_missing_is_brought_in_and_what_is_there_stays(
    hub: HubClient, database: Database
) -> None:
    assert not await open_personas(database)
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql(
            "DELETE FROM capacities WHERE account_id IN (SELECT account_id FROM accounts WHERE login LIKE 'tutelle%')"
        )
        await owner.exec_driver_sql("DELETE FROM accounts WHERE login LIKE 'tutelle%'")
    assert await open_personas(database)
    assert (await hub.ask("{ me { number } }", as_="guardian")).data == {"me": {"number": "100008"}}
    count = "{ members { totalCount } }"
    assert (await hub.ask(count, as_="agent")).data == {"members": {"totalCount": 8}}


async def test_a_run_that_was_interrupted_before_the_accounts_is_gone_on_with(
    hub: HubClient, database: Database
) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql(
            "DELETE FROM capacities WHERE account_id IN (SELECT account_id FROM accounts WHERE login = '100006')"
        )
        await owner.exec_driver_sql("DELETE FROM accounts WHERE login = '100006'")
        await owner.exec_driver_sql(
            "UPDATE contracts SET status = 'ACTIVE', end_date = NULL WHERE number = 'S-200006'"
        )
    assert await open_personas(database)
    answer = await hub.ask("{ me { contracts { status endDate } } }", as_="terminated")
    assert answer.data["me"]["contracts"] == [{"status": "TERMINATED", "endDate": "2026-01-01"}]


async def hash_of(database: Database, persona: str) -> str | None:
    async with as_owner(database.addresses) as owner:
        query = select(AccountRow.password_hash).where(AccountRow.login == PERSONAS[persona])
        return (await owner.execute(query)).scalar_one()
