"""The second lock, opened: what is seen then is seen by leave of the predicates alone."""

from sqlalchemy import text

from runtime.database import Database
from runtime.migrations import as_owner
from runtime.roles import ROLES, SERVANTS


async def open_second(database: Database) -> None:
    """No row-level security, and every column granted to everybody who reads."""
    readers = ", ".join(role for role in ROLES if role not in SERVANTS)
    async with as_owner(database.addresses) as owner:
        secured = await owner.scalars(
            text(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity"
            )
        )
        for table in secured.all():
            await owner.execute(text(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"))
        await owner.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {readers}"))
