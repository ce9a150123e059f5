"""Somebody agrees that a broker see more than brokers do, until a day, or takes it back. Effective at once.

What was agreed to stays known: its row is withdrawn, and another wording or day is another row.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Row, exists, insert, or_, select, update

from actions.transaction import Transaction
from models.consents import ConsentRow
from models.contracts import ContractRow, CoverageRow
from models.people import PersonRow
from rules.consents import decides_for_themselves, ends_in_time, names_the_wording, year_after
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import OF_THE_HOUSEHOLD, Role

DECIDE = OF_THE_HOUSEHOLD | {Role.GUARDIAN}
NO_SUCH_BROKER = Refusal(
    ErrorCode.NOT_FOUND, "Ce courtier n’est celui d’aucun de vos contrats.", ("brokerId",)
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is agreed to, and the first day without; a year from today where none is said."""

    text_version: str
    ends_on: date


async def broker_consent_set(
    tx: Transaction, *, broker_id: int, given: bool, text_version: str | None, ends_on: date | None
) -> None:
    """Asking twice for the same is no error and leaves no second trace."""
    await tx.alone(f"consents of person {tx.actor.person_id}")
    person = await _who_decides(tx)
    if not given:
        await _take_back(tx, broker_id, person)
        return
    wording = _wording(tx.today, text_version, ends_on)
    if not await _has(tx, _placed(tx, broker_id, person)):
        raise Refused(NO_SUCH_BROKER)
    if await _is_current(tx, broker_id, wording):
        return
    await _end(tx, broker_id)
    await _begin(tx, broker_id, wording)
    more = {"text_version": wording.text_version, "ends_on": wording.ends_on.isoformat()}
    _record(tx, "BROKER_CONSENT_GIVEN", broker_id, **more)


async def _who_decides(tx: Transaction) -> Row[date, bool]:
    if tx.actor.role not in DECIDE:
        message = "L’accord donné au courtier se choisit depuis l’espace de l’assuré."
        raise Refused(Refusal(ErrorCode.FORBIDDEN, message))
    found = await tx.connection.execute(
        select(PersonRow.birth_date, PersonRow.is_holder).where(
            PersonRow.member_id == tx.actor.member_id, PersonRow.person_id == tx.actor.person_id
        )
    )
    if (person := found.one_or_none()) is None:
        raise Refused(Refusal(ErrorCode.NOT_FOUND, "Cette personne n’existe pas."))
    if refusal := decides_for_themselves(person.birth_date, person.is_holder, tx.today):
        raise Refused(refusal)
    return person


def _wording(today: date, text_version: str | None, ends_on: date | None) -> Wording:
    wording = Wording(text_version or "", ends_on or year_after(today))
    wrong = (names_the_wording(wording.text_version), ends_in_time(wording.ends_on, today))
    if refusals := [each for each in wrong if each is not None]:
        raise Refused(*refusals)
    return wording


def _placed(tx: Transaction, broker_id: int, person: Row[date, bool]) -> ColumnElement[bool]:
    """The broker has placed a contract of the holder's, or one that covers the adult."""
    placed = exists().where(ContractRow.member_id == tx.actor.member_id, ContractRow.broker_id == broker_id)
    if person.is_holder:
        return placed
    return placed.where(
        CoverageRow.member_id == ContractRow.member_id,
        CoverageRow.contract_id == ContractRow.contract_id,
        CoverageRow.person_id == tx.actor.person_id,
    )


def _theirs(tx: Transaction, broker_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        ConsentRow.member_id == tx.actor.member_id,
        ConsentRow.person_id == tx.actor.person_id,
        ConsentRow.purpose == "BROKER_ACCESS",
        ConsentRow.broker_id == broker_id,
    )


async def _has(tx: Transaction, condition: ColumnElement[bool]) -> bool:
    return bool(await tx.connection.scalar(select(condition)))


async def _is_current(tx: Transaction, broker_id: int, wording: Wording) -> bool:
    same = exists().where(
        *_theirs(tx, broker_id),
        ConsentRow.withdrawn_at.is_(None),
        ConsentRow.text_version == wording.text_version,
        ConsentRow.ends_on == wording.ends_on,
    )
    return await _has(tx, same)


async def _begin(tx: Transaction, broker_id: int, wording: Wording) -> None:
    await tx.connection.execute(
        insert(ConsentRow)
        .inline()
        .values(
            member_id=tx.actor.member_id,
            person_id=tx.actor.person_id,
            purpose="BROKER_ACCESS",
            broker_id=broker_id,
            text_version=wording.text_version,
            given_at=clock.now(),
            ends_on=wording.ends_on,
        )
    )


async def _end(tx: Transaction, broker_id: int) -> bool:
    """What ended by its day is withdrawn too, before it is given again."""
    ended = await tx.connection.execute(
        update(ConsentRow)
        .where(*_theirs(tx, broker_id), ConsentRow.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now())
    )
    return bool(ended.rowcount)


async def _take_back(tx: Transaction, broker_id: int, person: Row[date, bool]) -> None:
    """From any broker who ever had it: a contract may have gone elsewhere meanwhile."""
    if await _end(tx, broker_id):
        _record(tx, "BROKER_CONSENT_WITHDRAWN", broker_id)
    elif not await _has(tx, or_(exists().where(*_theirs(tx, broker_id)), _placed(tx, broker_id, person))):
        raise Refused(NO_SUCH_BROKER)


def _record(tx: Transaction, action: str, broker_id: int, **details: str) -> None:
    assert tx.actor.member_id is not None
    who = {"person_id": str(tx.actor.person_id), "broker_id": str(broker_id)}
    tx.record(action, tx.actor.member_id, **who, **details)
