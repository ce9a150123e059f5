"""The book of one household: what it is made from, its keys, and the rows written so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from runtime.crypto import Vault
from seed.chances import lot
from seed.contracts import Contract, contracts_of
from seed.numbers import member_number
from seed.offer import Offer
from seed.population import Household, a_household
from seed.sheets import Keys, Sheets


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: the same for all households, and handed to every process."""

    seed: int
    years: int
    since: date
    until: date
    offer: Offer
    first_keys: Mapping[str, int]
    agent_id: int | None
    """The account that works at the desk, if there is one."""
    data_key: bytes


@dataclass(slots=True)
class Book:
    """One household's. What is written of it later refers to the keys of what was written before."""

    order: Order
    number: str
    """The member number."""
    household: Household
    contracts: list[Contract]
    vault: Vault
    sheets: Sheets
    keys: Keys
    member_id: int
    brokers: list[int | None]
    """Keys of the brokers of the contracts, in their order."""
    people: list[int]
    account_id: int = 0
    contract_ids: list[int] = field(default_factory=list)
    coverages: dict[int, int] = field(default_factory=dict)
    """Of the health contract, by the places of the people."""

    @property
    def since(self) -> date:
        return self.order.since

    @property
    def until(self) -> date:
        return self.order.until

    @property
    def start(self) -> date:
        """The household's first day."""
        return min(contract.start for contract in self.contracts)

    @property
    def known_brokers(self) -> tuple[int, ...]:
        return tuple(sorted({each for each in self.brokers if each is not None}))

    def lot(self, *what: object) -> Random:
        return lot(self.order.seed, self.household.number, *what)

    def add(self, table: str, *values: object) -> None:
        """A row of the household, whose key comes first."""
        self.sheets.add(table, self.member_id, *values)

    def add_keyed(self, table: str, *values: object) -> int:
        """A row with a key of its own after the household's: that key."""
        key = self.keys.of(table)
        self.sheets.add(table, self.member_id, key, *values)
        return key


def open_book(order: Order, number: int, vault: Vault, sheets: Sheets) -> Book:
    household = a_household(order.seed, number, order.until)
    contracts = contracts_of(order.seed, household, order.offer, order.until, order.years)
    keys = Keys(order.first_keys, number, order.years)
    first_broker = order.first_keys["brokers"]
    return Book(
        order=order,
        number=member_number(number),
        household=household,
        contracts=contracts,
        vault=vault,
        sheets=sheets,
        keys=keys,
        member_id=keys.of("members"),
        brokers=[None if each.broker is None else first_broker + each.broker - 1 for each in contracts],
        people=[keys.of("people") for _ in household.people],
    )
