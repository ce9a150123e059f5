"""Numbers by which people know a household or a contract."""

from typing import Annotated

import strawberry

from planner.choices import Choice

LONGEST = 40

MemberNumber = Annotated[str, strawberry.argument(description="A member number (numéro adhérent).")]
ContractNumber = Annotated[str, strawberry.argument(description="A contract number (numéro de contrat).")]


def member_number(number: MemberNumber) -> Choice:
    return Choice.of({"number": _as_text(number)})


def contract_number(number: ContractNumber) -> Choice:
    return Choice.of({"number": _as_text(number)})


def _as_text(number: str) -> str:
    """What no number can be finds nothing: Postgres has no text with a NUL or half of a surrogate pair."""
    return number if len(number) <= LONGEST and number.isprintable() else ""
