"""How Postgres would answer the statements that the hub sends, told by EXPLAIN."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection

from models import Base
from runtime.actor import Actor
from runtime.database import Database

OWNED = {table.name for table in Base.metadata.sorted_tables if "member_id" in table.columns}


@dataclass(frozen=True)
class Sent:
    statement: str
    parameters: tuple[Any, ...]
    planned: bool = False
    """Whether it is the planner's, that of a whole operation."""


@contextmanager
def sent_by(database: Database, role: str) -> Iterator[dict[str, Sent]]:
    """The SELECTs that are sent in the block as a database role, each once, by their text: the executor's
    and the planner's.
    """
    sent: dict[str, Sent] = {}

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if " FROM " in statement.replace("\n", " "):
            sent.setdefault(statement, Sent(statement, tuple(parameters)))

    lanes, engine = database.lanes, database._engine(role).sync_engine
    fetch = lanes.fetch

    async def fetched(
        as_role: str, sql: str, parameters: Sequence[Any], actor: tuple[str, str] | None = None
    ) -> bytes:
        assert as_role == role
        sent.setdefault(sql, Sent(sql, tuple(parameters), planned=True))
        return await fetch(as_role, sql, parameters, actor)

    event.listen(engine, "before_cursor_execute", note)
    try:
        with patch.object(lanes, "fetch", fetched):
            yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def rows_of(owner: AsyncConnection) -> dict[str, int]:
    """How many rows the tables of households have."""
    return {
        table: (await owner.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one() for table in OWNED
    }  # our own tables


async def scanned(database: Database, actor: Actor, sent: Sent, *, by_force: bool = False) -> set[str]:
    """The tables of households that a statement reads from end to end; `by_force`: for want of an index.

    Lanes keep their statements prepared, for which Postgres may at length plan once for all parameters: what
    the planner sends is looked at in that way too.
    """
    async with database.reading(actor) as connection:
        if by_force:
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
        raw = await connection.get_raw_connection()
        plans = [await _plan(raw.driver_connection, sent)]
        if sent.planned:
            plans.append(await _plan_for_all(raw.driver_connection, sent))
    nodes = [node for plan in plans for node in _nodes(plan)]
    return {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"} & OWNED


async def _plan(driver: Any, sent: Sent) -> Any:
    explained = await driver.fetchval(f"EXPLAIN (FORMAT JSON) {sent.statement}", *sent.parameters)
    return explained[0]["Plan"]


async def _plan_for_all(driver: Any, sent: Sent) -> Any:
    """That of a prepared statement, whatever its parameters."""
    await driver.execute(
        f"SET LOCAL plan_cache_mode = force_generic_plan; PREPARE looked_at AS {sent.statement}"
    )
    given = ", ".join("NULL" for _ in sent.parameters)
    explained = await driver.fetchval(f"EXPLAIN (FORMAT JSON) EXECUTE looked_at({given})")
    await driver.execute("DEALLOCATE looked_at; SET LOCAL plan_cache_mode = auto")
    return explained[0]["Plan"]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", []):
        yield from _nodes(inner)
