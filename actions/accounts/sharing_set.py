"""An adult beneficiary shows their lines to the holder, or stops showing them. Effective at once."""

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from actions.transaction import Transaction
from models.people import PersonRow, SharingRow
from rules.refusals import ErrorCode, Refusal, Refused
from rules.sharing import is_an_adult_beneficiary
from runtime import clock
from runtime.actor import Role

DECIDE = frozenset({Role.BENEFICIARY, Role.GUARDIAN})
"""The adult, or who acts for them."""


async def sharing_set(tx: Transaction, *, given: bool) -> None:
    """Asking twice for the same is no error and leaves no second trace."""
    if refusal := await _refusal(tx):
        raise Refused(refusal)
    if await (_give(tx) if given else _withdraw(tx)):
        assert tx.actor.member_id is not None
        tx.record(
            "SHARING_GIVEN" if given else "SHARING_WITHDRAWN",
            tx.actor.member_id,
            person_id=str(tx.actor.person_id),
        )


async def _refusal(tx: Transaction) -> Refusal | None:
    if tx.actor.role not in DECIDE:
        return Refusal(ErrorCode.FORBIDDEN, "Le partage se choisit depuis l’espace du bénéficiaire majeur.")
    person = (
        await tx.connection.execute(
            select(PersonRow.birth_date, PersonRow.is_holder).where(
                PersonRow.member_id == tx.actor.member_id, PersonRow.person_id == tx.actor.person_id
            )
        )
    ).one_or_none()
    if person is None:
        return Refusal(ErrorCode.NOT_FOUND, "Ce bénéficiaire n’existe pas.")
    return is_an_adult_beneficiary(person.birth_date, person.is_holder, tx.today)


async def _give(tx: Transaction) -> bool:
    """True when nothing was shared before. The unique index decides between two who ask at once."""
    shared = await tx.connection.execute(
        insert(SharingRow)
        .values(member_id=tx.actor.member_id, person_id=tx.actor.person_id, given_at=clock.now())
        .on_conflict_do_nothing()
    )
    return bool(shared.rowcount)


async def _withdraw(tx: Transaction) -> bool:
    ended = await tx.connection.execute(
        update(SharingRow)
        .where(
            SharingRow.member_id == tx.actor.member_id,
            SharingRow.person_id == tx.actor.person_id,
            SharingRow.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=clock.now())
    )
    return bool(ended.rowcount)
