"""The hub's answers against SQL that a person wrote down from the documents, as the tables' owner: the third voice,
for where planner and executor are wrong alike, since they share their declarations.
"""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from graphql import FieldNode, OperationDefinitionNode, parse

from planner.catalog import source_of
from runtime.actor import Role
from runtime.addresses import Addresses
from runtime.tokens import Identity
from seed.copying import owner_of
from tests.both_ways import SCHEMA
from tests.hub_client import HubClient
from tests.planner.answers.files import ANSWERS, Answer
from tests.planner.conftest import LOGINS
from tests.seed.connections import Connection

CASES = [
    pytest.param(answer, reader, id=f"{answer.name}-{reader}")
    for answer in ANSWERS
    for reader in answer.readers
]


@pytest.fixture(scope="module")
async def owner(told: Addresses) -> AsyncIterator[Connection]:
    async with owner_of(told) as connection:
        yield connection


@pytest.mark.parametrize(("answer", "reader"), CASES)
async def test_a_reader_is_told_what_the_rows_and_the_documents_say(
    told_hub: HubClient, identities: dict[str, Identity], owner: Connection, answer: Answer, reader: str
) -> None:
    await owner.execute("SELECT set_config('truth.login', $1, false)", LOGINS[reader])
    variables: dict[str, Any] = json.loads(await owner.fetchval(answer.variables)) if answer.variables else {}
    told = await told_hub.ask(answer.query, as_=identities[reader], **variables)
    assert told.codes == ([answer.code] if answer.code else [])
    (row,) = await owner.fetch(answer.sql)
    assert told.data == json.loads(row[0])


def roots(query: str) -> set[str]:
    (operation,) = parse(query).definitions
    assert isinstance(operation, OperationDefinitionNode)
    return {each.name.value for each in operation.selection_set.selections if isinstance(each, FieldNode)}


async def test_every_root_field_is_asked_by_every_kind_of_reader(identities: dict[str, Identity]) -> None:
    assert SCHEMA._schema.query_type is not None
    asked = {
        (root, identities[reader].capacities[0].role)
        for answer in ANSWERS
        for root in roots(answer.query)
        for reader in answer.readers
    }
    # What is worked out, and not read, has worked examples of its own.
    read = [name for name, field in SCHEMA._schema.query_type.fields.items() if source_of(field) is not None]
    assert asked == {(root, role) for root in read for role in Role}
