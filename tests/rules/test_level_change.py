"""When another level can be asked for."""

from datetime import date
from typing import Any

import pytest

from rules.contract_phases import ContractFacts
from rules.level_change import eligible_from, level_change_refusal
from rules.refusals import ErrorCode


def facts(start: date = date(2025, 1, 15), **changes: Any) -> ContractFacts:
    values: dict[str, Any] = {
        "line_of_business": "HEALTH", "status": "ACTIVE", "start_date": start, "end_date": None,
        "other_levels": True,
    }  # fmt: skip
    return ContractFacts(**{**values, **changes})


def code(contract: ContractFacts, today: date, *, for_holder: bool = True) -> ErrorCode | None:
    refusal = level_change_refusal(contract, for_holder=for_holder, today=today)
    return None if refusal is None else refusal.code


@pytest.mark.parametrize(
    ("start", "last_day_without", "first_day"),
    [
        (date(2025, 1, 15), date(2026, 1, 14), date(2026, 1, 15)),
        (date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)),
        (date(2024, 2, 29), date(2025, 2, 27), date(2025, 2, 28)),
        (date(2023, 3, 1), date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_it_can_from_exactly_twelve_months_after_the_start(
    start: date, last_day_without: date, first_day: date
) -> None:
    assert eligible_from(start) == first_day
    assert code(facts(start), last_day_without) is ErrorCode.NOT_YET_AVAILABLE
    assert code(facts(start), first_day) is None


def test_too_early_names_the_day() -> None:
    refusal = level_change_refusal(facts(date(2025, 3, 1)), for_holder=True, today=date(2025, 6, 1))
    assert refusal is not None
    assert refusal.message.replace("\u00a0", " ").endswith("à partir du 1er mars 2026.")


LATER = date(2027, 1, 1)


def test_there_are_levels_in_health_contracts_only() -> None:
    assert code(facts(line_of_business="PROTECTION"), LATER) is ErrorCode.HEALTH_ONLY


def test_it_is_for_the_holder_only() -> None:
    assert code(facts(), LATER, for_holder=False) is ErrorCode.NOT_HOLDER


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "SUSPENDED"},
        {"status": "PROPOSAL"},
        {"status": "CANCELLED"},
        {"end_date": date(2026, 6, 1)},
    ],
)
def test_the_contract_must_be_in_force(changes: dict[str, object]) -> None:
    assert code(facts(**changes), LATER) is ErrorCode.CONTRACT_INACTIVE


def test_a_product_without_another_level_has_none_to_change_to() -> None:
    assert code(facts(other_levels=False), LATER) is ErrorCode.NOT_FOUND
