"""What an operation can be led to: a coordinate of the schema, of which chance alone would leave out a seventh."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLSchema,
    get_named_type,
)

from planner.catalog import roles_of
from runtime.actor import Role
from tests.planner.coverage import read

Step = tuple[str, str]
"""A type and a field of it."""


@dataclass(frozen=True)
class Goal:
    """The last field of a way from the root, and what one of its arguments says: `said` are the fields of inputs
    and the value of an enum on the way into it."""

    coordinate: str
    way: tuple[Step, ...]
    argument: str | None = None
    said: tuple[str, ...] = ()

    @property
    def is_last(self) -> bool:
        return len(self.way) == 1

    def next(self) -> "Goal":
        return replace(self, way=self.way[1:])


@cache
def goals_of(schema: GraphQLSchema, role: Role) -> Mapping[str, Goal]:
    """One for each coordinate that the role may ask, by the first field that has it."""
    ways = _ways(schema, role)
    found: dict[str, Goal] = {}
    for name in sorted(ways):
        for goal in _of_type(schema.type_map[name], ways[name], role):
            found.setdefault(goal.coordinate, goal)
    return found


def _of_type(kind: Any, way: tuple[Step, ...], role: Role) -> Iterator[Goal]:
    for name, field in sorted(_may_be_asked(kind, role)):
        here, coordinate = (*way, (kind.name, name)), f"{kind.name}.{name}"
        yield Goal(coordinate, here)
        for argument, input_ in sorted(field.args.items()):
            yield Goal(f"{coordinate}({argument}:)", here, argument)
            for inside, said in _inside(get_named_type(input_.type)):
                yield Goal(inside, here, argument, said)


def _inside(kind: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(kind, GraphQLEnumType):
        yield from ((f"{kind.name}.{value}", (value,)) for value in sorted(kind.values))
    if isinstance(kind, GraphQLInputObjectType):
        for name, each in sorted(kind.fields.items()):
            yield f"{kind.name}.{name}", (name,)
            yield from ((inside, (name, *said)) for inside, said in _inside(get_named_type(each.type)))


def _ways(schema: GraphQLSchema, role: Role) -> dict[str, tuple[Step, ...]]:
    """The shortest way to each type; by an interface only to what nothing else leads to."""
    assert schema.query_type is not None
    found: dict[str, tuple[Step, ...]] = {schema.query_type.name: ()}
    for by_interfaces in (False, True):
        waiting = list(found)
        for name in waiting:
            for field, each in sorted(_may_be_asked(schema.type_map[name], role)):
                for inner in _leads_to(schema, each, by_interfaces=by_interfaces):
                    if inner not in found:
                        found[inner] = (*found[name], (name, field))
                        waiting.append(inner)
    return found


def _leads_to(schema: GraphQLSchema, field: GraphQLField, *, by_interfaces: bool) -> list[str]:
    inner = get_named_type(field.type)
    if isinstance(inner, GraphQLInterfaceType):
        return sorted(each.name for each in schema.get_possible_types(inner)) if by_interfaces else []
    return [inner.name] if hasattr(inner, "fields") else []


def _may_be_asked(kind: Any, role: Role) -> list[tuple[str, GraphQLField]]:
    return [(name, each) for name, each in read(kind).items() if role in (roles_of(each) or Role)]
