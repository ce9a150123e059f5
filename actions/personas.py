"""The personas of the demo: invented people, fixed for ever, so that every example can name them."""

from datetime import date
from decimal import Decimal

from sqlalchemy import insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.households.household_open import NewContract, NewHousehold, NewPerson, household_open
from actions.transaction import transaction
from loaders.accounts import identity_by_login
from models.accounts import AccountRow, CapacityRow
from models.brokers import BrokerRow
from models.members import MemberNumberRow
from models.people import PersonRow
from models.products import InsurerRow, ProductRow
from runtime import clock
from runtime.actor import Actor, Role
from runtime.database import Database
from runtime.migrations import as_owner

PERSONAS = {
    "member": "100001",
    "spouse": "dominique.martin@example.org",
    "other-member": "100002",
    "broker": "courtier@example.org",
    "agent": "gestion@example.org",
}
"""Each persona and the login of their account."""

BROKER = "Cabinet Rivoli"
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


def martin(broker_id: int) -> NewHousehold:
    """The household of `member`: health and protection, a spouse, an adult child and a minor one."""
    return NewHousehold(
        number=PERSONAS["member"],
        people=[
            NewPerson("Camille", "Martin", date(1982, 5, 14), "HOLDER", "camille.martin@example.org"),
            NewPerson("Dominique", "Martin", date(1984, 11, 2), "SPOUSE", PERSONAS["spouse"]),
            NewPerson("Léa", "Martin", date(2004, 2, 29), "CHILD"),
            NewPerson("Noé", "Martin", date(2015, 9, 21), "CHILD"),
        ],
        contracts=[
            NewContract(
                "S-200001", "HEALTH", date(2023, 1, 1), (0, 1, 2, 3), broker_id, premium=Decimal("186.40")
            ),
            NewContract(
                "P-300001", "PROTECTION", date(2024, 7, 1), (0,), broker_id, premium=Decimal("58.20")
            ),
        ],
    )


def benali(broker_id: int) -> NewHousehold:
    """The household of `other-member`, at the same broker."""
    return NewHousehold(
        number=PERSONAS["other-member"],
        people=[
            NewPerson("Karim", "Benali", date(1975, 3, 30), "HOLDER", "karim.benali@example.org"),
            NewPerson("Inès", "Benali", date(2012, 12, 1), "CHILD"),
        ],
        contracts=[
            NewContract("S-200002", "HEALTH", date(2024, 1, 1), (0, 1), broker_id, premium=Decimal("78.30")),
        ],
    )


async def open_personas(database: Database) -> bool:
    """Bring the personas into a database; false when they were there. An interrupted run is gone on with."""
    async with as_owner(database.addresses) as guard:
        # Two demos started at once on one database: the second waits here, and finds them.
        await guard.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        return await _bring_in(database)


async def _bring_in(database: Database) -> bool:
    async with as_owner(database.addresses) as owner:
        if await identity_by_login(owner, PERSONAS["other-member"]):
            return False
        await _offer_products(owner)
        agent, broker_id = await _open_staff(owner)
        opened = await _household(owner, PERSONAS["member"]) is not None
    if not opened:
        async with transaction(database, agent, clock.today()) as tx:
            await household_open(tx, martin(broker_id))
            await household_open(tx, benali(broker_id))
    async with as_owner(database.addresses) as owner:
        await _member(owner, "member", "Adhérent · 100001", PERSONAS["member"], 0)
        await _member(owner, "spouse", "Bénéficiaire · 100001", PERSONAS["member"], 1)
        await _member(owner, "other-member", "Adhérent · 100002", PERSONAS["other-member"], 0)
    return True


async def _offer_products(owner: AsyncConnection) -> None:
    """Those of the personas' contracts, unless the seed or an earlier run has brought them."""
    await owner.execute(upsert(InsurerRow).values(name=INSURER).on_conflict_do_nothing())
    insurer_id = await owner.scalar(select(InsurerRow.insurer_id).where(InsurerRow.name == INSURER))
    products = [{**product, "insurer_id": insurer_id} for product in PRODUCTS]
    await owner.execute(upsert(ProductRow).values(products).on_conflict_do_nothing())


async def _open_staff(owner: AsyncConnection) -> tuple[Actor, int]:
    """The agent, and the key of the broker."""
    agent = await identity_by_login(owner, PERSONAS["agent"])
    broker = await identity_by_login(owner, PERSONAS["broker"])
    if agent and broker and (broker_id := broker.capacities[0].broker_id):
        return agent.capacities[0], broker_id
    new_id = await owner.scalar(insert(BrokerRow).values(name=BROKER).returning(BrokerRow.broker_id))
    assert new_id is not None
    await _account(owner, "broker", BROKER, Role.BROKER, f"Courtier · {BROKER}", broker_id=new_id)
    return await _account(owner, "agent", "Gestion", Role.AGENT, "Gestionnaire"), new_id


async def _household(owner: AsyncConnection, number: str) -> int | None:
    query = select(MemberNumberRow.member_id).where(MemberNumberRow.number == number)
    return await owner.scalar(query)


async def _member(owner: AsyncConnection, persona: str, label: str, number: str, place: int) -> None:
    """Give an account to one of a household's people, in the order in which they came into it."""
    member_id = await _household(owner, number)
    query = select(PersonRow).where(PersonRow.member_id == member_id).order_by(PersonRow.person_id)
    person = (await owner.execute(query)).all()[place]
    await _account(
        owner,
        persona,
        f"{person.first_name} {person.last_name}",
        Role.MEMBER if person.is_holder else Role.BENEFICIARY,
        label,
        member_id=person.member_id,
        person_id=person.person_id,
    )


async def _account(
    owner: AsyncConnection, persona: str, name: str, role: Role, label: str, **keys: int
) -> Actor:
    account_id = await owner.scalar(
        insert(AccountRow).values(login=PERSONAS[persona], display_name=name).returning(AccountRow.account_id)
    )
    assert account_id is not None
    capacity_id = await owner.scalar(
        insert(CapacityRow)
        .values(account_id=account_id, role=role.value, label=label, **keys)
        .returning(CapacityRow.capacity_id)
    )
    assert capacity_id is not None
    return Actor(role, account_id, capacity_id, label, **keys)
