"""Throw away what was counted of attempts, once no limit can make anything of it."""

from datetime import timedelta

from sqlalchemy import and_, delete, or_

from actions.accounts.attempt_count import LIMITS
from actions.transaction import account_transaction
from models.attempts import AttemptRow
from runtime import clock
from runtime.database import Database
from runtime.roles import WORKER

HOURLY = "17 * * * *"
"""As cron writes it; at another minute than what else is done each hour."""

IN_DOUBT = timedelta(minutes=1)
"""Clocks of processes differ."""


async def attempts_purge(database: Database) -> int:
    """How many rows. What is blocked is kept until it is not, all else for the window of its limit."""
    row, now = AttemptRow, clock.now() - IN_DOUBT
    over = or_(*(and_(row.kind == kind, row.since < now - limit.window) for kind, limit in LIMITS.items()))
    free = or_(row.blocked_until.is_(None), row.blocked_until < now)
    async with account_transaction(database, WORKER) as tx:
        return int((await tx.connection.execute(delete(row).where(over, free))).rowcount)
