"""Invented households by the thousand, the same ones for the same seed, written by COPY.

await seed(addresses, settings, members=300, years=2, until=yesterday)      # all, personas too
await seed_personas(addresses, settings, years=2, until=yesterday)          # the personas alone
"""

import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date

import asyncpg

from actions.catalogue.catalogue_load import catalogue_load
from runtime.addresses import Addresses
from runtime.crypto import Vault
from runtime.keys import data_key
from runtime.mendable import Mendable
from runtime.migrations import as_owner
from runtime.settings import Mode, Settings
from seed import identities
from seed.batches import generated
from seed.book import Order
from seed.chances import lot, years_before
from seed.contracts import brokers_by
from seed.copying import copy, first_keys, leave_keys_behind, owner_of, write_words
from seed.filled import has_households
from seed.offer import read_offer
from seed.personas import PLACES, write_personas
from seed.sheets import Packed, Sheets

ONE_AT_A_TIME = 7_405_121_961
BROKER_TRADES = ("Cabinet", "Courtage", "Assurances")


class SeedRefused(Mendable):
    """This database is not to be filled; the message says why, in one line."""


@dataclass(slots=True)
class Written:
    """What was made, and how long it took."""

    households: int
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    batches: list[Packed] = field(default_factory=list)
    """All that was written, where it was asked to be kept."""

    def count(self, packed: Packed, keep: bool) -> None:
        for table, (count, _) in packed.items():
            self.rows[table] = self.rows.get(table, 0) + count
        if keep:
            self.batches.append(packed)

    @property
    def lines(self) -> int:
        return self.rows.get("reimbursements", 0)


Progress = Callable[[int], None]
"""Told how many households more are written."""


async def seed(
    addresses: Addresses, settings: Settings, *, members: int, years: int, until: date, seed: int = 1,
    processes: int | None = None, progress: Progress = lambda _: None, keep: bool = False,
) -> Written:  # fmt: skip
    """Fill a migrated database: the catalogue first, then households in one transaction, all or nothing.

    `until` is the last day of the history, a day that is over. It begins `years` before, or with the first
    tariffs of the catalogue. Personas that are there get their life too: see `seed_personas`. `SeedRefused`
    in production, where generated households are there already, and before the first tariffs.
    """
    refuse_production(settings)
    started = time.monotonic()
    written = Written(members)
    await _load_catalogue(addresses)
    async with owner_of(addresses) as connection, connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", ONE_AT_A_TIME)
        await _refuse_twice(connection)
        order = await _order(connection, settings, years=years, until=until, seed=seed)
        brokers = await _write_brokers(connection, order, members)
        async with aclosing(generated(order, members, processes)) as batches:
            async for households, packed in batches:
                await copy(connection, packed)
                written.count(packed, keep)
                progress(households)
        words = await write_words(connection, order.first_keys["members"], members)
        written.rows["member_words"] = words
        await _write_lives(connection, order, written, members=members, brokers=brokers, keep=keep)
    written.seconds = time.monotonic() - started
    return written


async def seed_personas(
    addresses: Addresses, settings: Settings, *, years: int, until: date, seed: int = 1
) -> Written:
    """Give the personas' households cover, care and payments, and nobody else anything. One transaction.

    Their people, contracts, levels, addresses and accounts stay as they are in the database: a contract that
    has ended or is suspended lives like one. Whoever has due dates or links has had a life, and is left
    alone, so that this may be called as often as one likes. Loads the catalogue. `written.households` is how
    many got a life. `SeedRefused` in production, and before the first tariffs.
    """
    refuse_production(settings)
    started = time.monotonic()
    written = Written(0)
    await _load_catalogue(addresses)
    async with owner_of(addresses) as connection, connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", ONE_AT_A_TIME)
        order = await _order(connection, settings, years=years, until=until, seed=seed)
        written.households = await _write_lives(connection, order, written)
    written.seconds = time.monotonic() - started
    return written


async def _write_lives(
    connection: "asyncpg.Connection[asyncpg.Record]", order: Order, written: Written, *, members: int = 0,
    brokers: int = 0, keep: bool = False,
) -> int:  # fmt: skip
    """The personas' rows, after which the database gives keys again. How many households got any."""
    lived, sheets = await write_personas(connection, order, members, Vault(order.data_key))
    packed = sheets.packed()
    await copy(connection, packed)
    written.count(packed, keep)
    households = members + (PLACES if lived else 0)
    await leave_keys_behind(connection, order.first_keys, households, order.years, brokers)
    return lived


async def _load_catalogue(addresses: Addresses) -> None:
    async with as_owner(addresses) as owner:
        await catalogue_load(owner)


def refuse_production(settings: Settings) -> None:
    if settings.mode is Mode.PRODUCTION:
        raise SeedRefused("invented households have no place in production: unset HUB_MODE")


async def _refuse_twice(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    if await has_households(connection):
        raise SeedRefused("there are generated households in this database already: seed an empty one")


async def _order(
    connection: "asyncpg.Connection[asyncpg.Record]",
    settings: Settings,
    *,
    years: int,
    until: date,
    seed: int,
) -> Order:
    offer = await read_offer(connection)
    first_day = offer.first_day
    if until <= first_day:
        raise SeedRefused(f"no tariffs are known before {first_day}: end the history on a later day")
    firsts = await first_keys(connection)
    agent = "SELECT min(account_id) FROM capacities WHERE role = 'AGENT'"
    return Order(
        seed=seed,
        years=years,
        since=max(years_before(until, years), first_day),
        until=until,
        offer=offer,
        first_keys=firsts,
        agent_id=await connection.fetchval(agent),
        data_key=data_key(settings),
    )


async def _write_brokers(connection: "asyncpg.Connection[asyncpg.Record]", order: Order, members: int) -> int:
    """Each by its place, whatever their number."""
    sheets = Sheets()
    count = brokers_by(members)
    for place in range(1, count + 1):
        rng = lot(order.seed, "broker", place)
        name = f"{rng.choice(BROKER_TRADES)} {identities.a_last_name(rng)}"
        sheets.add(
            "brokers", order.first_keys["brokers"] + place - 1, name, f"courtier.{place}@example.org",
            identities.a_phone(rng), f"{place + 90_000_000}",
        )  # fmt: skip
    await copy(connection, sheets.packed())
    return count
