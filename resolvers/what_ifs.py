"""How a year on another level is answered: lines that the reader sees in full, replayed by the rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from loaders.contracts import CONTRACTS
from loaders.priced_acts import priced_acts
from loaders.priced_facts import act_of, facts_of, level_in
from loaders.selects import IN_FULL
from loaders.what_ifs import compared, lines_of_year
from planner.choices import BadArgument
from resolvers.arguments import key_if_of
from resolvers.context import Context
from rules.months import YEAR, age_on, months_after
from rules.premiums import Price, premium
from rules.reimbursement.acts import Act
from rules.reimbursement.insured import Insured, Uses
from rules.reimbursement.levels import Level
from rules.reimbursement.rates import left_pathway, scheme_of
from rules.reimbursement.replaying import PaidLine, Replayed, replay
from runtime.actor import Role

MAY_ASK = (Role.MEMBER, Role.GUARDIAN, Role.AGENT, Role.BROKER)


@dataclass(frozen=True, slots=True)
class Compared:
    """A contract's last twelve months at two levels. `hidden`: lines that the reader may not see in full."""

    first: date
    last: date
    level: Mapping[str, Any] | None
    level_then: Mapping[str, Any]
    replayed: Replayed
    hidden: int
    premium_difference: Decimal | None
    by_consent: bool
    """For a broker: sums alone, of who agreed."""


async def what_if_at(context: Context, contract_id: str, rank: int) -> Compared | None:
    """None for a contract that is not there or not seen, and for a broker without the holder's consent.
    `BadArgument`: no such level, no health contract.
    """
    context.require(*MAY_ASK, in_person=True)
    key = key_if_of(CONTRACTS, contract_id)
    if key is None:
        raise BadArgument("contractId", "`contractId` is the id of a Contract, as this API gave it.")
    if not 1 <= rank <= 100:  # no product has so many
        raise BadArgument("level", "`level` is the rank of a level of the product: see `levelChange`.")
    row = await compared(context.reader, key, rank)
    if row is None:
        return None
    facts = facts_of(row)
    if facts["line_of_business"] != "HEALTH":
        raise BadArgument("contractId", "`contractId`: only health contracts have levels to compare.")
    if facts["level_then"] is None:
        raise BadArgument("level", f"`level`: the product has no level {rank}: see `levelChange`.")
    last = context.today
    first = months_after(last, -YEAR) + timedelta(days=1)
    by_consent = context.actor is not None and context.actor.role is Role.BROKER
    lines = await lines_of_year(context.reader, key, first, last, consented=by_consent)
    seen = [line for line in lines if line._mapping[IN_FULL]]
    acts = await _acts(context, seen)
    replayed = replay(_paid(seen, acts, facts), _levels(facts))
    return Compared(
        first,
        last,
        facts["level"],
        facts["level_then"],
        replayed,
        len(lines) - len(seen),
        _difference(facts, last),
        by_consent,
    )


async def _acts(context: Context, lines: Sequence[Any]) -> dict[str, Act]:
    codes = {line.fact_act_code for line in lines if line.fact_act_code is not None}
    return {row.code: act_of(row) for row in await priced_acts(context.reader, sorted(codes), [])}


def _paid(lines: Sequence[Any], acts: Mapping[str, Act], facts: Mapping[str, Any]) -> list[PaidLine]:
    people: dict[int, Insured] = {}
    paid = [_line(line, acts.get(line.fact_act_code or ""), people, facts) for line in lines]
    of_the_family: Uses = {}
    for person in people.values():
        person.shared = of_the_family
    return paid


def _line(line: Any, act: Act | None, people: dict[int, Insured], facts: Mapping[str, Any]) -> PaidLine:
    scheme = scheme_of(alsace_moselle=line.fact_local_scheme)
    insured = people.setdefault(
        line.fact_person_id,
        Insured(line.fact_born, scheme, facts["contract_start"], line.fact_since),
    )
    return PaidLine(
        day=line.fact_care_date,
        spent=line.fact_spent,
        quantity=line.fact_quantity,
        practitioner=line.fact_practitioner,
        in_pathway=act is None
        or not left_pathway(act.care_family, line.fact_rate, line.fact_care_date, scheme),
        act=act,
        insured=insured,
        social_security_paid=line.fact_social_security_paid,
        complementary_paid=line.fact_complementary_paid,
        other_paid=line.fact_other_paid,
        professional=line.fact_professional or "",
    )


def _levels(facts: Mapping[str, Any]) -> Callable[[date], Level]:
    """The other level's table on a day."""

    @cache
    def level_on(day: date) -> Level:
        written = day.isoformat()
        holding = [
            each
            for each in facts["guarantees"]
            if each["valid_from"] <= written and (each["valid_to"] is None or written < each["valid_to"])
        ]
        return level_in(holding, responsible=facts["responsible"])

    return level_on


def _difference(facts: Mapping[str, Any], today: date) -> Decimal | None:
    """Euros a year, at today's ages and prices; none where one of the two has no price."""
    covered = [
        (age_on(date.fromisoformat(each["born"]), today), bool(each["child"])) for each in facts["covered"]
    ]
    prices = [facts["price"], facts["price_then"]]
    if None in prices:
        return None
    now, then = (premium(_price(each), covered, YEAR) for each in prices)
    return then - now


def _price(stored: Mapping[str, Any]) -> Price:
    exact = {name: Decimal(stored[name]) for name in ("adult_monthly", "yearly_slope", "child_share")}
    return Price(**exact, free_from_child=stored["free_from_child"])
