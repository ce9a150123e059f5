"""Households made for a test."""

from datetime import date

from actions.households.household_open import NewContract, NewHousehold, NewPerson


def a_household(
    number: str, *, last_name: str = "Petit", health_at: int | None = None, protection_at: int | None = None
) -> NewHousehold:
    """A holder with a health and a protection contract, and a spouse covered by the first of them."""
    return NewHousehold(
        number=number,
        people=[
            NewPerson("Alix", last_name, date(1990, 1, 31), "HOLDER", f"alix.{number}@example.org"),
            NewPerson("Robin", last_name, date(1991, 12, 31), "SPOUSE"),
        ],
        contracts=[
            NewContract(f"S-{number}", "HEALTH", date(2025, 1, 1), (0, 1), health_at),
            NewContract(f"P-{number}", "PROTECTION", date(2025, 2, 1), (0,), protection_at),
        ],
    )
