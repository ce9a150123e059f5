"""The personas live like others, on their own contracts, and once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from runtime.addresses import Addresses
from runtime.settings import Mode, Settings
from seed.copying import owner_of
from seed.generation import SeedRefused, Written, seed_personas
from tests.seed.conftest import UNTIL, YEARS, fill
from tests.seed.connections import Connection

LIVED = ("reimbursements", "statements", "third_party_cards", "installments", "teletransmissions")
ODD = "100009"


@pytest.fixture
async def connection(addresses: Addresses) -> AsyncIterator[Connection]:
    async with owner_of(addresses) as connection:
        yield connection


async def live(addresses: Addresses, settings: Settings) -> Written:
    return await seed_personas(addresses, settings, years=YEARS, until=UNTIL)


async def counts(connection: Connection) -> dict[str, int]:
    return {table: await connection.fetchval(f"SELECT count(*) FROM {table}") for table in LIVED}


async def open_another(connection: Connection, status: str, start: date, end: date | None = None) -> None:
    """A persona's household that nothing here knows by its number, without an account."""
    await connection.execute(
        f"""WITH m AS (INSERT INTO members (number, sort_name, search) VALUES ('{ODD}', 'x', 'x') RETURNING member_id),
             n AS (INSERT INTO member_numbers SELECT '{ODD}', member_id FROM m),
             p AS (INSERT INTO people (member_id, is_holder, first_name, last_name, birth_date)
                   SELECT member_id, true, 'Alix', 'Roche', '1990-01-01' FROM m RETURNING member_id, person_id),
             c AS (INSERT INTO contracts (member_id, number, line_of_business, product_id, status, start_date,
                                          end_date, premium_amount)
                   SELECT m.member_id, 'S-200009', 'HEALTH', product_id, $1, $2, $3, 50
                   FROM m, products WHERE code = 'SANTE_PRO' RETURNING member_id, contract_id)
           INSERT INTO coverages (member_id, contract_id, person_id, relation, covered_from, covered_to)
           SELECT p.member_id, contract_id, person_id, 'HOLDER', $2, $3 FROM p, c""",
        status,
        start,
        end,
    )


async def theirs(connection: Connection, what: str, table: str, where: str = "true") -> list[Any]:
    rows = await connection.fetch(
        f"SELECT {what} AS it FROM {table} t JOIN member_numbers n USING (member_id) WHERE n.number = $1 AND {where}"
        " ORDER BY 1",
        ODD,
    )
    return [row["it"] for row in rows]


async def test_the_personas_alone_get_a_life_and_no_second_one(
    addresses: Addresses, connection: Connection, keys_of_this_run: Settings
) -> None:
    first = await live(addresses, keys_of_this_run)
    members = await connection.fetchval("SELECT count(*) FROM members")
    lived = await counts(connection)
    assert first.households == members > 0
    assert all(lived.values())
    assert (await live(addresses, keys_of_this_run)).households == 0
    await fill(addresses, keys_of_this_run, 1)
    after = await connection.fetchval(
        "SELECT count(*) FROM installments WHERE member_id IN (SELECT member_id FROM members WHERE length(number) = 6)"
    )
    assert after == lived["installments"]


async def test_two_that_begin_at_once_write_one_life(
    addresses: Addresses, keys_of_this_run: Settings
) -> None:
    both = await asyncio.gather(live(addresses, keys_of_this_run), live(addresses, keys_of_this_run))
    assert sorted(each.households > 0 for each in both) == [False, True]


async def test_a_suspended_contract_has_rejected_due_dates_and_a_suspended_card(
    addresses: Addresses, connection: Connection, keys_of_this_run: Settings
) -> None:
    await open_another(connection, "SUSPENDED", date(2025, 1, 1))
    await live(addresses, keys_of_this_run)
    assert len(await theirs(connection, "due_on", "installments", "status = 'REJECTED'")) >= 2
    assert await theirs(connection, "status", "third_party_cards") == ["EXPIRED", "SUSPENDED"]
    assert await theirs(connection, "status", "contracts") == ["SUSPENDED"]


async def test_nothing_goes_on_after_the_end_of_a_contract(
    addresses: Addresses, connection: Connection, keys_of_this_run: Settings
) -> None:
    end = date(2026, 3, 1)
    await open_another(connection, "TERMINATED", date(2025, 1, 1), end)
    await live(addresses, keys_of_this_run)
    assert max(await theirs(connection, "care_date", "reimbursements")) < end
    assert max(await theirs(connection, "period_to", "installments")) == end
    assert await theirs(connection, "status", "third_party_cards") == ["EXPIRED", "REVOKED"]
    assert await theirs(connection, "status", "sepa_mandates") == ["REVOKED"]


@pytest.mark.parametrize("start", [UNTIL, date(2026, 12, 15)])
async def test_a_newcomer_has_due_dates_to_come_and_no_care_yet(
    addresses: Addresses, connection: Connection, keys_of_this_run: Settings, start: date
) -> None:
    await open_another(connection, "ACTIVE", start)
    await live(addresses, keys_of_this_run)
    assert await theirs(connection, "care_date", "reimbursements") == []
    assert await theirs(connection, "due_on", "installments", f"due_on < '{start}'") == []
    assert await theirs(connection, "due_on", "installments") != []
    assert await theirs(connection, "t.address_id", "addresses") != []


async def test_production_has_no_personas(addresses: Addresses) -> None:
    with pytest.raises(SeedRefused, match="production"):
        await live(addresses, Settings(mode=Mode.PRODUCTION))
