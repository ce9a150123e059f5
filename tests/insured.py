"""What hangs on a contract, made for a test: levels, cards, links and what is due."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.base import Base
from models.contracts import ContractPlanRow, ContractRow, CoverageRow
from models.people import PersonRow
from models.products import PlanRow
from runtime import clock
from runtime.database import Database
from runtime.migrations import as_owner
from tests.models.rows import put

ONE_DAY = timedelta(days=1)
THIS_YEAR = date(clock.today().year, 1, 1)
NEXT_YEAR = date(clock.today().year + 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Insured:
    """The keys of one contract, and of its people by their first names."""

    owner: AsyncConnection
    member_id: int
    contract_id: int
    product_id: int
    broker_id: int | None
    people: Mapping[str, int]
    coverages: Mapping[str, int]

    async def add(self, row: type[Base], **values: Any) -> Any:
        """One row of the household; its key among all the keys."""
        return await put(self.owner, row, {"member_id": self.member_id, **values})

    async def add_level(self, rank: int, since: date | None = None, until: date | None = None) -> int:
        """A level of the product, which the contract has `since` a day if one is said; the level's key."""
        values = {"product_id": self.product_id, "rank": rank, "label": f"Niveau {rank}"}
        plan_id: int = (await put(self.owner, PlanRow, values))["plan_id"]
        if since is not None:
            await self.add(
                ContractPlanRow,
                contract_id=self.contract_id,
                plan_id=plan_id,
                valid_from=since,
                valid_to=until,
                broker_id=self.broker_id,
            )
        return plan_id


async def the_insured(owner: AsyncConnection, number: str = "S-200001") -> Insured:
    """A contract of the personas."""
    contract = (await owner.execute(select(ContractRow).where(ContractRow.number == number))).one()
    covered = await owner.execute(
        select(PersonRow.first_name, PersonRow.person_id, CoverageRow.coverage_id)
        .join(
            CoverageRow,
            (CoverageRow.member_id == PersonRow.member_id) & (CoverageRow.person_id == PersonRow.person_id),
        )
        .where(CoverageRow.contract_id == contract.contract_id)
    )
    rows = covered.all()
    return Insured(
        owner,
        contract.member_id,
        contract.contract_id,
        contract.product_id,
        contract.broker_id,
        {row.first_name: row.person_id for row in rows},
        {row.first_name: row.coverage_id for row in rows},
    )


def as_the_owner(database: Database) -> AbstractAsyncContextManager[AsyncConnection]:
    return as_owner(database.addresses)
