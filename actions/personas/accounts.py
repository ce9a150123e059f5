"""The accounts of the personas, and what each may act as."""

from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.personas.cast import BROKER, OTHER_BROKER, PASSWORD_HASHES, PERSONAS
from actions.personas.households import Brokers
from loaders.accounts import identity_by_login
from models.accounts import AccountRow, CapacityRow
from models.broker_users import BrokerUserRow
from models.members import MemberNumberRow
from models.people import PersonRow
from runtime import clock
from runtime.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Part:
    """A persona who acts as, or for, a person of a household: `place` is theirs among its people."""

    persona: str
    number: str
    place: int
    role: Role
    label: str
    name: str | None = None
    """Of who acts for somebody else."""


PARTS = (
    Part("member", "100001", 0, Role.MEMBER, "Adhérent · 100001"),
    Part("spouse", "100001", 1, Role.BENEFICIARY, "Bénéficiaire · 100001"),
    Part("adult-child", "100001", 2, Role.BENEFICIARY, "Bénéficiaire · 100001"),
    Part("other-member", "100002", 0, Role.MEMBER, "Adhérent · 100002"),
    Part("protection", "100003", 0, Role.MEMBER, "Adhérent · 100003"),
    Part("newcomer", "100004", 0, Role.MEMBER, "Adhérent · 100004"),
    Part("no-email", "100005", 0, Role.MEMBER, "Adhérent · 100005"),
    Part("terminated", "100006", 0, Role.MEMBER, "Adhérent · 100006"),
    Part("unpaid", "100007", 0, Role.MEMBER, "Adhérent · 100007"),
    Part("guardian", "100008", 0, Role.GUARDIAN, "Mandataire · 100008", "Paul Blanc"),
)


STAFF = frozenset(Role) - {Role.MEMBER, Role.BENEFICIARY, Role.GUARDIAN}


async def open_staff(owner: AsyncConnection, brokers: Brokers) -> Actor:
    """Everybody who belongs to no household; the agent is handed back, to open households with."""
    await _account(owner, "broker", BROKER, Role.BROKER, f"Courtier · {BROKER}", broker_id=brokers.first)
    await _account(
        owner,
        "other-broker",
        OTHER_BROKER,
        Role.BROKER,
        f"Courtier · {OTHER_BROKER}",
        broker_id=brokers.other,
    )
    await _administrator(owner, "broker", BROKER, brokers.first)
    await _administrator(owner, "other-broker", OTHER_BROKER, brokers.other)
    await _account(owner, "agent2", "Gestion (suppléance)", Role.AGENT, "Gestionnaire")
    await _account(owner, "reporting", "Pilotage", Role.REPORTING, "Pilotage")
    await _account(owner, "service", "Service", Role.SERVICE, "Service")
    await _account(owner, "agent", "Gestion", Role.AGENT, "Gestionnaire")
    agent = await identity_by_login(owner, PERSONAS["agent"])
    assert agent is not None
    return agent.capacities[0]


async def _administrator(owner: AsyncConnection, persona: str, name: str, broker_id: int) -> None:
    """Who signs in for a firm lets others in."""
    login = PERSONAS[persona]
    account_id = await owner.scalar(select(AccountRow.account_id).where(AccountRow.login == login))
    user = {
        "broker_id": broker_id, "account_id": account_id, "name": name, "email": login,
        "administrator": True, "invited_at": clock.now(),
    }  # fmt: skip
    await owner.execute(upsert(BrokerUserRow).values(user).on_conflict_do_nothing())


async def open_member_accounts(owner: AsyncConnection) -> None:
    """Give an account to people of the households, in the order in which they came into them.

    The holders have theirs, and get its password.
    """
    for part in PARTS:
        query = select(PersonRow).where(PersonRow.member_id == await _household(owner, part.number))
        person = (await owner.execute(query.order_by(PersonRow.person_id))).all()[part.place]
        name = part.name or f"{person.first_name} {person.last_name}"
        keys = {"member_id": person.member_id, "person_id": person.person_id}
        email = person.email if part.name is None else PERSONAS[part.persona]
        await _account(owner, part.persona, name, part.role, part.label, email=email, **keys)


async def _household(owner: AsyncConnection, number: str) -> int | None:
    query = select(MemberNumberRow.member_id).where(MemberNumberRow.number == number)
    return await owner.scalar(query)


async def _account(
    owner: AsyncConnection,
    persona: str,
    name: str,
    role: Role,
    label: str,
    *,
    email: str | None = None,
    **keys: int,
) -> None:
    """An account with one capacity, unless the login is there already. Staff sign in by their address."""
    login, password_hash = PERSONAS[persona], PASSWORD_HASHES.get(persona)
    address = login if role in STAFF else email
    there = (AccountRow.login == login, AccountRow.password_hash.is_(None))
    if (await owner.execute(update(AccountRow).where(*there).values(password_hash=password_hash))).rowcount:
        return
    if await owner.scalar(select(AccountRow.account_id).where(AccountRow.login == login)):
        return
    account = {"login": login, "display_name": name, "password_hash": password_hash, "email": address}
    account_id = await owner.scalar(insert(AccountRow).values(account).returning(AccountRow.account_id))
    await owner.execute(
        insert(CapacityRow).values(account_id=account_id, role=role.value, label=label, **keys)
    )
