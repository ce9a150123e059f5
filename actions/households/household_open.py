"""Open a household: its holder and their account, its contracts, and the people each covers, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Row, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from actions.accounts.account_open import Holder, account_open
from actions.households.household_words import words_of
from actions.transaction import Transaction
from models.brokers import MemberBrokerRow
from models.contracts import ContractNumberRow, ContractRow, CoverageRow
from models.members import MemberNumberRow, MemberRow
from models.people import PersonRow
from models.products import ProductRow
from rules.names import folded, sort_name
from rules.refusals import ErrorCode, Refusal, Refused

USUAL_PRODUCTS = {"HEALTH": "SANTE_PRO", "PROTECTION": "PREVOYANCE_TNS"}
"""Codes of the product of a line of business, for a contract that names none."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    first_name: str
    last_name: str
    birth_date: date
    relation: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class NewContract:
    """`covered` are indexes into the household's people. Without a `product` it is the usual one."""

    number: str
    line_of_business: str
    start_date: date
    covered: tuple[int, ...]
    broker_id: int | None = None
    product: str | None = None
    premium: Decimal = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """The first of the people is the holder."""

    number: str
    people: Sequence[NewPerson]
    contracts: Sequence[NewContract]


@dataclass(frozen=True, slots=True)
class OpenedHousehold:
    """The keys that the database gave; `person_ids` in the order of the people, `account_id` the holder's."""

    member_id: int
    person_ids: tuple[int, ...]
    account_id: int


async def household_open(tx: Transaction, new: NewHousehold, *, confirm: bool = True) -> OpenedHousehold:
    """A number that is taken is refused, and nothing is opened.

    `confirm`: a holder with an address is sent the mail that confirms the subscription, with their activation
    id, from which the 72 hours run. Without an address an agent issues one by post.
    """
    member_id = await _open_member(tx, new)
    person_ids = [await _add_person(tx, member_id, new, index) for index in range(len(new.people))]
    for contract in new.contracts:
        await _open_contract(tx, member_id, contract, new.people, person_ids)
    for broker_id in sorted(_brokers_of(new.contracts)):
        since = min(contract.start_date for contract in new.contracts if contract.broker_id == broker_id)
        await tx.connection.execute(
            insert(MemberBrokerRow).values(member_id=member_id, broker_id=broker_id, valid_from=since)
        )
    account_id = await _open_account(tx, member_id, person_ids[0], new, confirm=confirm)
    tx.record("HOUSEHOLD_OPENED", member_id, number=new.number)
    return OpenedHousehold(member_id, tuple(person_ids), account_id)


async def _open_member(tx: Transaction, new: NewHousehold) -> int:
    holder = new.people[0]
    member_id: int | None = await tx.connection.scalar(
        insert(MemberRow)
        .values(
            number=new.number,
            sort_name=sort_name(holder.last_name, holder.first_name),
            search=folded(f"{holder.last_name} {holder.first_name} {new.number}"),
            broker_ids=sorted(_brokers_of(new.contracts)),
        )
        .returning(MemberRow.member_id)
    )
    assert member_id is not None
    taken = upsert(MemberNumberRow).values(number=new.number, member_id=member_id).on_conflict_do_nothing()
    await tx.connection.execute(words_of(member_id))
    if not (await tx.connection.execute(taken)).rowcount:
        raise Refused(Refusal(ErrorCode.CONFLICT, f"Le numéro d’adhérent {new.number} est déjà attribué."))
    return member_id


async def _open_account(
    tx: Transaction, member_id: int, person_id: int, new: NewHousehold, *, confirm: bool
) -> int:
    holder = new.people[0]
    name = f"{holder.first_name} {holder.last_name}"
    account_id = await account_open(tx, Holder(member_id, person_id, new.number, name, holder.email))
    if confirm and holder.email is not None:
        await tx.enqueue("activation_id", account_id=account_id)
    return account_id


async def _add_person(tx: Transaction, member_id: int, new: NewHousehold, index: int) -> int:
    person = new.people[index]
    contracts = [each for each in new.contracts if index == 0 or index in each.covered]
    person_id: int | None = await tx.connection.scalar(
        insert(PersonRow)
        .values(
            member_id=member_id,
            is_holder=index == 0,
            first_name=person.first_name,
            last_name=person.last_name,
            birth_date=person.birth_date,
            email=person.email,
            broker_ids=sorted(_brokers_of(contracts)),
        )
        .returning(PersonRow.person_id)
    )
    assert person_id is not None
    return person_id


async def _open_contract(
    tx: Transaction, member_id: int, contract: NewContract, people: Sequence[NewPerson], person_ids: list[int]
) -> None:
    product = await _product(tx, contract)
    contract_id = await tx.connection.scalar(
        insert(ContractRow)
        .values(
            member_id=member_id,
            number=contract.number,
            line_of_business=contract.line_of_business,
            product_id=product.product_id,
            responsible=product.responsible,
            premium_amount=contract.premium,
            start_date=contract.start_date,
            broker_id=contract.broker_id,
        )
        .returning(ContractRow.contract_id)
    )
    taken = (
        upsert(ContractNumberRow)
        .values(number=contract.number, member_id=member_id, contract_id=contract_id)
        .on_conflict_do_nothing()
    )
    if not (await tx.connection.execute(taken)).rowcount:
        raise Refused(
            Refusal(ErrorCode.CONFLICT, f"Le numéro de contrat {contract.number} est déjà attribué.")
        )
    for index in contract.covered:
        await tx.connection.execute(
            insert(CoverageRow).values(
                member_id=member_id,
                contract_id=contract_id,
                person_id=person_ids[index],
                relation=people[index].relation,
                covered_from=contract.start_date,
                broker_id=contract.broker_id,
            )
        )


async def _product(tx: Transaction, contract: NewContract) -> Row[int, bool]:
    code = contract.product or USUAL_PRODUCTS[contract.line_of_business]
    found = await tx.connection.execute(
        select(ProductRow.product_id, ProductRow.responsible).where(
            ProductRow.code == code, ProductRow.line_of_business == contract.line_of_business
        )
    )
    if (product := found.one_or_none()) is None:
        raise Refused(Refusal(ErrorCode.NOT_FOUND, f"Le produit {code} n’existe pas."))
    return product


def _brokers_of(contracts: Sequence[NewContract]) -> set[int]:
    return {contract.broker_id for contract in contracts if contract.broker_id is not None}
