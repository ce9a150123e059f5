"""Bring the personas into a database. What is there already stays as it is."""

from collections.abc import Sequence

from sqlalchemy import func, insert, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.households.household_open import NewHousehold, household_open
from actions.personas.accounts import open_member_accounts, open_staff
from actions.personas.cast import BROKER, NOT_ACTIVATED, OTHER_BROKER, PERSONAS
from actions.personas.households import SINCE_OPENED, Brokers, households
from actions.transaction import transaction
from models.accounts import AccountRow
from models.brokers import BrokerRow
from models.contracts import ContractRow, CoverageRow
from models.members import MemberNumberRow
from models.products import InsurerRow, ProductRow
from runtime import clock
from runtime.database import Database
from runtime.migrations import as_owner

INSURER = "Assureur de démonstration"
PRODUCTS = [
    {"code": "SANTE_PRO", "name": "Santé Pro", "line_of_business": "HEALTH", "responsible": True},
    {
        "code": "PREVOYANCE_TNS",
        "name": "Prévoyance TNS",
        "line_of_business": "PROTECTION",
        "responsible": False,
    },
]
ONE_AT_A_TIME = 7_405_121_960

OPENED = AccountRow.password_hash.is_not(None)
"""What a household is opened with waits for its first connection: the password comes last."""


async def open_personas(database: Database) -> bool:
    """Bring the personas into a database; false when they were there. An interrupted run is gone on with."""
    async with as_owner(database.addresses) as guard:
        # Two demos started at once on one database: the second waits here, and finds them.
        await guard.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        return await _bring_in(database)


async def _bring_in(database: Database) -> bool:
    async with as_owner(database.addresses) as owner:
        if await _all_there(owner):
            return False
        await _offer_products(owner)
        brokers = Brokers(await _broker(owner, BROKER), await _broker(owner, OTHER_BROKER))
        agent = await open_staff(owner, brokers)
        missing = await _missing(owner, households(brokers))
    if missing:
        async with transaction(database, agent, clock.today()) as tx:
            for household in missing:
                await household_open(tx, household, confirm=False)
    async with as_owner(database.addresses) as owner:
        await _since(owner, await _without_account(owner, households(brokers)))
        await open_member_accounts(owner)
    return True


async def _all_there(owner: AsyncConnection) -> bool:
    query = select(func.count()).where(AccountRow.login.in_(PERSONAS.values()), OPENED)
    return await owner.scalar(query) == len(PERSONAS) - len(NOT_ACTIVATED)


async def _offer_products(owner: AsyncConnection) -> None:
    """Those of the personas' contracts, unless the catalogue or an earlier run has brought them."""
    await owner.execute(upsert(InsurerRow).values(name=INSURER).on_conflict_do_nothing())
    insurer_id = await owner.scalar(select(InsurerRow.insurer_id).where(InsurerRow.name == INSURER))
    products = [{**product, "insurer_id": insurer_id} for product in PRODUCTS]
    await owner.execute(upsert(ProductRow).values(products).on_conflict_do_nothing())


async def _broker(owner: AsyncConnection, name: str) -> int:
    found = await owner.scalar(select(func.min(BrokerRow.broker_id)).where(BrokerRow.name == name))
    if found is None:
        found = await owner.scalar(insert(BrokerRow).values(name=name).returning(BrokerRow.broker_id))
    assert found is not None
    return found


async def _missing(owner: AsyncConnection, wanted: Sequence[NewHousehold]) -> list[NewHousehold]:
    numbers = [household.number for household in wanted]
    rows = await owner.scalars(select(MemberNumberRow.number).where(MemberNumberRow.number.in_(numbers)))
    there = set(rows)
    return [household for household in wanted if household.number not in there]


async def _without_account(owner: AsyncConnection, wanted: Sequence[NewHousehold]) -> list[NewHousehold]:
    """Those opened just now, or by a run that was interrupted before it came to their accounts."""
    numbers = [household.number for household in wanted]
    there = set(await owner.scalars(select(AccountRow.login).where(AccountRow.login.in_(numbers), OPENED)))
    return [household for household in wanted if household.number not in there]


async def _since(owner: AsyncConnection, opened: Sequence[NewHousehold]) -> None:
    """What has become of their contracts: a household is always opened with contracts in force."""
    for contract in (contract for household in opened for contract in household.contracts):
        if later := SINCE_OPENED.get(contract.number):
            statement = update(ContractRow).where(ContractRow.number == contract.number)
            ended = await owner.execute(
                statement.values(status=later.status, end_date=later.end_date).returning(
                    ContractRow.member_id, ContractRow.contract_id
                )
            )
            key = tuple_(CoverageRow.member_id, CoverageRow.contract_id)
            covered = update(CoverageRow).where(key == tuple(ended.one()))
            await owner.execute(covered.values(covered_to=later.end_date))
