"""Rows into the tables: COPY as their owner, on a connection of its own, in one transaction."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager

import asyncpg

from runtime.addresses import Addresses
from runtime.connections import DatabaseAway
from seed.sheets import COLUMNS, STRIDES, Packed, stride_of

IDENTITIES = {
    "members": "member_id", "people": "person_id", "nir_tokens": "nir_token_id", "sharings": "sharing_id",
    "accounts": "account_id", "capacities": "capacity_id", "addresses": "address_id",
    "scheme_affiliations": "scheme_affiliation_id", "contracts": "contract_id", "coverages": "coverage_id",
    "teletransmissions": "teletransmission_id", "third_party_cards": "third_party_card_id",
    "bank_accounts": "bank_account_id", "sepa_mandates": "sepa_mandate_id", "installments": "installment_id",
    "procedures": "procedure_id", "procedure_events": "procedure_event_id", "statements": "statement_id",
    "reimbursements": "reimbursement_id", "allowance_uses": "allowance_use_id", "brokers": "broker_id",
}  # fmt: skip
"""The column that the database would give a key to."""


@asynccontextmanager
async def owner_of(addresses: Addresses) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    """A plain connection of the driver, as the owner of the tables: SQLAlchemy knows no COPY."""
    dsn = addresses.own.set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        connection = await asyncpg.connect(dsn)
    except (OSError, asyncpg.PostgresError) as error:
        raise DatabaseAway(f"{type(error).__name__}: {error}") from error
    try:
        yield connection
    finally:
        await connection.close()


async def first_keys(connection: "asyncpg.Connection[asyncpg.Record]") -> dict[str, int]:
    """The first free key of each table: after its rows, and after what its sequence has given."""
    firsts = {}
    for table, column in IDENTITIES.items():
        sequence = await connection.fetchval("SELECT pg_get_serial_sequence($1, $2)", table, column)
        taken = f"SELECT coalesce(max({column}), 0) FROM {table}"  # noqa: S608  # names of this file
        given = f"SELECT last_value - (NOT is_called)::int FROM {sequence}"  # noqa: S608  # and of the database
        firsts[table] = 1 + await connection.fetchval(f"SELECT greatest(({taken}), ({given}))")
    return firsts


async def leave_keys_behind(
    connection: "asyncpg.Connection[asyncpg.Record]", firsts: Mapping[str, int], members: int, years: int,
    brokers: int,
) -> None:  # fmt: skip
    """Let the sequences go on after the last key that a household may have."""
    for table, first in firsts.items():
        width = brokers if table == "brokers" else members * stride_of(table, years)
        await connection.execute(
            "SELECT setval(pg_get_serial_sequence($1, $2), $3)", table, IDENTITIES[table], first + width - 1
        )


async def copy(connection: "asyncpg.Connection[asyncpg.Record]", packed: Packed) -> int:
    """Write rows of some households, each table after those it refers to; how many there were."""
    written = 0
    for table, columns in COLUMNS.items():
        if table in packed:
            count, rows = packed[table]
            await connection.copy_to_table(table, source=_whole(rows), columns=columns.split(), format="text")
            written += count
    return written


async def write_words(connection: "asyncpg.Connection[asyncpg.Record]", first: int, members: int) -> int:
    """The words by which the holders of so many households are found; how many there were."""
    done: str = await connection.execute(
        """INSERT INTO member_words (member_id, word, broker_ids)
           SELECT DISTINCT member_id, word, broker_ids
           FROM members, regexp_split_to_table(search, ' ') AS word
           WHERE word <> '' AND member_id >= $1 AND member_id < $2""",
        first,
        first + members,
    )
    return int(done.rsplit(" ", 1)[1])


async def copy_bare(connection: "asyncpg.Connection[asyncpg.Record]", batches: Iterable[Packed]) -> None:
    """The same rows into temporary tables without keys, references or indexes: what no program can beat."""
    for table in COLUMNS:
        await connection.execute(
            f"CREATE TEMPORARY TABLE bare_{table} (LIKE {table} INCLUDING DEFAULTS) ON COMMIT DROP"
        )
    for packed in batches:
        for table, columns in COLUMNS.items():
            if table in packed:
                _, rows = packed[table]
                await connection.copy_to_table(
                    f"bare_{table}", source=_whole(rows), columns=columns.split(), format="text"
                )


async def _whole(rows: bytes) -> AsyncIterator[bytes]:
    yield rows


assert STRIDES.keys() | {"brokers"} == IDENTITIES.keys(), "every key has a stride and a column"
