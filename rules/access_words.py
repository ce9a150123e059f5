"""What somebody looked at, as the access log has it: names of types, never the data."""

from collections.abc import Iterable

BETWEEN = ","
"""No name of a type of a GraphQL schema has it."""


def text_of(types: Iterable[str]) -> str:
    """Each once, in the order of the alphabet."""
    return BETWEEN.join(sorted(set(types)))


def types_of(text: str) -> list[str]:
    """The names that `text_of` put together."""
    return text.split(BETWEEN)
