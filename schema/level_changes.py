"""Whether another level can be asked for, and of whom."""

from datetime import date
from typing import Any

import strawberry

from loaders.brokers import BROKERS
from loaders.features import FACTS, READER
from loaders.level_changes import LEVEL_CHANGES, LEVELS
from loaders.plans import PLAN_IN_FULL
from models.brokers import BrokerRow
from models.contracts import ContractRow
from resolvers.fields import computed, declared, one
from rules.contract_phases import ContractFacts
from rules.level_change import eligible_from, level_change_refusal
from rules.refusals import ErrorCode, Refusal
from schema.brokers import Broker
from schema.features import is_for_holder
from schema.products import Plan, plan_of, plans_of
from schema.scalars import Date

LEVELED = {"current": PLAN_IN_FULL, "levels": LEVELS}


def _refusal(role: str, today: date, **facts: Any) -> Refusal | None:
    return level_change_refusal(ContractFacts(**facts), for_holder=is_for_holder(role), today=today)


def _is_eligible(**needs: Any) -> bool:
    return _refusal(**needs) is None


def _code(**needs: Any) -> ErrorCode | None:
    refusal = _refusal(**needs)
    return None if refusal is None else refusal.code


def _message(**needs: Any) -> str | None:
    refusal = _refusal(**needs)
    return None if refusal is None else refusal.message


def _eligible_from(start_date: date, current: dict[str, Any] | None) -> date | None:
    return None if current is None else eligible_from(start_date)


def _above(current: dict[str, Any] | None, levels: list[dict[str, Any]]) -> list[Plan]:
    return [] if current is None else plans_of([each for each in levels if each["rank"] > current["rank"]])


def _below(current: dict[str, Any] | None, levels: list[dict[str, Any]]) -> list[Plan]:
    return [] if current is None else plans_of([each for each in levels if each["rank"] < current["rank"]])


@strawberry.type(
    description="Whether the holder may ask for another level; the broker arranges it (changement de niveau)."
)
@declared(LEVEL_CHANGES)
class LevelChangeEligibility:
    eligible: bool = computed(_is_eligible, "Whether it can be asked for today.", needs={**FACTS, **READER})
    eligible_from: Date | None = computed(
        _eligible_from,
        "The first day on which it can be: twelve months after the start. Null without levels.",
        needs={"start_date": ContractRow.start_date, "current": PLAN_IN_FULL},
    )
    reason: ErrorCode | None = computed(
        _code, "Why it cannot be asked for today; null when it can.", needs={**FACTS, **READER}
    )
    message: str | None = computed(_message, "The same as a sentence in French.", needs={**FACTS, **READER})
    current_level: Plan | None = computed(
        plan_of, "The level that holds today; null without levels.", needs={"stored": PLAN_IN_FULL}
    )
    levels_above: list[Plan] = computed(_above, "Levels that pay more, the nearest first.", needs=LEVELED)
    levels_below: list[Plan] = computed(_below, "Levels that pay less, the lowest first.", needs=LEVELED)
    broker: Broker | None = one(
        BROKERS,
        "Whom to ask; null when the contract has no broker.",
        on=((ContractRow.broker_id, BrokerRow.broker_id),),
    )
