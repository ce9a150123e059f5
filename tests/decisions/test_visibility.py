"""Decision 2: who sees what is said once, and row-level security stands behind it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Row, Select, insert, select, text, update
from sqlalchemy.exc import ProgrammingError

from actions.households.household_open import household_open
from actions.transaction import transaction
from loaders import visibility
from loaders.members import MEMBERS
from models.accounts import AccountRow
from models.brokers import BrokerRow, MemberBrokerRow
from models.contracts import ContractRow, CoverageRow
from models.members import MemberRow
from models.people import PersonRow
from runtime.actor import Actor, Role
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.tokens import Identity
from tests.capacities import acting_as
from tests.households import a_household
from tests.hub_client import HubClient

SCOPES = (visibility.members, visibility.contracts, visibility.coverages, visibility.sharings)
CATALOGUE = {
    "acts", "act_tariffs", "aids", "allowances", "articles", "brokers", "faq_entries", "guarantees", "hospitals",
    "insurers", "mandatory_schemes", "partners", "partner_products", "plans", "premium_tariffs",
    "product_documents", "products", "services", "tutorials",
}  # fmt: skip
"""The same for everybody: nothing in them is about anybody."""

HOUSEHOLD = "{ me { firstName contracts { number } beneficiaries { firstName } } }"
PORTFOLIO = "{ members { edges { node { number contracts { number } beneficiaries { firstName } } } } }"


async def second_broker(database: Database) -> Identity:
    """A broker with nothing in their portfolio."""
    async with as_owner(database.addresses) as owner:
        key = await owner.scalar(
            insert(BrokerRow).values(name="Cabinet Lafayette").returning(BrokerRow.broker_id)
        )
    return await acting_as(database, Actor(Role.BROKER, 0, 0, "Courtier", broker_id=key))


async def test_a_member_sees_the_own_household_and_no_other(hub: HubClient) -> None:
    mine = (await hub.ask(HOUSEHOLD, as_="member")).data["me"]
    other = (await hub.ask(HOUSEHOLD, as_="other-member")).data["me"]
    assert mine["firstName"] == "Camille"
    assert {each["firstName"] for each in mine["beneficiaries"]} == {"Camille", "Dominique", "Léa", "Noé"}
    assert {each["firstName"] for each in other["beneficiaries"]} == {"Karim", "Inès"}


async def test_an_adult_beneficiary_sees_the_contract_that_covers_them_and_themselves(hub: HubClient) -> None:
    seen = (await hub.ask(HOUSEHOLD, as_="spouse")).data["me"]
    assert [each["number"] for each in seen["contracts"]] == ["S-200001"]
    assert [each["firstName"] for each in seen["beneficiaries"]] == ["Dominique"]


async def test_what_is_not_yours_is_null_like_what_does_not_exist(hub: HubClient) -> None:
    ids = (await hub.ask("{ me { id contracts { id } beneficiaries { id } } }", as_="member")).data["me"]
    for id_ in (ids["id"], ids["contracts"][0]["id"], ids["beneficiaries"][0]["id"]):
        foreign = await hub.ask("query($id: ID!) { node(id: $id) { id } }", as_="other-member", id=id_)
        unknown = await hub.ask(
            "query($id: ID!) { node(id: $id) { id } }", as_="other-member", id=id_[:-4] + "ffff"
        )
        signed_out = await hub.ask("query($id: ID!) { node(id: $id) { id } }", id=id_)
        assert (
            foreign.response.text
            == unknown.response.text
            == signed_out.response.text
            == '{"data":{"node":null}}'
        )


async def test_each_broker_of_a_household_sees_the_own_contracts_only(
    hub: HubClient, database: Database, agent: Actor, broker: Actor
) -> None:
    other = await second_broker(database)
    first_key, other_key = broker.broker_id, other.capacities[0].broker_id
    async with transaction(database, agent, date(2026, 1, 1)) as tx:
        await household_open(tx, a_household("100777", health_at=first_key, protection_at=other_key))
    theirs = (await hub.ask(PORTFOLIO, as_=other)).data["members"]["edges"]
    assert [each["node"]["number"] for each in theirs] == ["100777"]
    assert [each["number"] for each in theirs[0]["node"]["contracts"]] == ["P-100777"]
    assert [each["firstName"] for each in theirs[0]["node"]["beneficiaries"]] == ["Alix"]
    ours = (await hub.ask(PORTFOLIO, as_="broker")).data["members"]["edges"]
    node = next(each["node"] for each in ours if each["node"]["number"] == "100777")
    assert [each["number"] for each in node["contracts"]] == ["S-100777"]
    assert [each["firstName"] for each in node["beneficiaries"]] == ["Alix", "Robin"]


async def test_a_broker_who_no_longer_follows_a_household_sees_nothing_of_it(
    hub: HubClient, database: Database
) -> None:
    ids = (await hub.ask("{ me { id contracts { id } beneficiaries { id } } }", as_="member")).data["me"]
    async with as_owner(database.addresses) as owner:
        await owner.execute(
            update(MemberBrokerRow).values(valid_from=date(2020, 1, 1), valid_to=date(2025, 1, 1))
        )
    assert (await hub.ask(PORTFOLIO, as_="broker")).data == {"members": {"edges": []}}
    for id_ in (ids["id"], ids["contracts"][0]["id"], ids["beneficiaries"][0]["id"]):
        found = await hub.ask("query($id: ID!) { node(id: $id) { id } }", as_="broker", id=id_)
        assert found.data == {"node": None}


async def test_a_restricted_column_is_null_for_who_does_not_see_the_row_in_full(hub: HubClient) -> None:
    assert (await hub.ask("{ me { email } }", as_="member")).data["me"][
        "email"
    ] == "camille.martin@example.org"
    assert (await hub.ask("{ me { email } }", as_="spouse")).data["me"] == {"email": None}


async def test_sharing_is_between_the_adult_and_the_holder(hub: HubClient) -> None:
    query = "query($id: ID!) { node(id: $id) { ... on Beneficiary { firstName sharing { given since } } } }"
    people = (await hub.ask("{ me { beneficiaries { id firstName } } }", as_="member")).data["me"][
        "beneficiaries"
    ]
    ids = {each["firstName"]: each["id"] for each in people}
    seen = {
        name: (await hub.ask(query, as_="member", id=id_)).data["node"]["sharing"]
        for name, id_ in ids.items()
    }
    unshared = {"given": False, "since": None}
    assert seen == {"Camille": None, "Dominique": unshared, "Léa": unshared, "Noé": None}
    for stranger in ("broker", "agent"):
        assert (await hub.ask(query, as_=stranger, id=ids["Dominique"])).data["node"]["sharing"] is None


async def test_the_header_names_the_capacity_and_a_foreign_one_is_refused(hub: HubClient) -> None:
    both = Identity(
        7,
        "Camille Martin",
        ((await hub.identity("member")).capacities[0], (await hub.identity("other-member")).capacities[0]),
    )
    second = str(both.capacities[1].capacity_id)
    usual = await hub.ask("{ me { number } viewer { capacities { id } } }", as_=both)
    assert usual.data["me"]["number"] == "100001"
    assert len(usual.data["viewer"]["capacities"]) == 2
    assert (await hub.ask("{ me { number } }", as_=both, capacity=second)).data["me"]["number"] == "100002"
    refused = await hub.ask("{ me { number } }", as_="member", capacity=second)
    assert (refused.response.status_code, refused.codes) == (403, ["FORBIDDEN"])


@pytest.mark.parametrize("role", [Role.REPORTING, Role.SERVICE])
async def test_a_role_that_nothing_is_said_of_sees_no_household(
    hub: HubClient, role: Role, member: Actor
) -> None:
    assert [scope(role) for scope in SCOPES] == [None] * len(SCOPES)
    actor = Actor(role, account_id=5, capacity_id=5, label="…", member_id=member.member_id)
    answer = await hub.ask("{ me { id } viewer { member { id } } }", as_=Identity(5, "…", (actor,)))
    assert answer.data == {"me": None, "viewer": {"member": None}}
    assert (await hub.ask("{ members { totalCount } }", as_=Identity(5, "…", (actor,)))).codes == [
        "FORBIDDEN"
    ]
    changed = await hub.ask(
        "mutation { sharingSet(input: {given: true}) { errors { code } } }", as_=Identity(5, "…", (actor,))
    )
    assert changed.data == {"sharingSet": {"errors": [{"code": "FORBIDDEN"}]}}


async def test_a_guardian_sees_what_the_one_for_whom_they_act_sees(
    hub: HubClient, database: Database
) -> None:
    query = "{ viewer { displayName capacity { role } } me { number firstName contracts { number } } }"
    assert (await hub.ask(query, as_="guardian")).data == {
        "viewer": {"displayName": "Paul Blanc", "capacity": {"role": "GUARDIAN"}},
        "me": {"number": "100008", "firstName": "Suzanne", "contracts": [{"number": "S-200008"}]},
    }
    spouse = (await hub.identity("spouse")).capacities[0]
    guardian = replace(spouse, role=Role.GUARDIAN, label="Mandataire")
    people = "{ me { beneficiaries { firstName } } }"
    answer = await hub.ask(people, as_=await acting_as(database, guardian))
    assert answer.data == {"me": {"beneficiaries": [{"firstName": "Dominique"}]}}


async def counted(database: Database, actor: Actor, query: Select[tuple[int]]) -> int:
    """How many rows Postgres itself lets through, without any predicate of ours."""
    async with database.reading(actor) as connection:
        return len((await connection.execute(query)).all())


@pytest.mark.parametrize("table", [MemberRow, PersonRow, ContractRow, CoverageRow])
async def test_the_second_lock_holds_where_a_predicate_is_forgotten(
    database: Database, member: Actor, broker: Actor, agent: Actor, table: type
) -> None:
    everything = select(table.member_id)
    assert {row.member_id for row in await rows(database, member, everything)} == {member.member_id}
    nobody = Actor(Role.MEMBER, 1, 1, "", member_id=None)
    assert await counted(database, nobody, everything) == 0
    stranger = Actor(Role.BROKER, 1, 1, "", broker_id=broker.broker_id + 1000)
    assert await counted(database, stranger, everything) == 0
    portfolio = {row.member_id for row in await rows(database, broker, everything)}
    all_of_them = {row.member_id for row in await rows(database, agent, everything)}
    assert member.member_id in portfolio
    assert portfolio <= all_of_them


async def rows(database: Database, actor: Actor, query: Select[Any]) -> Sequence[Row[Any]]:
    async with database.reading(actor) as connection:
        return (await connection.execute(query)).all()


async def test_accounts_are_no_actors_business(
    database: Database, member: Actor, broker: Actor, agent: Actor
) -> None:
    for actor in (member, broker, agent):
        with pytest.raises(ProgrammingError, match="permission denied"):
            await rows(database, actor, select(AccountRow.login))


async def test_actors_roles_are_neither_owners_nor_above_the_policies(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        above = await owner.scalars(
            text("SELECT rolname FROM pg_roles WHERE rolname LIKE 'hub\\_%' AND (rolsuper OR rolbypassrls)")
        )
        owners = await owner.scalars(
            text("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'")
        )
        assert (above.all(), owners.all()) == ([], ["hub_owner"])


async def test_every_table_with_people_in_it_has_policies(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        bare = await owner.scalars(
            text("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
                 " AND NOT relrowsecurity ORDER BY 1")
        )  # fmt: skip
        assert set(bare) == CATALOGUE | {"alembic_version"}


async def test_the_actor_is_gone_from_the_connection_after_success_and_after_an_error(
    database: Database, member: Actor
) -> None:
    small = Database(database.addresses, pool_size=1)
    with pytest.raises(ProgrammingError):
        async with small.reading(member) as connection:
            await connection.execute(text("SELECT * FROM accounts"))
    async with small.reading(member):
        pass
    async with small._engine("hub_member").connect() as connection:
        assert await connection.scalar(text("SELECT current_setting('hub.member_id', true)")) in ("", None)
        assert (await connection.execute(select(MEMBERS.table))).all() == []
    await small.close()
