"""The database roles that speak for actors. They belong to the server, not to one database."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from runtime.actor import DATABASE_ROLES
from runtime.mendable import Mendable

RECORDER = "hub_recorder"
"""It adds to the access log, and does and sees nothing else."""

WORKER = "hub_worker"
"""It takes jobs off the queue, and sees the one account that a job is about."""

DOOR = "hub_door"
"""It speaks for who signs in, and for an account whatever the capacity: it sees that account alone."""

SERVANTS = frozenset({RECORDER, WORKER, DOOR})
"""Roles that speak for no actor."""

ROLES = tuple(sorted({*DATABASE_ROLES.values(), *SERVANTS}))


CREATE = """DO $$ BEGIN CREATE ROLE {role} LOGIN NOINHERIT;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"""
"""Roles are the server's: two of its databases migrated at once hold locks that do not meet."""


class RoleUnsafe(Mendable):
    """A database role of an actor is a superuser, or is above row-level security."""


async def ensure_roles(connection: AsyncConnection, password: str | None) -> None:
    """Create the roles that are missing and give them the password of the settings, if there is one."""
    for role in ROLES:
        known = await connection.scalar(
            text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = :role"), {"role": role}
        )
        if known is None:
            await connection.execute(text(CREATE.format(role=role)))
        elif known:
            raise RoleUnsafe(
                f"The database role {role} is a superuser or bypasses row-level security: "
                f"ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS."
            )
        if password is not None:
            # ALTER ROLE takes no parameters: written out, quotes doubled. `text` would take a colon for one.
            quoted = password.replace("'", "''")
            await connection.exec_driver_sql(f"ALTER ROLE {role} PASSWORD '{quoted}'")
