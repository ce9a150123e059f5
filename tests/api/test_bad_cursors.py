"""A cursor that is not one of a list's own is BAD_USER_INPUT, named: for every list of the schema."""

import pytest

from planner.global_id import encode
from runtime.actor import Actor, Role
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.tokens import Identity
from schema.build import build, catalog_of
from tests.api.ways import SCHEMA, Path, arguments, operation
from tests.hub_client import HubClient
from tests.models.rows import Keys, fill

CATALOG = catalog_of(build())
CURSORS = [(way, field, name) for way, field, name, _ in arguments() if name in ("after", "before")]
NOT_A_CURSOR = ["x", "", "WyJub3RoaW5nIiwxXQ", "é", "A" * 5000]


@pytest.fixture
async def filled(database: Database) -> Keys:
    async with as_owner(database.addresses) as owner:
        return await fill(owner)


def identities(keys: Keys) -> list[Identity]:
    """Somebody of each kind who may see the filled household."""
    actors = [
        Actor(Role.AGENT, account_id=1, capacity_id=1, label="Gestion"),
        Actor(
            Role.MEMBER,
            account_id=2,
            capacity_id=2,
            label="Ada",
            member_id=keys.member_id,
            person_id=keys.person_id,
        ),
    ]
    return [Identity(actor.account_id, actor.label, (actor,)) for actor in actors]


def first_id(way: Path, keys: Keys) -> str:
    """The id of the filled row that a way begins at, if it begins at one."""
    if not way or way[0][0] != "node":
        return "…"
    rows = CATALOG.named(way[0][2].name).rows
    return encode(rows, [getattr(keys, part.key) for part in rows.key])


async def test_a_text_that_is_no_cursor_of_the_list_is_named_by_every_list(
    hub: HubClient, filled: Keys
) -> None:
    assert len(CURSORS) > 10
    for way, field, name in CURSORS:
        owner = way[-1][2] if way else SCHEMA.query_type
        assert owner is not None
        query = operation(way, field, name, owner.fields[field].args[name].type, first_id(way, filled))
        told = []
        for identity in identities(filled):
            for cursor in NOT_A_CURSOR:
                answer = await hub.ask(query, as_=identity, value=cursor)
                told += [
                    error["extensions"]
                    for error in answer.errors
                    if error["extensions"]["code"] != "FORBIDDEN"
                ]
        expected = {"code": "BAD_USER_INPUT", "argument": name}
        assert len(told) >= len(NOT_A_CURSOR), f"nobody reached {query}"
        assert [each for each in told if each != expected] == [], query
