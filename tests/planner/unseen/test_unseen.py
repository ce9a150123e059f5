"""What a reader may not see can change as it will: not one byte of what they are answered does.

Each file changes rows as the tables' owner, and names who must not notice. They are asked before and after what they ask in
`tests.planner.answers`, and every list with its cursors, of the planner and of the executor.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from loaders.accounts import identity_by_login
from runtime.addresses import Addresses
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.postgres import EmbeddedPostgres
from seed.copying import owner_of
from tests.hub_client import HubClient
from tests.planner.answers.files import ANSWERS
from tests.planner.conftest import LOGINS
from tests.seed.conftest import cloned
from tests.seed.connections import Connection

UNSEEN_BY = "-- unseen by: "


def change(path: Path) -> Any:
    sql = path.read_text()
    (line,) = (each for each in sql.splitlines() if each.startswith(UNSEEN_BY))
    statements = [each for each in sql.split(";\n") if each.strip()]
    return pytest.param(line.removeprefix(UNSEEN_BY).split(", "), statements, id=path.stem)


CHANGES = [change(path) for path in sorted(Path(__file__).parent.glob("*.sql"))]

# Not the log of accesses, which tells of these very questions where they are written down.
ENDS = "edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
LISTS = [
    f"{{ me {{ {field} {{ {ENDS} }} }} }}"
    for field in (
        *(f"reimbursements(orderBy: {by}_{way}, first: 30)" for by in ("PAID_ON", "CARE_DATE", "SPENT", "COMPLEMENTARY_PAID")
          for way in ("ASC", "DESC")),
        "procedures(last: 5)", "statements(first: 9)", "documents", "notifications",
    )
] + [f"{{ members(last: 50) {{ {ENDS} }} procedures(first: 50) {{ {ENDS} }} }}"]  # fmt: skip


@pytest.fixture
async def changing(
    server: EmbeddedPostgres, superuser: Connection, generated: str
) -> AsyncIterator[Addresses]:
    async with cloned(server, superuser, generated, "changing") as addresses:
        yield addresses


async def answers(addresses: Addresses, readers: list[str]) -> dict[tuple[str, str, bool], bytes]:
    """The bytes that each is told, by reader, operation and way."""
    database, found = Database(addresses), {}
    async with as_owner(addresses) as owner:
        identities = {reader: await identity_by_login(owner, LOGINS[reader]) for reader in readers}
    for planner in (True, False):
        hub = HubClient(database, planner=planner)
        for reader, identity in identities.items():
            assert identity is not None
            headers = {"Authorization": f"Bearer {await hub.token(identity)}"}
            theirs = [
                each.query
                for each in ANSWERS
                if reader in each.readers and "accessLog {" not in each.query and not each.variables
            ]
            for query in [*LISTS, *(theirs if planner else [])]:
                response = await hub.http.post("/graphql", json={"query": query}, headers=headers)
                assert response.status_code == 200
                found[reader, query, planner] = response.content
    await database.close()
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("readers", "statements"), CHANGES)
async def test_what_is_not_seen_changes_no_byte_of_an_answer(
    changing: Addresses, readers: list[str], statements: list[str]
) -> None:
    before = await answers(changing, readers)
    async with owner_of(changing) as owner:
        for statement in statements:
            assert await owner.execute(statement) not in {"UPDATE 0", "DELETE 0", "INSERT 0 0"}, statement
    after = await answers(changing, readers)
    noticed = [where for where, answer in before.items() if after[where] != answer]
    assert noticed == []
