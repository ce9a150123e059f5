"""Somebody is covered at every level of every health product: of what the demo makes, on whatever day it is started."""

from datetime import date

import pytest

from runtime.addresses import Addresses
from runtime.postgres import EmbeddedPostgres
from runtime.provision import OWNER
from seed.contracts import Contract, contracts_of
from seed.copying import owner_of
from seed.offer import Offer, read_offer
from seed.population import a_household
from serving import MEMBERS, YEARS

DAYS = [date(year, month, 14) for year in (2026, 2027, 2028) for month in range(1, 13)]


@pytest.fixture(scope="module")
async def offer(server: EmbeddedPostgres, offered: str) -> Offer:
    async with owner_of(Addresses.parse(server.dsn(OWNER, offered))) as connection:
        return await read_offer(connection)


def levels_of(offer: Offer) -> set[tuple[str, int]]:
    return {
        (product.code, rank)
        for product in offer.products.values()
        if product.line_of_business == "HEALTH"
        for rank in product.plans
    }


def at(contract: Contract, day: date) -> set[tuple[str, int]]:
    there = (
        contract.is_health
        and contract.status == "ACTIVE"
        and any(each.holds(day) for each in contract.covered)
    )
    return {(contract.product.code, contract.plan_on(day).rank)} if there else set()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_demo_has_somebody_at_every_level(offer: Offer, day: date) -> None:
    found: set[tuple[str, int]] = set()
    for number in range(1, MEMBERS + 1):
        for contract in contracts_of(1, a_household(1, number, day), offer, day, YEARS):
            found |= at(contract, day)
    assert levels_of(offer) - found == set()
