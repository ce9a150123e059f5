"""Edges and orders that no index serves are named when the hub starts."""

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from loaders.brokers import BROKERS
from loaders.contracts import CONTRACTS
from loaders.members import MEMBERS
from models.brokers import BrokerRow
from models.contracts import ContractRow
from models.members import MemberRow
from planner.catalog import Declaration
from planner.declarations import Order, Page, ToMany, ToOne
from planner.index_lint import unindexed
from runtime.database import Database
from runtime.indexes import Index, indexes_of
from runtime.migrations import as_owner
from schema.build import declarations_of
from serving import look_at_the_schema
from tests.both_ways import SCHEMA
from tests.hub_client import HubClient
from tests.runtime.serving import served

TODAY = declarations_of(SCHEMA)
BY_NAME = "Query.members: no index has the order NAME, for BROKER, AGENT"
BY_BROKER = ((ContractRow.broker_id, BrokerRow.broker_id),)
OF_MEMBERS = partial(Declaration, "Member.planted", rows=MEMBERS, required=True, roles=None)


async def changed(database: Database, *changes: str) -> list[Index]:
    async with as_owner(database.addresses) as owner:
        for each in changes:
            await owner.execute(text(each))
        return await indexes_of(owner)


async def complaints(database: Database, *changes: str) -> list[str]:
    return list(unindexed(TODAY, await changed(database, *changes)))


def anew(declarations: Sequence[Declaration]) -> list[Declaration]:
    """The same, without any reason why no index is needed."""
    found = []
    for each in declarations:
        source = each.source
        if isinstance(source, Page):
            source = replace(source, orders=tuple(replace(order, unindexed=None) for order in source.orders))
        elif isinstance(source, ToOne):
            source = replace(source, unindexed=None)
        found.append(replace(each, source=source))
    return found


async def test_there_is_an_index_for_every_edge_and_every_order(database: Database) -> None:
    assert await complaints(database) == []


async def test_a_reason_for_none_is_given_only_where_there_is_none(database: Database) -> None:
    said = {
        f"{each.name} {order.name}"
        for each in TODAY
        if isinstance(each.source, Page)
        for order in each.source.orders
        if order.unindexed
    }
    said |= {each.name for each in TODAY if isinstance(each.source, ToOne) and each.source.unindexed}
    named = set()
    for complaint in unindexed(anew(TODAY), await changed(database)):
        where, _, what = complaint.partition(": ")
        named.add(f"{where} {what.split()[5].rstrip(',')}" if "has the order" in what else where)
    assert said == named


@pytest.mark.parametrize(
    "instead",
    [
        "",
        "CREATE INDEX ON members (sort_name DESC, member_id)",
        "CREATE INDEX ON members (sort_name) INCLUDE (member_id)",
        "CREATE INDEX ON members (sort_name, member_id) WHERE number <> ''",
        "CREATE INDEX ON members (lower(sort_name), member_id)",
        "CREATE INDEX ON members (sort_name NULLS FIRST, member_id NULLS FIRST)",
        "CREATE INDEX ON members (number, sort_name, member_id)",
    ],
)
async def test_an_order_whose_index_is_gone_is_named_whatever_else_there_is(
    database: Database, instead: str
) -> None:
    changes = ["DROP INDEX members_sort_name_member_id_ix", *([instead] if instead else [])]
    assert await complaints(database, *changes) == [BY_NAME]


async def test_an_index_read_backwards_does_too(database: Database) -> None:
    drop = "DROP INDEX members_sort_name_member_id_ix"
    assert not await complaints(
        database, drop, "CREATE INDEX ON members (sort_name DESC, member_id DESC, number)"
    )


async def test_what_is_the_same_in_all_that_a_reader_sees_may_come_first(database: Database) -> None:
    """A broker's démarches are found by their broker, in order; an agent's are of all brokers."""
    days = "DROP INDEX procedures_submitted_at_member_id_procedure_id_ix"
    orders = ("SUBMITTED_AT_DESC", "SUBMITTED_AT_ASC")
    assert await complaints(database, days) == [
        f"Query.procedures: no index has the order {each}, for AGENT" for each in orders
    ]


async def test_planted_edges_and_orders_are_named_and_those_with_an_index_are_not(
    owner_indexes: list[Index],
) -> None:
    by_day = ((MemberRow.member_id, ContractRow.payment_day),)
    by_both = ((MemberRow.number, ContractRow.number), (MemberRow.member_id, ContractRow.member_id))
    by_key = ((MemberRow.member_id, ContractRow.member_id),)
    for on, columns in ((by_day, "payment_day"), (by_both, "number, contracts.member_id")):
        planted = OF_MEMBERS(source=ToMany(CONTRACTS, on, (ContractRow.contract_id,)))
        (complaint,) = unindexed([planted], owner_indexes)
        assert complaint.startswith(f"Member.planted: no index begins with contracts.{columns}, for MEMBER")
    assert not list(
        unindexed([OF_MEMBERS(source=ToMany(CONTRACTS, by_key, (ContractRow.number,)))], owner_indexes)
    )
    for column, named in ((ContractRow.end_date, True), (ContractRow.contract_id, False)):
        page = Page("planted", CONTRACTS, (Order("PLANTED", (column,)),), on=by_key)
        assert any(unindexed([OF_MEMBERS(source=page)], owner_indexes)) is named


async def test_the_start_warns_of_each_in_a_line(
    hub: HubClient, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "hub.schema"):
        await look_at_the_schema(hub.app, database.addresses)
        assert caplog.messages == []
        await changed(database, "DROP INDEX members_sort_name_member_id_ix")
        await look_at_the_schema(hub.app, database.addresses)
    assert caplog.messages == [BY_NAME]


async def test_the_start_warns_of_what_must_not_be_null_and_can_be_hidden(
    hub: HubClient, database: Database, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = Declaration(
        "Contract.planted", ToOne(BROKERS, BY_BROKER), rows=CONTRACTS, required=True, roles=None
    )
    monkeypatch.setattr(hub.app.state, "declarations", [*TODAY, planted])
    with caplog.at_level(logging.WARNING, "hub.schema"):
        await look_at_the_schema(hub.app, database.addresses)
    may_see = "MEMBER, BENEFICIARY may see where it begins and not its end"
    assert caplog.messages == [f"Contract.planted must not be null, and {may_see}"]


async def test_a_hub_that_is_served_says_so_in_its_log(database: Database, tmp_path: Path) -> None:
    """Of the schema and the indexes as they are, nothing: what is there is of the index that is gone."""
    await changed(database, "DROP INDEX members_sort_name_member_id_ix")
    async with served(database.addresses, tmp_path) as it:
        said = [json.loads(line) for line in it.log.read_text(encoding="utf-8").splitlines()]
    assert [(each["level"], each["message"]) for each in said if each["logger"] == "hub.schema"] == [
        ("warning", BY_NAME)
    ]


@pytest.fixture
async def owner_indexes(database: Database) -> list[Index]:
    return await changed(database)
