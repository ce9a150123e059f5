"""Enums of the schema, each value with its meaning: a noun's own stand with the noun."""

from enum import Enum
from typing import Any

import strawberry


def described(enum: type[Enum], description: str, values: dict[str, str], name: str | None = None) -> Any:
    """Make an enum of the schema, with a `name` of its own where that of the class says too little there.

    A value without a sentence fails here, at start-up.
    """
    made = strawberry.enum(enum, name=name, description=description)
    for value in made.__strawberry_definition__.values:  # type: ignore[attr-defined]  # set by strawberry
        value.description = values[value.name]
    return made
