"""What a client chose by the arguments of one field: criteria that hold, and an order.

A choice is a key too: batches are made of fields that chose alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, BindParameter, Text, bindparam
from sqlalchemy.types import TypeEngine

from planner.declarations import Criterion

PREFIX = "given_"


class BadArgument(Exception):
    """An argument of a query has a value that cannot be worked with."""

    def __init__(self, argument: str, message: str) -> None:
        super().__init__(message)
        self.argument = argument


@dataclass(frozen=True, slots=True)
class Choice:
    """`given` pairs the names of criteria with their values, lists as tuples. No `order`: the usual one."""

    given: tuple[tuple[str, Any], ...] = ()
    order: str | None = None

    @classmethod
    def of(cls, given: Mapping[str, Any], order: str | None = None) -> "Choice":
        """Of what an argument says; what it does not say, and null, choose nothing."""
        said = {name: _key(value) for name, value in given.items() if value is not None}
        return cls(tuple(said.items()), order)

    def holds(self, criterion: Criterion) -> bool:
        return any(name == criterion.name for name, _ in self.given)

    @property
    def parameters(self) -> dict[str, Any]:
        return {
            PREFIX + name: list(value) if isinstance(value, tuple) else value for name, value in self.given
        }


NOTHING = Choice()


def given(name: str, type_: TypeEngine[Any]) -> BindParameter[Any]:
    """The value that a criterion of this name is given."""
    return bindparam(PREFIX + name, type_=type_)


def given_texts(name: str) -> BindParameter[Any]:
    """A list of texts, such as the names of an enum's values or ids; for `any_`."""
    return given(name, ARRAY(Text))


def _key(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
