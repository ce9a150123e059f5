"""Price one act of care by the rules and write its line, with what it uses of allowances: all or nothing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from actions.reimbursements.uses import lock_lines, write_uses
from actions.transaction import Transaction
from loaders.beneficiaries import BENEFICIARIES
from loaders.estimates import asked, with_facts
from loaders.priced_acts import with_tariffs
from loaders.priced_facts import act_of, facts_of, insured_in, known_level
from loaders.selects import predicate
from models.acts import ActRow
from models.contracts import CoverageRow
from models.reimbursements import ReimbursementRow
from planner.conditions import source_of
from rules.contract_phases import SUSPENDED, has_rights
from rules.names import folded
from rules.refusals import ErrorCode, Refusal, Refused
from rules.reimbursement import notices
from rules.reimbursement.acts import Act
from rules.reimbursement.body_parts import fault_of
from rules.reimbursement.constants import NoValueYet
from rules.reimbursement.explanation import stored
from rules.reimbursement.money import ZERO
from rules.reimbursement.settling import NoTariff, Settled, settle
from rules.reimbursement.texts import VERSION
from runtime import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """Care that was given, as the rules see it and as it came. Euros for all of `quantity`."""

    member_id: int
    coverage_id: int
    act_code: str
    day: date
    spent: Decimal
    quantity: int = 1
    practitioner: str | None = None
    in_pathway: bool = True
    in_network: bool | None = None
    professional: str = ""
    part: str = ""
    source: str = "PAPER"
    source_key: str | None = None
    payee: str = "MEMBER"
    procedure_id: int | None = None
    other_paid: Decimal = ZERO


NOT_COVERED = Refusal(ErrorCode.CONTRACT_INACTIVE, "Le bénéficiaire n’est pas couvert à la date des soins.")
TO_BE_REVIEWED = Refusal(
    ErrorCode.BAD_USER_INPUT, "Le catalogue n’a pas de tarif pour cet acte à cette date : il est à étudier."
)
SUSPENDED_NOW = Refusal(
    ErrorCode.CONTRACT_INACTIVE, "Le contrat est suspendu : un gestionnaire doit étudier ces soins."
)
NO_LEVEL = Refusal(ErrorCode.BAD_USER_INPUT, notices.NO_LEVEL)


async def line_settle(tx: Transaction, new: NewLine) -> int:
    """The line's key; it is PENDING. Refused: no cover or no level on the day of care, a contract that is
    suspended, no tariff, or a part of the body that the act has not.
    """
    contract_id = await tx.connection.scalar(
        select(CoverageRow.contract_id).where(
            CoverageRow.member_id == new.member_id, CoverageRow.coverage_id == new.coverage_id
        )
    )
    if contract_id is None:
        raise Refused(Refusal(ErrorCode.NOT_FOUND, "Ce bénéficiaire n’existe pas."))
    await lock_lines(tx, new.member_id)
    facts, act = await _facts(tx, new), await _act(tx, new.act_code)
    if (fault := fault_of(new.part, act.family)) is not None:
        raise Refused(Refusal(ErrorCode.BAD_USER_INPUT, fault, ("part",)))
    settled = _settled(new, facts, act, tx.today)
    whose = {
        "member_id": new.member_id,
        "coverage_id": new.coverage_id,
        "contract_id": contract_id,
        "person_id": facts["person_id"],
    }
    line_id: int | None = await tx.connection.scalar(
        insert(ReimbursementRow)
        .values(**whose, **_written(new, act, settled))
        .returning(ReimbursementRow.reimbursement_id)
    )
    assert line_id is not None
    await write_uses(tx, whose, line_id, new.day, settled.uses)
    tx.record("LINE_SETTLED", new.member_id, reimbursement_id=str(line_id))
    return line_id


async def _facts(tx: Transaction, new: NewLine) -> dict[str, Any]:
    role = tx.actor.sees
    seen = select().select_from(source_of(BENEFICIARIES)).where(predicate(BENEFICIARIES, role))
    values = asked((new.member_id, new.coverage_id), new.day, tx.today, new.professional)
    values |= {**tx.actor.parameters, "today": tx.today}
    found = (await tx.connection.execute(with_facts(seen, role), values)).one_or_none()
    facts = {} if found is None else facts_of(found)
    if not facts or not has_rights(
        facts["status"], new.day, facts["since"], facts["until"], facts["contract_end"]
    ):
        raise Refused(NOT_COVERED)
    if facts["status"] == SUSPENDED:
        raise Refused(SUSPENDED_NOW)
    return facts


async def _act(tx: Transaction, code: str) -> Act:
    statement = with_tariffs(select().select_from(ActRow), tx.actor.sees).where(ActRow.code == code)
    found = (await tx.connection.execute(statement, {"codes": [code], "families": []})).one_or_none()
    if found is None:
        raise Refused(TO_BE_REVIEWED)
    return act_of(found)


def _settled(new: NewLine, facts: dict[str, Any], act: Act, today: date) -> Settled:
    level = known_level(facts)
    if level is None:
        raise Refused(NO_LEVEL)
    insured = insured_in(facts, new.day, settled_on=today, families_known=True, professional=new.professional)
    try:
        return settle(new, act, level, insured, today.year, other_paid=new.other_paid)
    except (NoTariff, NoValueYet):
        raise Refused(TO_BE_REVIEWED) from None


def _written(new: NewLine, act: Act, settled: Settled) -> dict[str, Any]:
    amounts = settled.amounts
    return {
        "status": "PENDING",
        "source": new.source,
        "source_key": new.source_key,
        "received_at": clock.now(),
        "care_date": new.day,
        "label": act.label,
        "search": folded(f"{act.label} {new.professional}"),
        "category": act.category,
        "family": act.family,
        "act_id": act.act_id,
        "quantity": new.quantity,
        "professional": new.professional or None,
        "practitioner": new.practitioner,
        "spent": amounts.spent,
        "reimbursement_base": amounts.reimbursement_base,
        "rate": settled.rate,
        "social_security_paid": amounts.amo_net,
        "flat_contribution": amounts.flat_contribution,
        "deductible": amounts.deductible,
        "complementary_paid": amounts.complementary,
        "other_paid": amounts.other_paid,
        "remaining": amounts.remaining,
        "payee": new.payee,
        "procedure_id": new.procedure_id,
        "explanation": stored(amounts.steps),
        "rules_version": VERSION,
    }
