"""The lock that lines of one contract are written under, and what they use of its allowances."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import insert, text

from actions.transaction import Transaction
from models.reimbursements import AllowanceUseRow
from rules.reimbursement.insured import Used

LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('lines of contract ' || :contract, 0))")


async def lock_lines(tx: Transaction, contract_id: int) -> None:
    """Wait for whoever writes lines of the contract now, until they have committed.

    What is read after it has seen their uses: of two lines that race for the last session one finds none. A
    lock on the contract's row would need the right to change it.
    """
    await tx.connection.execute(LOCK, {"contract": str(contract_id)})


async def write_uses(
    tx: Transaction, whose: Mapping[str, Any], line_id: int, used_on: date, uses: Iterable[Used]
) -> None:
    for use in uses:
        await tx.connection.execute(
            insert(AllowanceUseRow).values(
                **whose,
                reimbursement_id=line_id,
                code=use.code,
                part=use.part,
                used_on=used_on,
                used=use.used,
            )
        )
