"""What `./hub audit` does on a database, as the owner of its tables; and the checkpoint of every hour."""

import logging
from collections.abc import Callable
from datetime import date

from actions.audits.checkpoint_seal import SealedCheckpoint, checkpoint_seal
from actions.audits.months_purge import months_purge
from loaders.audit_chains import Audit, Progress, audit_verified, entries_of_all
from rules.audit_chains import Purge
from runtime.addresses import Addresses
from runtime.crypto import Vault
from runtime.migrations import as_owner

log = logging.getLogger("hub.audit")

HOURLY = "0 * * * *"
"""On the hour, as cron writes it."""

Bar = Callable[[int], Progress]
"""Makes a bar for so many entries."""


async def verify(addresses: Addresses, vault: Vault, bar: Bar, kept: tuple[int, bytes] | None) -> Audit:
    async with as_owner(addresses) as owner:
        return await audit_verified(owner, vault, bar(await _entries(addresses)), kept)


async def purge(addresses: Addresses, vault: Vault, bar: Bar, before: date) -> Purge:
    async with as_owner(addresses) as owner:
        return await months_purge(owner, vault, before, bar(await _entries(addresses)))


async def seal(addresses: Addresses, vault: Vault) -> SealedCheckpoint:
    """The log has the seal too: who keeps logs elsewhere can show that no checkpoint was taken away."""
    async with as_owner(addresses) as owner:
        sealed = await checkpoint_seal(owner, vault)
    log.info("checkpoint %s is sealed over %d heads that moved", sealed.kept, sealed.heads)
    return sealed


async def _entries(addresses: Addresses) -> int:
    """Asked in a transaction of its own: the one that looks begins with its snapshot."""
    async with as_owner(addresses) as owner:
        return await entries_of_all(owner)
