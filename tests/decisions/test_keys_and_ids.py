"""Decision 1: the household's key comes first in every key, and an id carries the whole key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table, UniqueConstraint, select

from loaders.beneficiaries import BENEFICIARIES
from loaders.contracts import CONTRACTS
from loaders.members import MEMBERS
from models import Base
from planner import global_id
from runtime.actor import Actor
from runtime.database import Database
from tests.hub_client import HubClient

MEMBER_OWNED = [table for table in Base.metadata.sorted_tables if "member_id" in table.primary_key.columns]
LOOK_UPS = {
    "member_numbers", "contract_numbers", "nir_tokens", "procedure_references", "agreement_tokens",
    "mandate_references", "statement_numbers",
}  # fmt: skip
KEYS = st.lists(st.integers(min_value=0, max_value=2**63 - 1), min_size=1, max_size=4)


def test_most_tables_belong_to_a_household() -> None:
    names = {table.name for table in MEMBER_OWNED}
    assert {"members", "people", "contracts", "coverages", "sharings", "audit_entries"} <= names


@pytest.mark.parametrize("table", MEMBER_OWNED, ids=str)
def test_every_key_of_a_member_owned_table_begins_with_the_household(table: Table) -> None:
    first = [next(iter(table.primary_key.columns)).name]
    first += [
        constraint.columns[0].name
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    first += [index.columns[0].name for index in table.indexes if index.unique]
    assert set(first) == {"member_id"}


@pytest.mark.parametrize("table", MEMBER_OWNED, ids=str)
def test_every_reference_between_member_owned_tables_carries_the_household(table: Table) -> None:
    owned = {each.name for each in MEMBER_OWNED}
    for reference in table.foreign_key_constraints:
        if reference.referred_table.name in owned:
            assert reference.column_keys[0] == "member_id"
            assert next(iter(reference.elements)).column.name == "member_id"


def test_a_table_that_names_households_without_belonging_to_one_is_a_look_up_or_an_account() -> None:
    others = {
        table.name
        for table in Base.metadata.sorted_tables
        if "member_id" in table.columns and table not in MEMBER_OWNED
    }
    assert others == LOOK_UPS | {"capacities"}


@given(KEYS)
def test_an_id_gives_its_whole_key_back(key: list[int]) -> None:
    assert global_id.decode(global_id.encode(CONTRACTS, key)) == ("ctr", tuple(key))


@given(st.text(max_size=60))
def test_any_other_text_is_no_id(text: str) -> None:
    try:
        tag, key = global_id.decode(text)
    except global_id.BadGlobalId:
        return
    assert text == f"{tag}_" + "".join(f"{part:016x}" for part in key)


async def test_postgres_writes_the_same_ids(database: Database, agent: Actor) -> None:
    async with database.reading(agent) as connection:
        for rows in (CONTRACTS, BENEFICIARIES):
            found = (await connection.execute(select(global_id.expression(rows), *rows.key))).all()
            assert found, rows.type_name
            for text, *key in found:
                assert text == global_id.encode(rows, key)


def test_no_two_types_share_a_tag() -> None:
    tags = [rows.tag for rows in (MEMBERS, CONTRACTS, BENEFICIARIES)]
    assert len(set(tags)) == len(tags)


async def test_node_finds_again_whatever_has_an_id_with_one_look_up(hub: HubClient) -> None:
    answer = await hub.ask("{ me { id contracts { id } beneficiaries { id } } }", as_="member")
    me = answer.data["me"]
    ids = [me["id"], *(each["id"] for each in me["contracts"] + me["beneficiaries"])]
    for id_ in ids:
        found = await hub.ask("query($id: ID!) { node(id: $id) { id } }", as_="member", id=id_)
        assert found.data == {"node": {"id": id_}}
