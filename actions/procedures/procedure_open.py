"""Write a démarche under a reference of its own, with the steps that it has come already."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as upsert

from actions.transaction import Transaction
from models.procedures import ProcedureEventRow, ProcedureReferenceRow, ProcedureRow
from rules.activation import LETTERS
from rules.procedures import REFERENCE_LENGTH, reference_of
from runtime import clock

DRAWS = 5
"""A reference that is taken is drawn again: one in a million is, where a year has a million."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far it has come. `by_hub`: by itself, not by who sends it."""

    status: str
    message: str | None = None
    by_hub: bool = False


@dataclass(frozen=True, slots=True)
class NewProcedure:
    """A démarche before it is written: what it is, about whom and what, and under which key it was sent."""

    kind: str
    about: Mapping[str, int | None]
    form: Mapping[str, Any]
    idempotency_key: str
    request_hash: bytes


class Taken(Exception):
    """There is a démarche of this reference, of whichever household."""


class NoReferenceLeft(Exception):
    """As many as were drawn were taken: it is not by chance that they were drawn."""


StepsOf = Callable[[str], Sequence[Step]]
"""The steps of a démarche, given its reference: what the person is told names it."""


def drawn() -> str:
    """The letters of a reference, by chance: they tell neither who nor how many."""
    return "".join(secrets.choice(LETTERS) for _ in range(REFERENCE_LENGTH))


async def procedure_open(tx: Transaction, new: NewProcedure, steps_of: StepsOf) -> int:
    """The key of the démarche, written with its reference and its events."""
    assert tx.actor.member_id is not None
    for _ in range(DRAWS):
        reference = reference_of(tx.today, drawn())
        if (key := await _unless_taken(tx, new, reference, steps_of(reference))) is not None:
            tx.record(f"{new.kind}_SENT", tx.actor.member_id, procedure_id=str(key))
            return key
    raise NoReferenceLeft


async def _unless_taken(
    tx: Transaction, new: NewProcedure, reference: str, steps: Sequence[Step]
) -> int | None:
    try:
        async with tx.attempt():
            return await _write(tx, new, reference, steps)
    except Taken:
        return None


async def _write(tx: Transaction, new: NewProcedure, reference: str, steps: Sequence[Step]) -> int:
    now = clock.now()
    key: int = (await tx.connection.execute(_row(tx, new, reference, steps, now))).scalar_one()
    of_it = {"member_id": tx.actor.member_id, "procedure_id": key}
    named = upsert(ProcedureReferenceRow).inline().values(**of_it, reference=reference)
    # References of other households are not to be read: whether one is taken is seen by writing it.
    if not (await tx.connection.execute(named.on_conflict_do_nothing())).rowcount:
        raise Taken
    before = None
    for step in steps:
        who = {} if step.by_hub else {"account_id": tx.actor.account_id, "role": tx.actor.role.value}
        event = {**of_it, **who, "at": now, "from_status": before, "to_status": step.status}
        await tx.connection.execute(insert(ProcedureEventRow).inline().values(**event, message=step.message))
        before = step.status
    return key


def _row(tx: Transaction, new: NewProcedure, reference: str, steps: Sequence[Step], now: datetime) -> Any:
    return (
        insert(ProcedureRow)
        .values(
            member_id=tx.actor.member_id,
            **new.about,
            reference=reference,
            kind=new.kind,
            status=steps[-1].status,
            submitted_by=tx.actor.account_id,
            submitted_as=tx.actor.role.value,
            submitted_at=now,
            updated_at=now,
            version=len(steps),
            idempotency_key=new.idempotency_key,
            request_hash=new.request_hash,
            form=dict(new.form),
        )
        .returning(ProcedureRow.procedure_id)
    )
