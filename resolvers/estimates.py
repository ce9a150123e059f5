"""How an estimate is answered: whom it is for is looked for like any row, then the rules have the word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from loaders.beneficiaries import BENEFICIARIES
from loaders.estimates import covered
from loaders.priced_acts import priced_acts
from loaders.priced_facts import act_of, facts_of, insured_in, known_level
from resolvers.arguments import key_if_of
from resolvers.context import NOT_FOR_YOU, SIGN_IN_FIRST, Context
from rules.contract_phases import HEALTH, SUSPENDED, has_rights
from rules.french import day_in_words
from rules.refusals import ErrorCode, Refusal, Refused, no_id_of_a_beneficiary
from rules.reimbursement import notices
from rules.reimbursement.acts import Act
from rules.reimbursement.body_parts import fault_of
from rules.reimbursement.constants import PUMA
from rules.reimbursement.estimating import Estimated, Planned, Sheet, estimate
from rules.reimbursement.guarantees import Kind
from runtime.actor import Role

MAY_ASK = frozenset({Role.MEMBER, Role.BENEFICIARY, Role.GUARDIAN, Role.AGENT})
"""Not brokers: what is left of an allowance tells of care."""
AHEAD = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Answer:
    """Each line, with the row of its act where there is one, and what is to be known of all."""

    lines: Sequence[Estimated]
    rows: dict[str, Any]
    notices: list[str]


async def estimated(context: Context, beneficiary_id: str, day: date, lines: Sequence[Planned]) -> Answer:
    """`Refused` for who may not ask, for nobody that they see, and for a day without cover."""
    if context.actor is None:
        raise Refused(SIGN_IN_FIRST)
    if context.actor.role not in MAY_ASK:
        raise Refused(NOT_FOR_YOU)
    key = _key(beneficiary_id)
    if not PUMA <= day <= context.today + AHEAD:
        message = "La date des soins est au plus tôt en 2016 et au plus tard dans deux ans."
        raise Refused(Refusal(ErrorCode.BAD_USER_INPUT, message, ("careDate",)))
    row = await covered(context.reader, key, day)
    if row is None:
        raise Refused(NOBODY)
    facts = facts_of(row)
    _require_cover(facts, day)
    if facts["seen_in_full"]:
        context.reader.seen.add(key[0], facts["person_id"], "Allowance")
    return await _answer(context, facts, day, lines)


async def _answer(context: Context, facts: dict[str, Any], day: date, lines: Sequence[Planned]) -> Answer:
    codes = {line.act_code for line in lines if line.act_code is not None}
    families = {line.family for line in lines if line.family is not None}
    rows = {row.code: row for row in await priced_acts(context.reader, sorted(codes), sorted(families))}
    acts = {code: act_of(row) for code, row in rows.items()}
    _require_parts(lines, acts)
    assert context.actor is not None
    by_agent = context.actor.role is Role.AGENT
    sheet = Sheet(
        acts,
        known_level(facts),
        insured_in(facts, day, settled_on=day, families_known=by_agent),
        (notices.IF_NOT_SUSPENDED,) if facts["status"] == SUSPENDED else (),
    )
    told = [notices.INDICATIVE]
    if facts["status"] == SUSPENDED:
        told.append(notices.SUSPENDED)
    if not facts["seen_in_full"]:
        told.append(notices.USES_UNKNOWN)
    if not by_agent and any(map(_is_of_the_family, facts["guarantees"])):
        told.append(notices.FAMILY_UNKNOWN)
    return Answer(estimate(lines, sheet), rows, told)


def _require_parts(lines: Sequence[Planned], acts: Mapping[str, Act]) -> None:
    """An ear, an eye or a tooth is said as the act's family has it."""
    faults = []
    for place, line in enumerate(lines):
        act = None if line.act_code is None else acts.get(line.act_code)
        fault = fault_of(line.part, line.family if act is None else act.family)
        if fault is not None:
            faults.append(Refusal(ErrorCode.BAD_USER_INPUT, fault, ("lines", str(place), "part")))
    if faults:
        raise Refused(*faults)


def _is_of_the_family(guarantee: Mapping[str, Any]) -> bool:
    """Whether what it pays depends on what others of the family have used."""
    shared = (guarantee["allowance"] or {}).get("scope") == "FAMILY"
    return shared or guarantee["expression"]["kind"] == Kind.FAMILY_DEDUCTIBLE


def _key(beneficiary_id: str) -> tuple[int, ...]:
    key = key_if_of(BENEFICIARIES, beneficiary_id)
    if key is None:
        raise Refused(no_id_of_a_beneficiary("beneficiaryId"))
    return key


NOBODY = Refusal(
    ErrorCode.NOT_FOUND, "Ce bénéficiaire n’existe pas, ou ne vous est pas accessible.", ("beneficiaryId",)
)


def _require_cover(facts: dict[str, Any], day: date) -> None:
    if facts["line_of_business"] != HEALTH:
        message = "Une estimation porte sur un contrat santé : choisissez un bénéficiaire d’un tel contrat."
        raise Refused(Refusal(ErrorCode.HEALTH_ONLY, message, ("beneficiaryId",)))
    if not has_rights(facts["status"], day, facts["since"], facts["until"], facts["contract_end"]):
        message = (
            f"Ce bénéficiaire n’est pas couvert le {day_in_words(day)} : choisissez un jour de sa couverture."
        )
        raise Refused(Refusal(ErrorCode.CONTRACT_INACTIVE, message, ("careDate",)))
