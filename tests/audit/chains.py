"""Chains of the audit, sealed, looked at and tampered with."""

from datetime import UTC, datetime

from sqlalchemy import text

from actions.audits.checkpoint_seal import SealedCheckpoint, checkpoint_seal
from actions.transaction import transaction
from loaders.audit_chains import Audit, audit_verified
from runtime import clock
from runtime.actor import Actor
from runtime.crypto import Vault
from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import VAULT

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MAY = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 27, 12, tzinfo=UTC)
ROW = "member_id = :key AND position = {}"


async def write(database: Database, actor: Actor, *chains: int, at: datetime = NOON) -> None:
    """An entry at the end of each chain."""
    with clock.at(at):
        for member_id in chains:
            async with transaction(database, actor, clock.today()) as tx:
                tx.record("EXAMPLE", member_id, note="é « ' \\ 😀")


async def seal(database: Database, at: datetime = NOON) -> SealedCheckpoint:
    with clock.at(at):
        async with as_owner(database.addresses) as owner:
            return await checkpoint_seal(owner, VAULT)


async def verified(database: Database, vault: Vault = VAULT, kept: tuple[int, bytes] | None = None) -> Audit:
    async with as_owner(database.addresses) as owner:
        return await audit_verified(owner, vault, kept=kept)


async def broken(database: Database) -> list[tuple[str, int | None]]:
    found = await verified(database)
    return [(each.chain, each.position) for each in found.broken]


async def tamper(database: Database, *statements: str, key: int) -> None:
    """As somebody who may write everything, and has not the keys of the hub."""
    async with as_owner(database.addresses) as owner:
        for statement in statements:
            await owner.execute(text(statement), {"key": key} if ":key" in statement else {})
