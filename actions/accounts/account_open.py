"""Give the holder of a household an account that waits for its first connection."""

from dataclasses import dataclass

from sqlalchemy import insert

from actions.accounts.account_add import NEXT_KEY
from actions.transaction import Transaction
from models.accounts import AccountRow, CapacityRow
from rules.logins import normal_login
from runtime.actor import Role


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a household is opened for; its number is their login."""

    member_id: int
    person_id: int
    number: str
    name: str
    email: str | None


async def account_open(tx: Transaction, holder: Holder) -> int:
    """Its key. It has no password, and no activation id until a mail or an agent gives one."""
    account_id: int = (await tx.connection.execute(NEXT_KEY)).scalar_one()
    account = {
        "account_id": account_id,
        "login": normal_login(holder.number),
        "display_name": holder.name,
        "email": holder.email and holder.email.lower(),
    }
    await tx.connection.execute(insert(AccountRow).inline().values(account))
    capacity = {
        "account_id": account_id,
        "role": Role.MEMBER.value,
        "label": f"Adhérent · {holder.number}",
        "member_id": holder.member_id,
        "person_id": holder.person_id,
    }
    await tx.connection.execute(insert(CapacityRow).inline().values(capacity))
    return account_id
