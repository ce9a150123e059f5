"""Each policy and each narrow grant of the second lock is opened: something has to be noticed every time."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from runtime.database import Database
from runtime.migrations import as_owner
from runtime.roles import ROLES, SERVANTS
from tests.models.granted import wrongly_granted
from tests.models.second_lock import furnish, privileges, wrongly_read, wrongly_written

pytestmark = pytest.mark.prove

POLICIES = (
    "SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE cmd = 'ALL'"
    f" AND NOT roles && ARRAY[{', '.join(repr(role) for role in sorted(SERVANTS))}]::name[]"
)
"""Those of the access log are for adding only: `tests/actions/test_access_roles.py` tries them. Of those who
speak for accounts tests/accounts tells what they see.
"""


async def change(database: Database, statement: str) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql(statement)


async def test_whatever_is_taken_from_the_second_lock_is_noticed(
    database: Database, proof: Callable[[dict[str, Any]], None]
) -> None:
    async with as_owner(database.addresses) as owner:
        await furnish(owner)
        policies = (await owner.execute(text(POLICIES))).all()
        may_insert = (await privileges(owner, "INSERT")).keys()
    assert not await wrongly_read(database) + await wrongly_written(database), "nothing is taken away yet"
    holes: list[str] = []
    idle: list[str] = []
    for table, policy, rows, check in policies:
        alter = f"ALTER POLICY {policy} ON {table}"
        await change(database, f"{alter} USING (true)")
        if not await wrongly_read(database, [table]):
            holes.append(f"rows of {table} for {policy}")
        await change(database, f"{alter} USING ({rows}) WITH CHECK (true)")
        if not await wrongly_written(database, [table]):
            (holes if (policy, table) in may_insert else idle).append(f"checks of {table} for {policy}")
        await change(database, f"{alter} WITH CHECK ({check})")
    granted = await _grants(database, holes)
    proof(
        {
            "what": "A policy is opened, or a column granted, and each database role reads and writes",
            "policies": len(policies),
            "checks of what nobody may write yet": len(idle),
            "columns granted": granted,
            "not noticed": holes,
        }
    )
    assert holes == []


async def _grants(database: Database, holes: list[str]) -> int:
    """Every column that a role may not read is granted to it in turn."""
    async with as_owner(database.addresses) as owner:
        readable = await privileges(owner, "SELECT")
        columns = await owner.execute(
            text(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            )
        )
        missing = [
            (table, column, role)
            for table, column in columns
            for role in ROLES
            if role not in SERVANTS and column not in readable.get((role, table), set())
        ]
        for table, column, role in missing:
            await owner.exec_driver_sql(f"GRANT SELECT ({column}) ON {table} TO {role}")
            if not await wrongly_granted(owner):
                holes.append(f"{table}.{column} for {role}")
            await owner.exec_driver_sql(f"REVOKE SELECT ({column}) ON {table} FROM {role}")
    return len(missing)
