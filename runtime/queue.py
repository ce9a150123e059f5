"""Put a job on the queue from inside a transaction, so that it lives and dies with it.

The trap: PgQueuer's own drivers write on the raw connection, and SQLAlchemy begins its transaction
lazily, so a job written there before any statement is committed at once and survives a rollback.
Here every statement goes through SQLAlchemy.
"""

import json
from collections.abc import Mapping
from typing import cast

import asyncpg
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.domain.settings import DBSettings
from pgqueuer.ports.driver import Driver
from pgqueuer.queries import Queries

from runtime.database import WriteConnection

SETTINGS = DBSettings(db_schema="jobs")
QUEUE = QueryQueueBuilder(SETTINGS)


async def enqueue(connection: WriteConnection, task: str, keys: Mapping[str, int]) -> None:
    """Ask for a task to run after the commit. A job carries keys only, never what they stand for."""
    payload = json.dumps(dict(keys), sort_keys=True).encode()
    driver = cast("Driver", _TransactionDriver(connection))  # enqueueing uses these two methods only
    await Queries(driver, qbq=QUEUE).enqueue(task, payload)


def queries_of(connection: "asyncpg.Connection[asyncpg.Record]") -> Queries:
    """For what takes from the queue and its schedule, on a connection of its own."""
    return Queries(
        AsyncpgDriver(connection),
        qbe=QueryBuilderEnvironment(SETTINGS),
        qbq=QUEUE,
        qbs=QuerySchedulerBuilder(SETTINGS),
    )


class _TransactionDriver:
    def __init__(self, connection: WriteConnection) -> None:
        self._connection = connection

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        result = await self._connection.exec_driver_sql(query, args)
        return [dict(row) for row in result.mappings()]

    async def execute(self, query: str, *args: object) -> str:
        return str((await self._connection.exec_driver_sql(query, args)).rowcount)
