"""Somebody asks for a reimbursement of care that they have paid, and sends the papers by other ways.

All of it is looked at with the asker's own rights, in the transaction that writes it: what they do not see
is not there. The démarche is written with what it awaits, by the guide's table (`rules.sending`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import Executable, Row

from actions.procedures.procedure_key import procedures_alone, request_hash, sent_before, too_many_today
from actions.procedures.procedure_open import NewProcedure, Step, procedure_open
from actions.transaction import Transaction
from loaders.reimbursement_requests import covered_person, lines_of_the_day, requests_for_the_day
from rules import reimbursement_request as rules
from rules.procedures import key_has_its_form
from rules.refusals import ErrorCode, Refusal, Refused, no_id_of_a_beneficiary
from rules.reimbursement_request import KIND, NOBODY, Cover, Earlier
from rules.sending import Sending, sending
from rules.sharing import comes_of_age_on
from runtime.actor import OF_THE_HOUSEHOLD, Role

ASK = OF_THE_HOUSEHOLD | {Role.GUARDIAN}
NOT_FOR_YOU = Refusal(
    ErrorCode.FORBIDDEN, "Une demande de remboursement se fait depuis l’espace de l’assuré."
)
NOT_AN_ID = no_id_of_a_beneficiary(rules.INPUT, "beneficiaryId")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `beneficiary` is the key in a `Beneficiary.id`; None for what is no such id."""

    beneficiary: tuple[int, int] | None
    category: str
    care_date: date
    amount_paid: Decimal
    covered_by_social_security: bool
    third_party_payment: bool

    @property
    def form(self) -> dict[str, Any]:
        return {
            "category": self.category,
            "careDate": self.care_date.isoformat(),
            "amountPaid": f"{self.amount_paid:.2f}",
            "coveredBySocialSecurity": self.covered_by_social_security,
            "thirdPartyPayment": self.third_party_payment,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be sent, and the key of the démarche; None where it was only looked at."""

    key: tuple[int, int] | None
    cell: Sending


async def reimbursement_request(
    tx: Transaction, *, wanted: Wanted, idempotency_key: str, validate_only: bool
) -> Asked:
    """The same under the same key is the démarche that is there. `validate_only` writes nothing."""
    if tx.actor.role not in ASK:
        raise Refused(NOT_FOR_YOU)
    assert tx.actor.member_id is not None
    unreadable = [key_has_its_form(idempotency_key), NOT_AN_ID if wanted.beneficiary is None else None]
    if any(unreadable):
        _refuse(*unreadable, *_faults(wanted, tx.today))
    hash_ = request_hash(tx.actor, KIND, {"beneficiary": wanted.beneficiary, **wanted.form})
    await procedures_alone(tx)
    if (sent := await sent_before(tx, idempotency_key, hash_)) is not None:
        key = None if validate_only else (tx.actor.member_id, sent.procedure_id)
        return Asked(key, _cell(wanted, teletransmission=sent.form["teletransmission"]))
    _refuse(*_faults(wanted, tx.today))
    _refuse(await too_many_today(tx))
    facts = await _facts(tx, wanted)
    cell = _cell(wanted, teletransmission=facts.teletransmission)
    _refuse(rules.there_is_something_to_send(cell))
    _refuse(rules.it_is_asked_for_once(wanted.amount_paid, await _known(tx, wanted, facts)))
    if validate_only:
        return Asked(None, cell)
    about = {name: facts._mapping[name] for name in ("contract_id", "coverage_id", "person_id", "broker_id")}
    form = {**wanted.form, "teletransmission": facts.teletransmission}
    new = NewProcedure(KIND, about, form, idempotency_key, hash_)
    return Asked((tx.actor.member_id, await procedure_open(tx, new, partial(_steps, cell))), cell)


def _cell(wanted: Wanted, *, teletransmission: bool) -> Sending:
    return sending(
        covered=wanted.covered_by_social_security,
        teletransmission=teletransmission,
        third_party=wanted.third_party_payment,
    )


def _faults(wanted: Wanted, today: date) -> Iterator[Refusal | None]:
    """What is wrong with the input whoever it is about."""
    yield rules.amount_can_have_been_paid(wanted.amount_paid)
    to_come = rules.care_was_given_by_today(wanted.care_date, today)
    yield to_come or rules.care_is_not_time_barred(wanted.care_date, today)


def _refuse(*each: Refusal | None) -> None:
    if refusals := [refusal for refusal in each if refusal is not None]:
        raise Refused(*refusals)


async def _facts(tx: Transaction, wanted: Wanted) -> Row[Any]:
    """The beneficiary on the day of care. `Refused`: nobody for whom they may ask, or no cover."""
    assert wanted.beneficiary is not None
    whose, which = wanted.beneficiary
    found = await _read(
        tx, covered_person(tx.actor.sees), {"whose": whose, "which": which, "care_date": wanted.care_date}
    )
    if not found or not _may_ask(tx, found[0]):
        raise Refused(NOBODY)
    (facts,) = found
    cover = Cover(facts.line_of_business, facts.status, facts.since, facts.until, facts.contract_end)
    _refuse(rules.care_is_of_a_health_contract(cover))
    _refuse(rules.person_was_covered_on_the_day(cover, wanted.care_date))
    return facts


def _may_ask(tx: Transaction, facts: Row[Any]) -> bool:
    return rules.may_be_asked_for(
        themself=facts.person_id == tx.actor.person_id,
        as_holder=tx.actor.sees is Role.MEMBER,
        by_guardian=tx.actor.role is Role.GUARDIAN,
        of_age=tx.today >= comes_of_age_on(facts.birth_date),
    )


async def _known(tx: Transaction, wanted: Wanted, facts: Row[Any]) -> list[Earlier]:
    """The same person’s care of the day and category by this contract, as far as the asker sees it."""
    role, day = tx.actor.sees, wanted.care_date
    values = {
        "whose": tx.actor.member_id, "person": facts.person_id, "contract": facts.contract_id,
        "care_date": day, "category": wanted.category,
    }  # fmt: skip
    requests = await _read(tx, requests_for_the_day(role, KIND, rules.NOT_COUNTED), values)
    lines = await _read(tx, lines_of_the_day(role), values)
    return [Earlier(each.spent, rules.in_a_request(each.reference)) for each in requests] + [
        Earlier(each.spent, rules.in_a_line(each.number, day)) for each in lines
    ]


async def _read(tx: Transaction, statement: Executable, values: Mapping[str, Any]) -> list[Row[Any]]:
    parameters = {**tx.actor.parameters, "today": tx.today, **values}
    return list((await tx.connection.execute(statement, parameters)).all())


def _steps(cell: Sending, reference: str) -> list[Step]:
    """Sent by the person; then the hub awaits what is always to be sent. Without papers the step says so."""
    if not rules.awaits_documents(cell):
        return [Step("SUBMITTED", cell.instructions)]
    message = rules.what_is_to_be_sent(cell, reference)
    return [Step("SUBMITTED"), Step("AWAITING_DOCUMENTS", message, by_hub=True)]
