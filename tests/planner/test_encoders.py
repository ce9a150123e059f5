"""Postgres writes a value as strawberry does, at the ends of what a column holds. What the scalar does not hold is
told apart, and the executor says what is wrong with it.
"""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLList,
    GraphQLNonNull,
    GraphQLOutputType,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_leaf_type,
    is_list_type,
)
from sqlalchemy import ARRAY, Numeric, Text, cast, func, literal, literal_column, select
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from planner.catalog import source_of
from planner.declarations import Column, Computed, Sum, plain
from planner.encoders import ENCODERS, ENUM, LISTS, encoder, not_null
from planner.leaves import READ
from planner.statement import WRONG, Statement, WrongAnswer
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.lanes import StatementRefused
from runtime.migrations import as_owner
from tests.both_ways import CATALOG, SCHEMA, typed
from tests.hub_client import HubClient
from tests.planner.boundaries import ENDS, FLOATS, RATES, Ends

DIALECT = asyncpg.dialect()  # type: ignore[no-untyped-call]  # dialects have no types
TYPES = SCHEMA._schema.type_map
TOLD_APART = object()


def fields() -> Iterator[tuple[str, GraphQLOutputType, TypeEngine[Any]]]:
    """Every field that is a column or a sum, with its types."""
    for declared in CATALOG:
        kind: Any = TYPES[declared.rows.type_name]
        for name, field in kind.fields.items():
            source = source_of(field)
            if isinstance(source, Column | Sum):
                yield f"{kind.name}.{name}", field.type, plain(source.expression).type


def cases() -> Iterator[Any]:
    for name, column in ENCODERS:
        if name != ENUM:
            ends = RATES if name == "Float" else ENDS[column]
            yield pytest.param(TYPES[name], ends, id=f"{name} of {column.__name__}")
    enums = {get_named_type(kind) for _, kind, _ in fields() if is_enum_type(get_named_type(kind))}
    for enum in sorted(enums, key=lambda each: each.name):
        yield pytest.param(enum, Ends(Text(), sorted(enum.values)), id=enum.name)
    yield pytest.param(TYPES["Float"], FLOATS, id="Float of any Numeric")
    string: Any = TYPES["String"]
    yield pytest.param(GraphQLList(GraphQLNonNull(string)), ENDS[ARRAY], id="[String!]")


CASES = list(cases())
BEYOND = [each for each in CASES if each.values[1].beyond]


async def by_postgres(database: Database, kind: GraphQLOutputType, ends: Ends, value: str) -> Any:
    """By way of the encoder, a lane and the end of a statement."""
    encode = encoder(kind, ends.type)
    assert encode is not None
    row = select(not_null(encode(literal_column("v.v", ends.type))).label("it")).select_from(
        select(cast(literal(value, Text), ends.type).label("v")).subquery("v")
    )
    text = select(func.json_agg(literal_column("o"))).select_from(row.subquery("o"))
    compiled = text.compile(dialect=DIALECT)
    statement = Statement(str(compiled), tuple(compiled.positiontup or ()), (), ("Nobody",), (), {})
    given = {**compiled.params, "wrong": WRONG}
    parameters = [given[name] for name in statement.names]
    try:
        answer = await database.lanes.fetch("hub_agent", statement.sql, parameters)
        found, marks = statement.finish(answer)
    except (WrongAnswer, StatementRefused):
        return TOLD_APART
    assert not marks, "taken for a mark"
    return json.loads(found)[0]["it"]


def completed(kind: GraphQLOutputType, value: Any) -> Any:
    """As graphql-core's executor completes a value."""
    if isinstance(kind, GraphQLNonNull):
        found = completed(kind.of_type, value)
        assert found is not None
        return found
    if isinstance(kind, GraphQLList):
        return [completed(kind.of_type, each) for each in value]
    assert is_leaf_type(kind)
    return None if value is None else kind.serialize(value)


async def from_driver(owner: AsyncConnection, ends: Ends, value: str) -> Any:
    return await owner.scalar(select(cast(literal(value, Text), ends.type)))


@pytest.fixture(scope="module")
async def owner(told: Addresses) -> AsyncIterator[AsyncConnection]:
    async with as_owner(told) as connection:
        yield connection


@pytest.mark.parametrize(("kind", "ends"), CASES)
async def test_a_value_is_written_as_strawberry_writes_it(
    told_hub: HubClient, owner: AsyncConnection, kind: GraphQLOutputType, ends: Ends
) -> None:
    for value in ends.values:
        written = await by_postgres(told_hub.database, kind, ends, value)
        expected = completed(kind, await from_driver(owner, ends, value))
        assert (value, typed(written)) == (value, typed(json.loads(json.dumps(expected))))


@pytest.mark.parametrize(("kind", "ends"), BEYOND)
async def test_what_a_scalar_does_not_hold_is_written_as_the_executor_does_or_told_apart(
    told_hub: HubClient, owner: AsyncConnection, kind: GraphQLOutputType, ends: Ends
) -> None:
    for value in ends.beyond:
        written = await by_postgres(told_hub.database, kind, ends, value)
        if written is not TOLD_APART:
            expected = completed(kind, await from_driver(owner, ends, value))
            assert (value, typed(written)) == (value, typed(json.loads(json.dumps(expected))))


@pytest.mark.parametrize("type_", list(READ), ids=lambda each: each.__name__)
async def test_what_a_leaf_is_made_of_is_read_as_the_driver_gives_it(
    owner: AsyncConnection, type_: type[TypeEngine[Any]]
) -> None:
    ends = ENDS[type_]
    for value in ends.values:
        column = cast(literal(value, Text), ends.type)
        text = cast(column, Text) if isinstance(ends.type, Numeric) else column
        payload, driven = (await owner.execute(select(cast(func.json_build_array(text), Text), column))).one()
        (read,) = json.loads(payload)
        assert (type(READ[type_](read)), READ[type_](read)) == (type(driven), driven)


def test_every_pair_of_the_schema_is_among_those_that_are_looked_at() -> None:
    """None is knowingly left to the executor."""
    for field, kind, column in fields():
        named = get_named_type(kind)
        scalar = ENUM if is_enum_type(named) else named.name
        if is_list_type(get_nullable_type(kind)):
            assert isinstance(column, ARRAY), field
            assert (scalar, type(column.item_type)) in LISTS, field
        else:
            assert (scalar, type(column)) in ENCODERS, field
    assert {column for _, column in ENCODERS} | {ARRAY, *READ} == set(ENDS)


def test_no_amount_is_rounded() -> None:
    """Postgres rounds half away from nought and Python half to even: an amount has two decimals to begin with."""
    amounts = {field: column for field, kind, column in fields() if get_named_type(kind).name == "Euros"}
    assert amounts
    assert {
        field for field, column in amounts.items() if not isinstance(column, Numeric) or column.scale != 2
    } == set()


def test_what_leaves_are_made_of_is_among_what_is_looked_at() -> None:
    needs = [need for each in CATALOG for source in each.sources.values() if isinstance(source, Computed)
             for need in source.needs.values()]  # fmt: skip
    assert {type(plain(need.expression).type) for need in needs} <= set(READ)


def test_lists_are_written_as_their_items_are() -> None:
    assert all(pair in ENCODERS for pair in LISTS)


@pytest.mark.parametrize("value", ["{a,NULL}", "0044-03-15 12:00Z BC", "0044-03-15 BC"])
async def test_a_null_in_a_full_list_and_a_day_that_python_does_not_know_are_told_apart(
    told_hub: HubClient, owner: AsyncConnection, value: str
) -> None:
    """Each was once written as something that the executor would not have said."""
    name = "String" if "NULL" in value else "DateTime" if "Z" in value else "Date"
    kind: Any = GraphQLList(GraphQLNonNull(TYPES[name])) if name == "String" else TYPES[name]
    ends = next(each for each in ENDS.values() if value in each.beyond)
    assert await by_postgres(told_hub.database, kind, ends, value) is TOLD_APART
    with pytest.raises((DBAPIError, ValueError, OverflowError, AssertionError)):
        completed(kind, await from_driver(owner, ends, value))
