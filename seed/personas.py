"""A life for the personas: their people and contracts stay as they are, and get cover, care and payments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from runtime.crypto import Vault
from seed import cover, identities, payments, premiums
from seed.book import Book, Order
from seed.chances import lot
from seed.contracts import Contract, Covered
from seed.identities import Address
from seed.lines import lines_of
from seed.offer import Plan, Product
from seed.population import Household, Oddity, Person, Trade
from seed.premiums import Account
from seed.procedures import write_procedures
from seed.sheets import Keys, Sheets

BEFORE_FIRST, LAST = 100_000, 100_099
"""Member numbers between which the households of `actions.personas` are. Generated ones have eight digits."""

PLACES = LAST - BEFORE_FIRST
HOMES = {
    "100001": Address("12 rue des Lilas", "69003", "Lyon"),
    "100002": Address("8 avenue Jean-Jaurès", "31000", "Toulouse"),
}
"""Where they live, by member number; the others somewhere that follows from the number alone."""

LEVEL = 3
"""Of who has none in the database."""


@dataclass(slots=True)
class Life:
    """A persona's book, and what of it is in the database already."""

    book: Book
    has_address: bool
    has_affiliation: bool
    accounts: dict[str, Account]
    """By usage."""
    levels: set[int]
    """Keys of the contracts whose levels are there."""
    mandates: bool


async def write_personas(connection: Any, order: Order, members: int, vault: Vault) -> tuple[int, Sheets]:
    """How many households got a life, and its rows. Their keys come after those of so many households.

    A household that has due dates or links has had its life before, and is left alone.
    """
    sheets, lived = Sheets(), 0
    for row in await connection.fetch(
        """SELECT number, member_id FROM member_numbers m
           WHERE number BETWEEN $1 AND $2 AND length(number) = 6
             AND NOT EXISTS (SELECT FROM installments i WHERE i.member_id = m.member_id)
             AND NOT EXISTS (SELECT FROM teletransmissions t WHERE t.member_id = m.member_id)
           ORDER BY number""",
        str(BEFORE_FIRST + 1),
        str(LAST),
    ):
        place = int(row["number"]) - BEFORE_FIRST
        keys = Keys(order.first_keys, members + place, order.years)
        book = await _read_book(connection, order, vault, sheets, keys, row=row, place=place)
        if book.contracts:
            _live(await _read_life(connection, book))
            lived += 1
    return lived, sheets


async def _read_book(
    connection: Any, order: Order, vault: Vault, sheets: Sheets, keys: Keys, *, row: Any, place: int
) -> Book:
    """What is in the database already; the health contract comes first there too."""
    number, member_id = row["number"], row["member_id"]
    home = await _home(connection, number, member_id)
    household = Household(-place, Trade.SELF_EMPLOYED, None, home, home.postal_code[:2])
    book = Book(
        order=order, number=number, household=household, contracts=[], vault=vault, sheets=sheets, keys=keys,
        member_id=member_id, brokers=[], people=[],
    )  # fmt: skip
    await _read_people(connection, book)
    await _read_contracts(connection, book)
    if any(contract.status == "SUSPENDED" for contract in book.contracts):
        household.oddity = Oddity.ARREARS
    return book


async def _home(connection: Any, number: str, member_id: int) -> Address:
    there = await connection.fetchrow(
        """SELECT street, postal_code, city FROM addresses WHERE member_id = $1
           ORDER BY valid_from DESC, address_id DESC LIMIT 1""",
        member_id,
    )
    if there is not None:
        return Address(**there)
    return HOMES.get(number) or identities.an_address(lot(0, "home", number))


async def _read_people(connection: Any, book: Book) -> None:
    people = "SELECT * FROM people WHERE member_id = $1 ORDER BY is_holder DESC, person_id"
    for row in await connection.fetch(people, book.member_id):
        book.people.append(row["person_id"])
        relation = "HOLDER" if row["is_holder"] else "CHILD"
        person = Person(relation, row["sex"] or "F", row["first_name"], row["last_name"], row["birth_date"])
        person.nir, person.death_date = row["nir_masked"], row["death_date"]
        book.household.people.append(person)
    account = (
        "SELECT min(account_id) FROM capacities WHERE (member_id, person_id) = ($1, $2) AND role = 'MEMBER'"
    )
    book.account_id = await connection.fetchval(account, book.member_id, book.people[0]) or 0


async def _read_contracts(connection: Any, book: Book) -> None:
    contracts = """SELECT c.*, p.code FROM contracts c JOIN products p USING (product_id)
                   WHERE member_id = $1 ORDER BY c.line_of_business, contract_id"""
    levels = "SELECT * FROM contract_plans WHERE (member_id, contract_id) = ($1, $2) ORDER BY valid_from"
    covered = "SELECT * FROM coverages WHERE (member_id, contract_id) = ($1, $2) ORDER BY coverage_id"
    for row in await connection.fetch(contracts, book.member_id):
        whose = (book.member_id, row["contract_id"])
        contract = _contract(book, row, await connection.fetch(levels, *whose))
        book.contracts.append(contract)
        book.brokers.append(row["broker_id"])
        book.contract_ids.append(row["contract_id"])
        for each in await connection.fetch(covered, *whose):
            place = book.people.index(each["person_id"])
            ends = [day for day in (each["covered_to"], contract.end) if day is not None]
            contract.covered.append(
                Covered(
                    place, each["relation"], each["covered_from"], min(ends, default=None), each["end_reason"]
                )
            )
            if contract.is_health:
                book.coverages[place] = each["coverage_id"]
            book.household.people[place].relation = each["relation"]


def _contract(book: Book, row: Any, levels: Sequence[Any]) -> Contract:
    product = book.order.offer.products[row["code"]]
    start: date = row["start_date"]
    plans = [(each["valid_from"], _level(product, each["plan_id"])) for each in levels]
    return Contract(
        number=row["number"],
        product=product,
        start=start,
        end=row["end_date"],
        broker=None,
        plans=plans or [(start, _level(product, None))],
        subscriber=row["subscriber_kind"],
        company=row["subscriber_name"] if row["payment_method"] != "DIRECT_DEBIT" else None,
        madelin=row["madelin"],
        frequency=row["premium_frequency"],
        payment_day=row["payment_day"],
        premium=row["premium_amount"],
        status=row["status"],
    )


def _level(product: Product, plan_id: int | None) -> Plan:
    """That of a key; without one the usual level, or the lowest of a product with fewer."""
    usual = product.plans.get(LEVEL) or product.plans[min(product.plans)]
    return next((plan for plan in product.plans.values() if plan_id and plan.plan_id == plan_id), usual)


async def _read_life(connection: Any, book: Book) -> Life:
    async def there(table: str) -> list[Any]:
        query = f"SELECT * FROM {table} WHERE member_id = $1"  # noqa: S608  # names of this function
        return list(await connection.fetch(query, book.member_id))

    return Life(
        book,
        has_address=bool(await there("addresses")),
        has_affiliation=bool(await there("scheme_affiliations")),
        accounts={
            row["usage"]: Account(row["bank_account_id"], row["iban_masked"])
            for row in await there("bank_accounts")
            if row["valid_to"] is None
        },
        levels={row["contract_id"] for row in await there("contract_plans")},
        mandates=bool(await there("sepa_mandates")),
    )


def _live(life: Life) -> None:
    """Everything that follows from their contracts, and is not there. Their links all work."""
    book = life.book
    if not life.has_address:
        cover.write_addresses(book)
    if not life.has_affiliation:
        cover.write_affiliations(book)
    accounts = life.accounts or premiums.open_accounts(book)
    debited = accounts.get("PREMIUM_DEBIT")
    for contract, contract_id, broker in zip(book.contracts, book.contract_ids, book.brokers, strict=True):
        since, plan = contract.plans[0]
        if plan.plan_id is not None and contract_id not in life.levels:
            book.add("contract_plans", contract_id, since, None, plan.plan_id, broker)
        if contract.status not in ("PROPOSAL", "CANCELLED"):
            premiums.write_installments(book, contract, contract_id, broker, debited)
            _care_for(book, contract, contract_id, accounts)
    if debited is not None and not life.mandates:
        premiums.sign_mandate(book, debited)
    if book.account_id:
        write_procedures(book)


def _care_for(book: Book, contract: Contract, contract_id: int, accounts: dict[str, Account]) -> None:
    if not contract.is_health:
        return
    cover.write_links(book, contract, {each.place: "CONNECTED" for each in contract.covered})
    cover.write_cards(book, contract, contract_id)
    lines = lines_of(book, contract, frozenset())
    credited = accounts.get("REIMBURSEMENT_CREDIT") or next(iter(accounts.values()))
    payments.write_lines(book, contract_id, lines, credited.masked)
