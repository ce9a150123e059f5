"""Give a client an access token for its secret (client credentials grant: RFC 6749, section 4.4).

What is done is the same, and as much, for a client that there is not as for a wrong secret.
"""

import hmac
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, select, update

from actions.accounts.attempt_count import attempt_uncount
from actions.accounts.attempt_or_refuse import attempt_or_refuse
from actions.accounts.entrance import Entrance, Visitor
from actions.accounts.tried import client_address_tried
from actions.clients.client_secret import hash_of
from actions.transaction import AccountTransaction, account_transaction
from loaders.accounts import identity_of
from models.accounts import AccountRow
from models.clients import ClientRow
from runtime import clock
from runtime.actor import ClientScope, held
from runtime.roles import DOOR
from runtime.tokens import Identity

NO_SECRET = bytes(32)
"""Stands for the hash of a secret that there is not: nothing that anybody finds has it."""


class NotTheClient(Exception):
    """No such client, another secret, or one that was revoked or has expired: nobody is told which."""


class ScopeRefused(Exception):
    """A scope that the client has not, or that there is not."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a program shows. `scope` is none where it asks for all that it has."""

    client_id: str
    secret: str
    scope: str | None


@dataclass(frozen=True, slots=True)
class Issued:
    access_token: str
    scope: str


async def client_token(entrance: Entrance, visitor: Visitor, shown: Shown) -> Issued:
    """Failures are counted by where they come from, and not by client: a secret cannot be guessed, and a
    client that others could lock would be theirs to stop.
    """
    by_address = client_address_tried(entrance, visitor)
    await attempt_or_refuse(entrance, [by_address])
    async with account_transaction(entrance.database, DOOR) as tx:
        found = await _client(tx, shown)
        identity = await identity_of(tx.connection, found.account_id)
        if not identity.capacities:
            raise NotTheClient
        await attempt_uncount(tx, [by_address])
        used = update(ClientRow).where(ClientRow.account_id == found.account_id)
        await tx.connection.execute(used.values(used_at=clock.now()))
    scopes = _asked(shown.scope, frozenset(ClientScope(each) for each in found.scopes))
    identity = _narrowed(identity, found.client_id, scopes)
    return Issued(entrance.tokens.sign(identity), " ".join(sorted(scopes)))


async def _client(tx: AccountTransaction, shown: Shown) -> Row[*tuple[Any, ...]]:
    await tx.state("hub.login", shown.client_id)
    account = select(AccountRow.account_id).where(AccountRow.login == shown.client_id)
    account_id = await tx.connection.scalar(account) or 0
    await tx.about(account_id)
    row = ClientRow
    found = await tx.connection.execute(
        select(
            row.account_id,
            row.client_id,
            row.scopes,
            row.secret_hash,
            row.former_secret_hash,
            row.former_until,
            row.revoked_at,
            row.expires_on,
        ).where(row.account_id == account_id)
    )
    client = found.one_or_none()
    fits = _fits(shown.secret, client)
    if client is None or not fits:
        raise NotTheClient
    if client.revoked_at is not None or client.expires_on <= clock.today():
        raise NotTheClient
    return client


def _fits(secret: str, client: Row[*tuple[Any, ...]] | None) -> bool:
    """Compared with two hashes, whether or not there are two."""
    present = NO_SECRET if client is None else client.secret_hash
    former = NO_SECRET
    if client is not None and client.former_until is not None and client.former_until > clock.now():
        former = client.former_secret_hash or NO_SECRET
    shown = hash_of(secret)
    is_present, is_former = hmac.compare_digest(shown, present), hmac.compare_digest(shown, former)
    return is_present or is_former


def _asked(scope: str | None, scopes: frozenset[ClientScope]) -> frozenset[ClientScope]:
    """Those that are asked for; all that the client has, where none are."""
    if scope is None:
        return scopes
    wanted = scope.split(" ")
    known = {each.value: each for each in held(scopes)}
    if any(each not in known for each in wanted):
        raise ScopeRefused
    return frozenset(known[each] for each in wanted)


def _narrowed(identity: Identity, client_id: str, scopes: frozenset[ClientScope]) -> Identity:
    capacities = tuple(replace(actor, scopes=scopes) for actor in identity.capacities)
    return replace(identity, capacities=capacities, client_id=client_id)
