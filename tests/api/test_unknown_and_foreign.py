"""What does not exist and what is not yours answer alike: by id, by number, by reference."""

import pytest
from graphql import GraphQLObjectType, get_named_type, is_non_null_type

from planner.global_id import encode
from runtime.database import Database
from runtime.migrations import as_owner
from schema.build import build, catalog_of
from tests.hub_client import HubClient
from tests.models.rows import Keys, fill

SCHEMA = build()._schema
OF_A_HOUSEHOLD = [
    declared.rows
    for declared in catalog_of(build())
    if declared.rows.tag and declared.rows.key[0].key == "member_id"
]
NAMES = {"member": "900001", "contract": "S-900001", "procedure": "DEM-2026-9000001"}
"""What `fill` called what it made."""
UNKNOWN = "X-000000"


@pytest.fixture
async def filled(database: Database) -> Keys:
    async with as_owner(database.addresses) as owner:
        return await fill(owner)


async def test_an_id_of_somebody_elses_answers_like_an_id_of_nothing(hub: HubClient, filled: Keys) -> None:
    assert {"Member", "Contract", "Beneficiary"} <= {rows.type_name for rows in OF_A_HOUSEHOLD}
    for rows in OF_A_HOUSEHOLD:
        key = [getattr(filled, part.key) for part in rows.key]
        foreign, unknown = encode(rows, key), encode(rows, [*key[:-1], 2**62])
        for persona in ("member", "spouse", "broker", None):
            answers = [
                await hub.ask("query($id: ID!) { node(id: $id) { id __typename } }", as_=persona, id=each)
                for each in (foreign, unknown)
            ]
            assert [each.response.text for each in answers] == ['{"data":{"node":null}}'] * 2, (
                persona,
                foreign,
            )


def roots_by_name() -> dict[str, tuple[str, str]]:
    """The fields of the query that find one thing by its number or reference, with a leaf to ask for."""
    assert isinstance(SCHEMA.query_type, GraphQLObjectType)
    return {
        name: (argument, "{ __typename }" if hasattr(get_named_type(field.type), "fields") else "")
        for name, field in SCHEMA.query_type.fields.items()
        for argument, each in field.args.items()
        if argument in ("number", "reference") and is_non_null_type(each.type)
    }


def test_what_finds_by_name_is_known_here() -> None:
    assert set(roots_by_name()) <= set(NAMES)


async def test_a_number_of_somebody_elses_answers_like_a_number_of_nothing(
    hub: HubClient, filled: Keys
) -> None:
    for field, (argument, leaf) in roots_by_name().items():
        query = f"query($name: String!) {{ {field}({argument}: $name) {leaf} }}"
        for persona in ("member", "spouse", "broker", None):
            answers = [await hub.ask(query, as_=persona, name=each) for each in (NAMES[field], UNKNOWN)]
            assert answers[0].response.text == answers[1].response.text, (persona, field)
            assert answers[0].data == {field: None}
        found = await hub.ask(query, as_="agent", name=NAMES[field])
        assert found.data[field] is not None, field
