"""What is different where a pooler lends out the connections to Postgres a transaction at a time.

Two transactions in a row may run on two connections, and on one connection the transactions of anybody. So
nothing is kept on it, neither settings nor prepared statements: each transaction states what it needs, for
itself alone.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine

CONNECT: dict[str, Any] = {
    "statement_cache_size": 0,  # and so statements have no names, which would stay on the connection
    # The only setting that poolers take from whoever connects.
    "server_settings": {"application_name": "hub"},
}

ENGINE: dict[str, Any] = {
    **CONNECT,
    "prepared_statement_cache_size": 0,
}

SETTLE = """SELECT count(set_config(name, value, true))
FROM unnest($1::text[], $2::text[]) AS settings(name, value)"""
"""For this transaction. Counted, because who asks for one value gets one row, and the others are not made."""


def settle_each(engine: AsyncEngine, settings: Mapping[str, str]) -> None:
    """Have every transaction of an engine begin with its settings."""
    names, values = [*settings], [*settings.values()]

    @event.listens_for(engine.sync_engine, "begin")
    def settle(connection: Connection) -> None:
        connection.exec_driver_sql(SETTLE, (names, values))
