"""Where a contract stands on a day."""

from datetime import date

import pytest

from rules.contract_phases import NEVER, ContractFacts, Phase, has_rights

START, END = date(2025, 1, 1), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("status", "end", "today", "phase"),
    [
        ("PROPOSAL", None, date(2025, 6, 1), Phase.NOT_AGREED),
        ("CANCELLED", None, date(2025, 6, 1), Phase.NOT_AGREED),
        ("ACTIVE", None, date(2024, 12, 31), Phase.TO_BEGIN),
        ("ACTIVE", None, START, Phase.IN_FORCE),
        ("ACTIVE", END, date(2025, 12, 31), Phase.IN_FORCE),
        ("ACTIVE", END, END, Phase.ENDED),
        ("SUSPENDED", None, START, Phase.SUSPENDED),
        ("SUSPENDED", END, END, Phase.ENDED),
        ("TERMINATED", END, END, Phase.ENDED),
    ],
)
def test_the_days_say_what_the_status_does_not(
    status: str, end: date | None, today: date, phase: Phase
) -> None:
    assert ContractFacts("HEALTH", status, START, end, other_levels=True).phase(today) is phase


@pytest.mark.parametrize(
    ("day", "ends", "covered"),
    [
        (date(2024, 12, 31), (None,), False),
        (START, (None,), True),
        (date(2025, 12, 31), (None, END), True),
        (END, (None, END), False),
        (END, (END, None), False),
        (END, (), True),
    ],
)
def test_cover_runs_from_its_first_day_until_the_day_before_it_ends(
    day: date, ends: tuple[date | None, ...], covered: bool
) -> None:
    assert has_rights("ACTIVE", day, START, *ends) is covered
    assert not any(has_rights(status, day, START, *ends) for status in NEVER)
