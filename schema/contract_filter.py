"""How contracts of a household are chosen."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from planner.choices import Choice
from resolvers.arguments import given
from schema.enums import LineOfBusiness

Line = Annotated[
    LineOfBusiness | None,
    strawberry.argument(description="Only contracts that insure this; all of them if unsaid."),
]


def choose_contracts(line_of_business: Line = UNSET) -> Choice:
    """The choice that the argument makes."""
    line = given(line_of_business)
    return Choice.of({"line_of_business": None if line is None else line.value})
