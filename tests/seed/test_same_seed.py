"""The same seed makes the same rows, whoever makes them and however many are made beside them."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from runtime.addresses import Addresses
from runtime.postgres import EmbeddedPostgres
from runtime.settings import Mode, Settings
from seed.copying import IDENTITIES, copy_bare, owner_of
from seed.generation import SeedRefused, seed
from seed.sheets import COLUMNS, SEALED
from tests.seed.conftest import UNTIL, YEARS, cloned, fill
from tests.seed.connections import Connection

FEW = 45
"""Two batches."""


@pytest.fixture
async def empty(server: EmbeddedPostgres, superuser: Connection, offered: str) -> AsyncIterator[Addresses]:
    async with cloned(server, superuser, offered, "empty") as addresses:
        yield addresses


async def sums(addresses: Addresses, where: str = "true") -> dict[str, str]:
    """A checksum of each table, without what is sealed anew each time."""
    async with owner_of(addresses) as connection:
        return {
            table: await connection.fetchval(
                f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM (SELECT {columns} FROM {table}) t"
                f" WHERE {where if 'member_id' in columns else 'true'}"
            )
            for table, columns in (
                (table, ", ".join(each for each in columns.split() if each not in SEALED.get(table, ())))
                for table, columns in COLUMNS.items()
            )
        }


@pytest.mark.slow
async def test_one_process_and_two_make_identical_rows(
    server: EmbeddedPostgres, superuser: Connection, offered: str, keys_of_this_run: Settings
) -> None:
    found = []
    for processes in (1, 2):
        async with cloned(server, superuser, offered, f"by_{processes}") as addresses:
            await fill(addresses, keys_of_this_run, FEW, processes=processes)
            found.append(await sums(addresses))
    assert found[0] == found[1]
    assert all(found[0].values()), "no table is empty"


async def test_a_household_is_the_same_among_many_and_among_few(
    server: EmbeddedPostgres, superuser: Connection, offered: str, keys_of_this_run: Settings
) -> None:
    found = []
    for members in (5, 9):
        async with cloned(server, superuser, offered, f"of_{members}") as addresses:
            await fill(addresses, keys_of_this_run, members)
            first = "(SELECT min(member_id) FROM members WHERE length(number) = 8)"
            first_five = f"t.member_id BETWEEN {first} AND {first} + 4"
            found.append(await sums(addresses, first_five))
    owned = [table for table, columns in COLUMNS.items() if columns.startswith("member_id")]
    assert {table: found[0][table] for table in owned} == {table: found[1][table] for table in owned}


async def test_another_seed_makes_other_people(
    server: EmbeddedPostgres, superuser: Connection, offered: str, keys_of_this_run: Settings
) -> None:
    found = []
    for number in (1, 2):
        async with cloned(server, superuser, offered, f"seed_{number}") as addresses:
            await fill(addresses, keys_of_this_run, 3, number)
            found.append(await sums(addresses))
    assert found[0]["people"] != found[1]["people"]


async def test_the_same_rows_can_be_copied_bare(empty: Addresses, keys_of_this_run: Settings) -> None:
    """For `--bare`, which measures what a COPY takes without keys, references and indexes."""
    written = await seed(
        empty, keys_of_this_run, members=2, years=YEARS, until=UNTIL, seed=1, processes=1, keep=True
    )
    async with owner_of(empty) as connection, connection.transaction():
        await copy_bare(connection, written.batches)
        copied = await connection.fetchval("SELECT count(*) FROM bare_reimbursements")
    assert copied == written.lines > 0


async def test_a_database_is_filled_once(empty: Addresses, keys_of_this_run: Settings) -> None:
    await fill(empty, keys_of_this_run, 2)
    with pytest.raises(SeedRefused, match="already"):
        await fill(empty, keys_of_this_run, 2)


async def test_a_database_without_the_catalogue_gets_it_first(
    addresses: Addresses, keys_of_this_run: Settings
) -> None:
    await fill(addresses, keys_of_this_run, 2)
    async with owner_of(addresses) as connection:
        assert await connection.fetchval("SELECT count(*) FROM acts") > 60
        assert await connection.fetchval("SELECT count(*) FROM reimbursements WHERE act_id IS NULL") == 0


async def test_a_history_that_ends_before_all_tariffs_is_refused(
    empty: Addresses, keys_of_this_run: Settings
) -> None:
    with pytest.raises(SeedRefused, match="2023-11-01"):
        await seed(empty, keys_of_this_run, members=2, years=YEARS, until=date(2023, 11, 1))


async def test_a_history_begins_with_the_first_tariffs(empty: Addresses, keys_of_this_run: Settings) -> None:
    await seed(empty, keys_of_this_run, members=8, years=3, until=date(2024, 2, 1))
    async with owner_of(empty) as connection:
        assert await connection.fetchval("SELECT min(care_date) FROM reimbursements") >= date(2023, 11, 1)


async def test_every_word_of_a_generated_holder_is_found(
    empty: Addresses, keys_of_this_run: Settings
) -> None:
    await fill(empty, keys_of_this_run, 4)
    async with owner_of(empty) as connection:
        for row in await connection.fetch("SELECT member_id, search, broker_ids FROM members"):
            words = await connection.fetch(
                "SELECT word, broker_ids FROM member_words WHERE member_id = $1", row["member_id"]
            )
            assert {word["word"] for word in words} == set(row["search"].split())
            assert all(word["broker_ids"] == row["broker_ids"] for word in words)


async def test_production_is_refused(empty: Addresses) -> None:
    with pytest.raises(SeedRefused, match="production"):
        await fill(empty, Settings(mode=Mode.PRODUCTION), 2)


async def test_the_database_gives_keys_after_those_of_the_seed(
    empty: Addresses, keys_of_this_run: Settings
) -> None:
    await fill(empty, keys_of_this_run, 3)
    async with owner_of(empty) as connection:
        for table, column in IDENTITIES.items():
            following = await connection.fetchval(
                "SELECT nextval(pg_get_serial_sequence($1, $2))", table, column
            )
            assert following > (await connection.fetchval(f"SELECT max({column}) FROM {table}") or 0), table
