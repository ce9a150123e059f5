"""What lines use of the allowances of their contract."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import insert

from actions.transaction import Transaction
from models.reimbursements import AllowanceUseRow
from rules.reimbursement.insured import Used


async def lock_lines(tx: Transaction, member_id: int) -> None:
    """Of two lines that race for the last session of a quota, or the last euro of a year of contributions,
    the second finds none: under another contract of the household neither.
    """
    await tx.alone(f"lines of member {member_id}")


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
