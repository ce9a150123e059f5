"""A démarche is sent once, however often its request comes: it is known by a key that the client gives."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from actions.transaction import Transaction
from models.procedures import ProcedureRow
from rules.procedures import not_too_many
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import Actor

MISMATCH = Refusal(
    ErrorCode.IDEMPOTENCY_MISMATCH,
    "Cette clé a déjà servi pour une autre demande : utilisez une nouvelle clé pour chaque demande.",
    ("idempotencyKey",),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A démarche that is there already."""

    procedure_id: int
    form: Mapping[str, Any]


def request_hash(actor: Actor, kind: str, asked: Mapping[str, Any]) -> bytes:
    """The same for the same request in the same capacity, whatever way its values were written."""
    whose = [actor.role.value, actor.person_id]
    return hashlib.sha256(json.dumps([whose, kind, asked], sort_keys=True).encode()).digest()


async def procedures_alone(tx: Transaction) -> None:
    """Of two who ask for the same at once, in one household, the second sees what the first has sent."""
    await tx.alone(f"procedures of member {tx.actor.member_id}")


async def sent_before(tx: Transaction, key: str, hash_: bytes) -> Sent | None:
    """What the account has sent under this key. `Refused` where that was something else."""
    row = ProcedureRow
    query = select(row.procedure_id, row.form, row.request_hash).where(
        row.member_id == tx.actor.member_id,
        row.submitted_by == tx.actor.account_id,
        row.idempotency_key == key,
    )
    found = (await tx.connection.execute(query)).one_or_none()
    if found is None:
        return None
    if bytes(found.request_hash) != hash_:
        raise Refused(MISMATCH)
    return Sent(found.procedure_id, found.form)


async def too_many_today(tx: Transaction) -> Refusal | None:
    """Whether the account has sent all that it may on one day in this household, of whatever kind."""
    row = ProcedureRow
    query = (
        select(func.count())
        .select_from(row)
        .where(
            row.member_id == tx.actor.member_id,
            row.submitted_by == tx.actor.account_id,
            row.submitted_at >= clock.beginning_of(tx.today),
        )
    )
    sent = (await tx.connection.execute(query)).scalar_one()
    return not_too_many(sent, clock.beginning_of(tx.today + timedelta(days=1)))
