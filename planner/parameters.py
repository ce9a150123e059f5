"""The parameters of the fields that are asked something: each field of an operation has names of its own."""

from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, cast, null
from sqlalchemy.sql import visitors
from sqlalchemy.types import TypeEngine

from planner.asking import Asked
from planner.choices import PREFIX


def own(statement: Select[Any], asking: int | None, asked: Asked) -> Select[Any]:
    """A statement about the rows of one field, whose `given_…` parameters are that field's.

    What the field is not given is null: rows can depend on what is asked of them by more than conditions.
    """
    given = {PREFIX + name for name, _ in asked.choice.given}

    def renamed(element: Any, **_: Any) -> Any:
        if not _is_given(element):
            return None
        if element.key not in given:
            return cast(null(), element.type)
        return bindparam(f"f{asking}_{element.key}", type_=element.type, required=True)

    if not any(_is_given(element) for element in visitors.iterate(statement)):
        # To copy it is a third of all that is done to make a plan.
        return statement
    changed: Any = visitors.replacement_traverse(statement, {}, renamed)
    found: Select[Any] = changed
    return found


def _is_given(element: Any) -> bool:
    return isinstance(element, BindParameter) and element.key.startswith(PREFIX)


def end_of(asking: int | None, side: str, place: int, type_: TypeEngine[Any]) -> BindParameter[Any]:
    """One value of the place where a page begins or ends."""
    return bindparam(f"f{asking}_{side}_{place}", type_=type_, required=True)


def key_of(asking: int | None, id_: int, place: int, type_: TypeEngine[Any]) -> BindParameter[Any]:
    """One part of the key of one of the ids that a field is given."""
    return bindparam(f"f{asking}_key_{id_}_{place}", type_=type_, required=True)


def parameters_of(asking: int, asked: Asked) -> dict[str, Any]:
    """The values of one field, by the names that the functions above give them."""
    found = {f"f{asking}_{name}": value for name, value in asked.choice.parameters.items()}
    for id_, (_, key) in enumerate(asked.keys):
        found.update({f"f{asking}_key_{id_}_{i}": part for i, part in enumerate(key)})
    if asked.wanted is not None:
        for side, place in (("after", asked.wanted.after), ("before", asked.wanted.before)):
            found.update({f"f{asking}_{side}_{i}": value for i, value in enumerate(place or ())})
    return found
