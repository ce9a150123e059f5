"""A contract of a persona with what its table of guarantees, its card and its schedule are made of."""

from types import SimpleNamespace as Keys
from typing import Any

from sqlalchemy import select

from models.bank_accounts import BankAccountRow
from models.base import Base
from models.contracts import ContractPlanRow, ContractRow
from models.documents import DocumentRow
from models.guarantees import AllowanceRow, GuaranteeRow
from models.installments import InstallmentRow
from models.people import PersonRow
from models.products import PlanRow
from models.third_party_cards import ThirdPartyCardRow
from runtime.database import Database
from runtime.migrations import as_owner
from tests.models.rows import ROWS, put


async def furnish(database: Database, number: str) -> None:
    """Levels 1 to 3 of its product, level 2 being the contract's, with one guarantee; one row of the rest."""
    async with as_owner(database.addresses) as owner:
        contract = (
            await owner.execute(
                select(ContractRow.__table__, PersonRow.person_id)
                .join(PersonRow, PersonRow.member_id == ContractRow.member_id)
                .where(ContractRow.number == number, PersonRow.is_holder)
            )
        ).one()
        keys = Keys(**contract._mapping)

        async def add(row: type[Base], **changes: Any) -> None:
            keys.__dict__.update(await put(owner, row, {**ROWS[row](keys), **changes}))

        for rank in (1, 3, 2):
            await add(PlanRow, rank=rank, label=f"Niveau {rank}")
        await add(AllowanceRow)
        await add(GuaranteeRow)
        await add(ContractPlanRow)
        await add(ThirdPartyCardRow)
        await add(BankAccountRow)
        await add(InstallmentRow)
        await add(DocumentRow, person_id=None)
