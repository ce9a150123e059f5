"""All the declarations of a schema, read off the schema itself: there is no second list to keep."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLObjectType, GraphQLSchema, is_non_null_type

from planner.asking import ASK, ROLES, Ask
from planner.declarations import SOURCE, Declared, Rows, Source
from runtime.actor import Role

DEFINITION = "strawberry-definition"
ROWS = "__rows__"
"""Under this attribute a class holds the rows of its type."""


class Catalog:
    """The declared types by name."""

    def __init__(self, types: Mapping[str, Declared]) -> None:
        self._types = types
        self._nodes = {declared.rows.tag: declared for declared in types.values() if declared.rows.tag}

    @classmethod
    def of(cls, schema: GraphQLSchema) -> "Catalog":
        objects = [kind for kind in schema.type_map.values() if isinstance(kind, GraphQLObjectType)]
        types = {
            kind.name: Declared(rows, dict(_sources(kind)))
            for kind in objects
            if (rows := _rows(kind)) is not None
        }
        return cls(types)

    def declared(self, rows: Rows) -> Declared:
        """The type of these rows. Where it is reached in a special way they are not the type's usual ones.

        Rows that no type is declared of have no fields: who reads them adds what is needed.
        """
        usual = self._types.get(rows.type_name, Declared(rows, {}))
        return usual if rows is usual.rows else replace(usual, rows=rows)

    def named(self, type_name: str) -> Declared:
        return self._types[type_name]

    def totals(self, type_name: str) -> Declared | None:
        """The type of a name, if it is one of sums."""
        declared = self._types.get(type_name)
        return declared if declared is not None and declared.sums else None

    def node(self, tag: str) -> Declared | None:
        """The type whose global ids begin with a tag."""
        return self._nodes.get(tag)

    def __iter__(self) -> Iterator[Declared]:
        return iter(self._types.values())


@dataclass(frozen=True, slots=True)
class Declaration:
    """One field that was declared with a source."""

    name: str
    """Its coordinate, such as `Contract.member`."""
    source: Source
    rows: Rows | None
    """Those of its type; none where that is made of no rows."""
    required: bool
    """Whether it may not be null."""
    roles: frozenset[Role] | None
    """Who may ask it at all; none for everybody."""


def declarations(schema: GraphQLSchema) -> Iterator[Declaration]:
    """All fields that were declared with a source, also of types that are made of no rows."""
    for kind in schema.type_map.values():
        if not isinstance(kind, GraphQLObjectType):
            continue
        for name, field in kind.fields.items():
            if (source := source_of(field)) is not None:
                required, roles = is_non_null_type(field.type), roles_of(field)
                yield Declaration(f"{kind.name}.{name}", source, _rows(kind), required, roles)


def source_of(field: Any) -> Source | None:
    """The source that a field of a built schema was declared with, if it was."""
    definition = field.extensions.get(DEFINITION)
    return definition.metadata.get(SOURCE) if definition is not None else None


def ask_of(field: Any) -> Ask | None:
    """How the field's arguments are read, if it has any."""
    found: Ask | None = field.extensions[DEFINITION].metadata.get(ASK)
    return found


def roles_of(field: Any) -> frozenset[Role] | None:
    """Who may ask the field at all; none for everybody."""
    found: frozenset[Role] | None = field.extensions[DEFINITION].metadata.get(ROLES)
    return found


def python_name(field: Any) -> str:
    return str(field.extensions[DEFINITION].python_name)


def _sources(kind: GraphQLObjectType) -> Iterator[tuple[str, Source]]:
    for field in kind.fields.values():
        if (source := source_of(field)) is not None:
            yield python_name(field), source


def _rows(kind: GraphQLObjectType) -> Rows | None:
    definition = kind.extensions.get(DEFINITION)
    return getattr(definition.origin, ROWS, None) if definition is not None else None
