"""A small world with something of everything in it, and people who look at it.

Four households at two brokers: `ada` has a spouse who has not shared, an adult child who has, a minor, and an
adult child who is covered no more; her health contract is at one broker, her protection contract at the other.
`eve` is at the first, `gus` at the second; `hal` was at the first until last year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace as Keys
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.households.household_open import NewContract, NewHousehold, NewPerson, household_open
from actions.transaction import transaction
from models.acts import ActRow
from models.addresses import AddressRow
from models.base import Base, table_of
from models.brokers import BrokerRow, MemberBrokerRow
from models.consents import AccessRow, ConsentRow
from models.contracts import ContractPlanRow, ContractRow, CoverageRow
from models.documents import DocumentRow, ProcedureDocumentRow
from models.installments import InstallmentRow
from models.members import MemberRow
from models.notifications import NotificationRow
from models.people import NirTokenRow, PersonRow, SharingRow
from models.procedures import ProcedureEventRow, ProcedureRow
from models.reimbursements import AllowanceUseRow, ReimbursementRow
from models.statements import StatementRow
from models.third_party_cards import ThirdPartyCardPersonRow, ThirdPartyCardRow
from runtime import clock
from runtime.actor import Actor, Role
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.tokens import Identity
from tests.capacities import put_capacity
from tests.models.rows import ROWS, put
from tests.visibility.firms import add_firms

HEALTH_KINDS = (
    "COMPLAINT", "DATA_EXPORT", "REIMBURSEMENT_REQUEST", "HOSPITAL_CARE", "QUOTE_ESTIMATE",
    "TELETRANSMISSION_CHANGE",
)  # fmt: skip
OTHER_KINDS = ("ADDRESS_CHANGE", "BENEFICIARY_ADD", "LEVEL_CHANGE", "BANK_ACCOUNT_CHANGE")
LAST_YEAR = date(2025, 1, 1)

ONCE_A_HOUSEHOLD = (
    "addresses", "bank_accounts", "sepa_mandates", "accountants", "accountant_contracts",
)  # fmt: skip
"""Tables of which `tests.models.rows` has a row that does for a household as it is."""


NO_MORE = (
    "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "CREATE TRIGGER nothing BEFORE INSERT ON access_log FOR EACH ROW EXECUTE FUNCTION nothing()",
)
"""Who looks is recorded while they look: the truth about the access log would be another one at each answer."""


@dataclass(frozen=True)
class World:
    """The actors by name, and the keys of people by first name."""

    actors: dict[str, Actor]
    people: dict[str, int]

    def identity(self, name: str) -> Identity:
        actor = self.actors[name]
        return Identity(actor.account_id, name, (actor,))


async def make(database: Database, agent: Actor) -> World:
    async with as_owner(database.addresses) as owner:
        keys = await _public(owner)
        first = keys.broker_id
        second = (await put(owner, BrokerRow, {"name": "Cabinet Second"}))["broker_id"]
    async with transaction(database, agent, clock.today()) as tx:
        for household in _households(first, second):
            await household_open(tx, household)
    async with as_owner(database.addresses) as owner:
        await owner.execute(
            update(MemberBrokerRow)
            .where(MemberBrokerRow.member_id == await _member(owner, "800004"))
            .values(valid_to=date(2025, 12, 31))
        )
        await owner.execute(
            update(CoverageRow)
            .where(CoverageRow.person_id == await _person_of(owner, "Jo"))
            .values(covered_to=date(2025, 12, 31))
        )
        for number in ("800001", "800002", "800003", "800004"):
            await _furnish(owner, Keys(**vars(keys)), number)
        for statement in NO_MORE:
            await owner.exec_driver_sql(statement)
        return await _cast(owner, agent, first, second)


def _households(first: int, second: int) -> Iterable[NewHousehold]:
    def health(number: str, covered: tuple[int, ...], broker: int) -> NewContract:
        return NewContract(number, "HEALTH", LAST_YEAR, covered, broker, product="ESSAI")

    yield NewHousehold(
        "800001",
        [
            NewPerson("Ada", "Amont", date(1980, 5, 1), "HOLDER", "ada@example.org"),
            NewPerson("Bo", "Amont", date(1982, 6, 2), "SPOUSE", "bo@example.org"),
            NewPerson("Cy", "Amont", date(2004, 7, 3), "CHILD", "cy@example.org"),
            NewPerson("Di", "Amont", date(2015, 8, 4), "CHILD"),
            NewPerson("Jo", "Amont", date(1999, 9, 5), "CHILD"),
        ],
        [
            health("S-800001", (0, 1, 2, 3, 4), first),
            NewContract("P-800001", "PROTECTION", LAST_YEAR, (0,), second),
        ],
    )
    yield NewHousehold(
        "800002",
        [
            NewPerson("Eve", "Aval", date(1970, 1, 1), "HOLDER", "eve@example.org"),
            NewPerson("Fay", "Aval", date(1971, 1, 1), "SPOUSE"),
        ],
        [health("S-800002", (0, 1), first)],
    )
    for number, name, broker in (("800003", "Gus", second), ("800004", "Hal", first)):
        holder = NewPerson(name, "Rive", date(1960, 1, 1), "HOLDER")
        yield NewHousehold(number, [holder], [health(f"S-{number}", (0,), broker)])


async def _public(owner: AsyncConnection) -> Keys:
    """What belongs to no household."""
    keys = Keys()
    for row, values in ROWS.items():
        if "member_id" not in table_of(row).c:
            keys.__dict__.update(await put(owner, row, values(keys)))
    await put(owner, ActRow, {**ROWS[ActRow](keys), "code": "ESS2"})
    return keys


async def _member(owner: AsyncConnection, number: str) -> int:
    key = await owner.scalar(select(MemberRow.member_id).where(MemberRow.number == number))
    assert key is not None
    return key


async def _person_of(owner: AsyncConnection, first_name: str) -> int:
    key = await owner.scalar(select(PersonRow.person_id).where(PersonRow.first_name == first_name))
    assert key is not None
    return key


async def _furnish(owner: AsyncConnection, keys: Keys, number: str) -> None:
    """Rows of every table of a household: of the whole, of each contract, of each person."""
    keys.member_id = await _member(owner, number)
    nir = {"nir_sealed": b"sealed", "nir_masked": f"2 80 02 ** *** {number[-3:]}"}
    await owner.execute(
        update(PersonRow).where(PersonRow.member_id == keys.member_id).values(phone="+33600000000", **nir)
    )
    contracts = await owner.execute(
        select(ContractRow.__table__)
        .where(ContractRow.member_id == keys.member_id)
        .order_by(ContractRow.line_of_business)
    )
    for contract in contracts.all():
        keys.contract_id, keys.broker_id = contract.contract_id, contract.broker_id
        if contract.line_of_business == "HEALTH":
            await _household(owner, keys)
            await _add(owner, keys, ContractPlanRow)
            await _add(owner, keys, ThirdPartyCardRow)
            await _people(owner, keys)
        for status, due_on in (("UPCOMING", date(2026, 12, 5)), ("REJECTED", date(2026, 4, 5))):
            reject = {"reject_code": "AM04"} if status == "REJECTED" else {}
            await _add(owner, keys, InstallmentRow, status=status, due_on=due_on, **reject)
        for kind in ("MEMBERSHIP_CERTIFICATE", "IPID"):
            await _add(owner, keys, DocumentRow, kind=kind, person_id=None)
        for kind in OTHER_KINDS[2:]:
            await _procedure(owner, keys, kind, coverage_id=None, person_id=None)


async def _household(owner: AsyncConnection, keys: Keys) -> None:
    for row in ROWS:
        if row.__tablename__ in ONCE_A_HOUSEHOLD:
            more = (
                {"broker_ids": await _of_all_brokers(owner, keys)} if "broker_ids" in table_of(row).c else {}
            )
            await _add(owner, keys, row, **more)
    await _add(owner, keys, AccessRow)


async def _people(owner: AsyncConnection, keys: Keys) -> None:
    people = await owner.execute(
        select(CoverageRow.coverage_id, PersonRow.person_id, PersonRow.first_name, PersonRow.is_holder)
        .join(PersonRow, PersonRow.person_id == CoverageRow.person_id)
        .where(CoverageRow.member_id == keys.member_id, CoverageRow.contract_id == keys.contract_id)
        .order_by(PersonRow.person_id)
    )
    for person in people.all():
        keys.holder_id = person.person_id if person.is_holder else keys.holder_id
        keys.person_id, keys.coverage_id = person.person_id, person.coverage_id
        await _person(owner, keys)
        if not person.is_holder and person.first_name != "Jo":
            await _own_address(owner, keys, f"{person.first_name} ailleurs")
        if person.first_name == "Cy":
            given = {"member_id": keys.member_id, "person_id": keys.person_id}
            await put(owner, SharingRow, {**given, "given_at": datetime(2026, 1, 1, tzinfo=UTC)})


async def _person(owner: AsyncConnection, keys: Keys) -> None:
    for row in ROWS:
        if row.__tablename__ in ("scheme_affiliations", "teletransmissions", "notification_choices"):
            await _add(owner, keys, row)
    await _add(owner, keys, ThirdPartyCardPersonRow)
    await _add(owner, keys, NotificationRow)
    await _add(owner, keys, ConsentRow, purpose="MARKETING", broker_id=None)
    await _add(owner, keys, AccessRow, person_id=keys.person_id)
    await _add(owner, keys, NirTokenRow, token=keys.person_id.to_bytes(32, "big"))
    for kind in (*HEALTH_KINDS, *OTHER_KINDS[:2]):
        await _procedure(owner, keys, kind)
        if kind in {"COMPLAINT", "BENEFICIARY_ADD"}:
            await _papers(owner, keys)
    await _lines(owner, keys)


async def _papers(owner: AsyncConnection, keys: Keys) -> None:
    """Sent with a démarche: two that say whose they are, and one that does not."""
    for kind, whose in (("PRESCRIPTION", keys.person_id), ("ADDRESS_PROOF", keys.person_id), ("OTHER", None)):
        about = {"contract_id": None, "broker_id": None, "person_id": whose}
        await _add(owner, keys, DocumentRow, kind=kind, **about)
        await _add(owner, keys, ProcedureDocumentRow)


async def _procedure(owner: AsyncConnection, keys: Keys, kind: str, **changes: Any) -> None:
    key = f"{keys.contract_id}-{getattr(keys, 'person_id', 0)}-{kind}"
    about = {"kind": kind, "idempotency_key": key, "reference": f"DEM-{key}", "submitted_by": 0}
    await _add(owner, keys, ProcedureRow, **about, **changes)
    await _add(owner, keys, ProcedureEventRow)


async def _lines(owner: AsyncConnection, keys: Keys) -> None:
    """One that was paid, one that takes it back, and one that is not paid yet; files of the payment for the
    person, for the holder and for nobody in particular.
    """
    await _add(owner, keys, StatementRow, number=f"D-{keys.person_id}")
    for whose in {keys.person_id, keys.holder_id, None}:
        about = {"contract_id": None, "broker_id": None, "person_id": whose}
        await _add(owner, keys, DocumentRow, kind="STATEMENT", statement_id=keys.statement_id, **about)
    await _add(owner, keys, ReimbursementRow, source_key=f"{keys.person_id}/1")
    await _add(owner, keys, AllowanceUseRow)
    unpaid = {"status": "PENDING", "paid_on": None, "statement_id": None}
    amounts = ("spent", "social_security_paid", "flat_contribution", "complementary_paid", "remaining")
    back = {name: -ROWS[ReimbursementRow](keys)[name] for name in amounts}
    reverses = {"source_key": f"{keys.person_id}/2", "reverses_id": keys.reimbursement_id}
    await _add(owner, keys, ReimbursementRow, **unpaid, **back, **reverses)
    await _add(owner, keys, ReimbursementRow, **unpaid, source_key=f"{keys.person_id}/3")


async def _of_all_brokers(owner: AsyncConnection, keys: Keys) -> list[int]:
    """Those who follow the household."""
    query = select(MemberRow.broker_ids).where(MemberRow.member_id == keys.member_id)
    return list((await owner.execute(query)).scalar_one())


async def _own_address(owner: AsyncConnection, keys: Keys, street: str) -> None:
    await _add(owner, keys, AddressRow, person_id=keys.person_id, street=street)


async def _add(owner: AsyncConnection, keys: Keys, row: type[Base], **changes: Any) -> None:
    keys.__dict__.update(await put(owner, row, {**ROWS[row](keys), **changes}))


async def _cast(owner: AsyncConnection, agent: Actor, first: int, second: int) -> World:
    rows = await owner.execute(select(PersonRow.first_name, PersonRow.person_id, PersonRow.member_id))
    found = {row.first_name: row for row in rows}

    def person(role: Role, name: str, **more: bool) -> Actor:
        row = found[name]
        return Actor(role, 0, 0, name, row.member_id, row.person_id, **more)

    actors = {
        "member": person(Role.MEMBER, "Ada"),
        "spouse": person(Role.BENEFICIARY, "Bo"),
        "adult-child": person(Role.BENEFICIARY, "Cy"),
        "former": person(Role.BENEFICIARY, "Jo"),
        "guardian": person(Role.GUARDIAN, "Ada", represents_holder=True),
        "guardian-of-spouse": person(Role.GUARDIAN, "Bo"),
        "other-member": person(Role.MEMBER, "Eve"),
        "broker": Actor(Role.BROKER, 0, 0, "Cabinet Essai", broker_id=first),
        "other-broker": Actor(Role.BROKER, 0, 0, "Cabinet Second", broker_id=second),
        "agent": Actor(Role.AGENT, 0, 0, "Gestion"),
        "reporting": Actor(Role.REPORTING, 0, 0, "Chiffres"),
        "service": Actor(Role.SERVICE, 0, 0, "Service"),
    }
    actors = {
        name: await put_capacity(owner, actor, f"{name} of the world") for name, actor in actors.items()
    }
    await add_firms(owner, actors, first, second)
    return World(actors, {name: row.person_id for name, row in found.items()})
