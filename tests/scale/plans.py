"""How Postgres would answer the statements that the hub sends, told by EXPLAIN."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection

from models import Base
from runtime.actor import Actor
from runtime.database import Database, ReadConnection

OWNED = {table.name for table in Base.metadata.sorted_tables if "member_id" in table.columns}


@dataclass(frozen=True)
class Sent:
    statement: str
    parameters: tuple[Any, ...]


@contextmanager
def sent_by(database: Database, role: str) -> Iterator[dict[str, Sent]]:
    """The SELECTs that are sent in the block as a database role, each once, by their text."""
    sent: dict[str, Sent] = {}

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if " FROM " in statement.replace("\n", " "):
            sent.setdefault(statement, Sent(statement, tuple(parameters)))

    engine = database._engine(role).sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def rows_of(owner: AsyncConnection) -> dict[str, int]:
    """How many rows the tables of households have."""
    return {
        table: (await owner.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one() for table in OWNED
    }  # our own tables


async def scanned(database: Database, actor: Actor, sent: Sent, *, by_force: bool = False) -> set[str]:
    """The tables of households that a statement reads from end to end; `by_force`: for want of an index."""
    async with database.reading(actor) as connection:
        if by_force:
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = await _plan(connection, sent)
    return {node["Relation Name"] for node in _nodes(plan) if node["Node Type"] == "Seq Scan"} & OWNED


async def _plan(connection: ReadConnection, sent: Sent) -> dict[str, Any]:
    explained = await connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {sent.statement}", sent.parameters)
    found: dict[str, Any] = explained.scalar_one()[0]["Plan"]
    return found


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", []):
        yield from _nodes(inner)
