"""What each database role reads and writes, asked of Postgres itself, against what its policies mean.

Said from the rows and in Python, so that a policy that is gone or wider is noticed.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Table, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from models import Base
from models.audit import AuditCheckpointRow, AuditSealedHeadRow
from models.people import SharingRow
from models.procedures import ProcedureEventRow
from runtime.actor import Actor, Role
from runtime.database import Database
from runtime.migrations import as_owner
from tests.models.rows import NOON, fill, of, put

Rows = dict[str, list[dict[str, Any]]]
REFUSED = "row-level security"
OF_FIRMS = {"broker_users", "clients"}
"""What a broker firm's administrators look after."""


def owned() -> Iterator[Table]:
    """The tables with people in them, each with a role that reads it: those of households, and of firms."""
    for table in Base.metadata.sorted_tables:
        if "member_id" in table.columns or table.name in OF_FIRMS:
            yield table


def may_see(actor: Actor, row: dict[str, Any]) -> bool:
    """Whether the second lock lets an actor have a row of a table that their database role reads."""
    match actor.database_role:
        case "hub_member":
            return actor.member_id is not None and row.get("member_id") == actor.member_id
        case "hub_broker":
            # What has no broker of its own is read for one statement, of a household that is stated.
            followed = row["broker_ids"] if "broker_ids" in row else [row.get("broker_id")]
            return actor.broker_id is not None and actor.broker_id in followed
    return actor.account_id is not None


def actors(rows: Rows) -> list[Actor]:
    """Two of each kind, where there are two, and one of each who has not said who they are."""
    members = sorted({row["member_id"] for row in rows["members"]})
    brokers = sorted({row["broker_id"] for row in rows["contracts"] if row["broker_id"]})
    nobody: Any = None  # an account that is not stated
    return [
        *(Actor(Role.MEMBER, 1, 1, "", member_id=key) for key in (*members[:2], None)),
        *(Actor(Role.BROKER, 1, 1, "", broker_id=key) for key in (*brokers[:2], None)),
        *(Actor(Role.AGENT, key, 1, "") for key in (1, nobody)),
    ]


async def furnish(owner: AsyncConnection) -> None:
    """A row of everything that people own, beside the households that are there."""
    keys = await fill(owner)
    person = {"member_id": keys.member_id, "person_id": keys.person_id}
    await put(owner, SharingRow, {**person, "given_at": NOON})
    step = {"at": NOON, "role": "MEMBER", "to_status": "SUBMITTED"}
    await put(owner, ProcedureEventRow, {**of(keys, "procedure_id"), **step})
    sealed = {"at": NOON, "heads": 1, "digest": "", "seal": b"", "signature": b""}
    await put(owner, AuditCheckpointRow, {"number": 1, **sealed})
    head = {"member_id": keys.member_id, "number": 1, "position": 1, "hash": b""}
    await put(owner, AuditSealedHeadRow, head)


async def all_rows(owner: AsyncConnection) -> Rows:
    return {
        table.name: [dict(row._mapping) for row in await owner.execute(select(table))] for table in owned()
    }


async def privileges(owner: AsyncConnection, privilege: str) -> dict[tuple[str, str], set[str]]:
    """The columns by database role and table."""
    found = await owner.execute(
        text(
            "SELECT grantee, table_name, column_name FROM information_schema.column_privileges"
            " WHERE privilege_type = :privilege AND table_schema = 'public'"
        ),
        {"privilege": privilege},
    )
    columns: dict[tuple[str, str], set[str]] = {}
    for row in found:
        columns.setdefault((row.grantee, row.table_name), set()).add(row.column_name)
    return columns


async def wrongly_read(database: Database, tables: Iterable[str] | None = None) -> list[str]:
    """Tables of which an actor reads other rows than the policies mean; each with who and how many."""
    async with as_owner(database.addresses) as owner:
        rows, readable = await all_rows(owner), await privileges(owner, "SELECT")
    wrong = []
    for actor in actors(rows):
        async with database.reading(actor) as connection:
            for name in rows if tables is None else tables:
                columns = readable.get((actor.database_role, name), set())
                key = [each for each in Base.metadata.tables[name].primary_key if each.name in columns]
                if not key:
                    continue
                found = {tuple(row) for row in await connection.execute(select(*key))}
                meant = {tuple(row[each.name] for each in key) for row in rows[name] if may_see(actor, row)}
                if found != meant:
                    wrong.append(f"{name}: {actor.role} reads {len(found)} rows, not {len(meant)}")
    return wrong


async def wrongly_written(database: Database, tables: Iterable[str] | None = None) -> list[str]:
    """Tables into which an actor may write a row that they could not read: tried with rows that are there."""
    async with as_owner(database.addresses) as owner:
        rows, insertable = await all_rows(owner), await privileges(owner, "INSERT")
    wrong = []
    for actor in actors(rows):
        for name in rows if tables is None else tables:
            columns = insertable.get((actor.database_role, name), set())
            others = [row for row in rows[name] if columns and not may_see(actor, row)]
            if not await _all_refused(database, actor, Base.metadata.tables[name], others, columns):
                wrong.append(f"{name}: {actor.role} writes a row of somebody else’s")
    return wrong


async def _all_refused(
    database: Database, actor: Actor, table: Table, rows: list[dict[str, Any]], columns: set[str]
) -> bool:
    """Each of them: what one policy lets through, a second one may refuse for what is in that row."""
    for row in rows:
        values = {column: value for column, value in row.items() if column in columns}
        if not await _refused(database, actor, table, values):
            return False
    return True


class _Written(Exception):
    """It is undone."""


async def _refused(database: Database, actor: Actor, table: Table, values: dict[str, Any]) -> bool:
    """By the policy, that is: without it the row would be refused for being there already."""
    try:
        async with database.writing(actor) as connection:
            await connection.execute(insert(table).inline().values(values))
            raise _Written
    except _Written:
        return False
    except DBAPIError as error:
        return REFUSED in str(error)
