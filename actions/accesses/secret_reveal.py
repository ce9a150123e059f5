"""An agent is shown a NIR or an IBAN in full, and the household is told why.

What is read, the line in the access log and the entry of the audit are one transaction: where one cannot be
written nothing is shown.
"""

from dataclasses import dataclass

from sqlalchemy import Select, insert, or_, select

from actions.transaction import Transaction
from models.bank_accounts import BankAccountRow
from models.consents import AccessRow
from models.contracts import CoverageRow
from models.people import PersonRow
from rules.refusals import ErrorCode, Refusal, Refused
from rules.reveals import keeps_it_to_itself, says_why
from runtime import clock
from runtime.actor import Role
from runtime.crypto import Place, Vault

NOTHING_THERE = Refusal(ErrorCode.NOT_FOUND, "Aucun numéro de ce genre n’est enregistré ici.", ("id",))
FOR_AGENTS = Refusal(ErrorCode.FORBIDDEN, "Seul un gestionnaire peut afficher un numéro en entier.")


@dataclass(frozen=True, slots=True)
class NirOf:
    """A covered person, or the holder where no coverage is named."""

    member_id: int
    coverage_id: int | None = None


@dataclass(frozen=True, slots=True)
class IbanOf:
    """The account that a household uses today, to pay with or to be paid on."""

    member_id: int
    usage: str


async def secret_reveal(tx: Transaction, vault: Vault, *, of: NirOf | IbanOf, reason: str) -> str:
    """The secret, which is good to show once this transaction is committed."""
    if tx.actor.role is not Role.AGENT:
        raise Refused(FOR_AGENTS)
    if refusal := says_why(reason):
        raise Refused(refusal)
    kind, person_id, place, sealed = await _sealed(tx, of)
    secret = vault.unseal(sealed, place)
    if refusal := keeps_it_to_itself(reason, secret):
        raise Refused(refusal)
    await tx.connection.execute(
        insert(AccessRow)
        .inline()  # an agent's role may not read back the key that the line is given
        .values(
            member_id=of.member_id,
            person_id=person_id,
            at=clock.now(),
            account_id=tx.actor.account_id,
            role=tx.actor.role.value,
            label=tx.actor.label,
            what=kind,
            reason=reason.strip(),
        )
    )
    whose = {} if person_id is None else {"person_id": str(person_id)}
    tx.record("SECRET_REVEALED", of.member_id, secret=kind, reason=reason.strip(), **whose)
    return secret


async def _sealed(tx: Transaction, of: NirOf | IbanOf) -> tuple[str, int | None, Place, bytes]:
    """What kind it is, whose if it is one person's, where it was sealed, and as what."""
    if isinstance(of, NirOf):
        person = (await tx.connection.execute(_person(of))).one_or_none()
        if person is None or person.nir_sealed is None:
            raise Refused(NOTHING_THERE)
        return "NIR", person.person_id, Place("people", "nir_sealed", of.member_id), person.nir_sealed
    sealed = await tx.connection.scalar(
        select(BankAccountRow.iban_sealed).where(
            BankAccountRow.member_id == of.member_id,
            BankAccountRow.usage == of.usage,
            BankAccountRow.valid_from <= tx.today,
            or_(BankAccountRow.valid_to.is_(None), BankAccountRow.valid_to > tx.today),
        )
    )
    if sealed is None:
        raise Refused(NOTHING_THERE)
    return "IBAN", None, Place("bank_accounts", "iban_sealed", of.member_id), sealed


def _person(of: NirOf) -> Select[int, bytes | None]:
    query = select(PersonRow.person_id, PersonRow.nir_sealed).where(PersonRow.member_id == of.member_id)
    if of.coverage_id is None:
        return query.where(PersonRow.is_holder)
    return query.join(
        CoverageRow,
        (CoverageRow.member_id == PersonRow.member_id) & (CoverageRow.person_id == PersonRow.person_id),
    ).where(CoverageRow.coverage_id == of.coverage_id)
