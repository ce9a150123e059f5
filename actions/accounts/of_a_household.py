"""Whether an account is of somebody in a household, or for them; one that is not may be an invitation's."""

from sqlalchemy import select

from actions.transaction import AccountTransaction
from models.accounts import CapacityRow


async def is_of_a_household(tx: AccountTransaction, account_id: int) -> bool:
    """Ever: capacities that have ended count. From here on the transaction is about this account."""
    await tx.about(account_id)
    row = CapacityRow
    found = select(row.capacity_id).where(row.account_id == account_id, row.member_id.is_not(None)).limit(1)
    return await tx.connection.scalar(found) is not None
