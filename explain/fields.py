"""What an operation selects, as a tree of response names with their types."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from planner.catalog import source_of
from planner.declarations import Computed
from planner.operation import Operation, Selected
from planner.statement import Statement
from planner.uncovered import Path


@dataclass(frozen=True, slots=True)
class Field:
    key: str
    type_: str
    path: Path
    is_leaf: bool
    is_computed: bool
    """Made by Python of what the statement reads."""
    fields: tuple["Field", ...] = ()


def fields_of(operation: Operation, statement: Statement) -> tuple[Field, ...]:
    return tuple(_Fields(operation, statement).of(operation.roots()))


class _Fields:
    def __init__(self, operation: Operation, statement: Statement) -> None:
        self._operation = operation
        self._types: dict[Path, dict[str, None]] = {}
        for path, type_name in statement.levels.values():
            self._types.setdefault(path, {})[type_name] = None

    def of(self, selected: Iterator[Selected]) -> Iterator[Field]:
        for each in selected:
            if each.name == "__typename":
                yield Field(each.key, "String!", each.path, is_leaf=True, is_computed=False)
                continue
            computed = isinstance(source_of(each.field), Computed)
            leaf = is_leaf_type(get_named_type(each.field.type))
            below = () if leaf else tuple(self._below(each))
            yield Field(each.key, str(each.field.type), each.path, leaf, computed, below)

    def _below(self, selected: Selected) -> Iterator[Field]:
        named = get_named_type(selected.field.type)
        if isinstance(named, GraphQLObjectType):
            yield from self.of(self._operation.under(selected))
            return
        # An id says of which type its row is; nothing is below one that leads nowhere.
        for type_name in self._types.get(selected.path, ()):
            kind = self._operation.object_type(type_name)
            yield from self.of(self._operation.under(selected, kind))
