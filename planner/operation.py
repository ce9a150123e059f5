"""An operation as the planner reads it: a tree of selected fields, with fragments and directives gone.

graphql-core's own functions coerce variables, collect and merge fields, and read arguments: every way of
doing these anew has a gap somewhere. What `@skip` and `@include` say is settled when the tree is made; what
the arguments say of a field is asked again for each request (`Asking`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import strawberry
from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    VisitorAction,
    get_named_type,
    visit,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.types.arguments import convert_arguments

from planner.asking import Ask, Asked
from planner.catalog import DEFINITION, ask_of, source_of
from planner.declarations import ByIds
from planner.uncovered import Path, Unplannable

STRUCTURAL = ("skip", "include")
NO_VARIABLES = VariableValues({}, {})


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """A field whose arguments are read for each request."""

    schema: strawberry.Schema
    field: GraphQLField
    node: FieldNode
    ask: Ask

    @property
    def varies(self) -> bool:
        """Whether variables say something of it."""
        found = _Variables()
        visit(self.node, found)
        return found.any

    def of(self, values: VariableValues) -> Asked:
        return self.ask(arguments_of(self.schema, self.field, self.node, values))


@dataclass(frozen=True, slots=True, eq=False)
class Selected:
    """One field of an answer under its response name. `asking` is its place among the operation's askings."""

    key: str
    kind: GraphQLObjectType
    details: list[FieldDetails]
    path: Path
    asking: int | None = None

    @property
    def name(self) -> str:
        return self.details[0].node.name.value

    @property
    def field(self) -> GraphQLField:
        found: GraphQLField = self.kind.fields[self.name]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One query of a document, for one outcome of its directives. It is walked once, and collects askings."""

    schema: strawberry.Schema
    node: OperationDefinitionNode
    fragments: dict[str, FragmentDetails]
    values: VariableValues
    askings: list[Asking] = field(default_factory=list)

    def roots(self) -> Iterator[Selected]:
        query = self.schema._schema.query_type
        assert query is not None
        collected = collect_fields(self.schema._schema, self.fragments, self.values, query, self.node)
        yield from self._selected(query, collected.grouped_field_set, ())

    def asked_by_ids(self) -> tuple[Asking, ...]:
        """The root fields that find rows by their ids: of which types these are, only the request says."""
        roots = list(self.roots())
        return tuple(
            self.askings[each.asking]
            for each in roots
            if each.asking is not None and isinstance(source_of(each.field), ByIds)
        )

    def object_type(self, name: str) -> GraphQLObjectType:
        kind = self.schema._schema.type_map[name]
        assert isinstance(kind, GraphQLObjectType)
        return kind

    def under(self, selected: Selected, kind: GraphQLObjectType | None = None) -> Iterator[Selected]:
        """The fields that are selected of an object, whose type is given where the field's is abstract."""
        kind = kind or _object_type(selected)
        collected = collect_subfields(
            self.schema._schema, self.fragments, self.values, self.node, kind, selected.details
        )
        yield from self._selected(kind, collected.grouped_field_set, selected.path)

    def _selected(
        self, kind: GraphQLObjectType, grouped: Mapping[str, list[FieldDetails]], path: Path
    ) -> Iterator[Selected]:
        for key, details in grouped.items():
            name = details[0].node.name.value
            asking = self._asking(kind.fields.get(name), details[0].node)
            yield Selected(key, kind, details, (*path, key), asking)

    def _asking(self, field_: GraphQLField | None, node: FieldNode) -> int | None:
        if field_ is None or (ask := ask_of(field_)) is None:
            return None
        self.askings.append(Asking(self.schema, field_, node, ask))
        return len(self.askings) - 1


def arguments_of(
    schema: strawberry.Schema, field_: GraphQLField, node: FieldNode, values: VariableValues
) -> dict[str, Any]:
    """The arguments as a resolver is given them."""
    coerced = get_argument_values(field_, node, values)
    arguments = field_.extensions[DEFINITION].arguments
    scalars = schema.schema_converter.scalar_registry
    return convert_arguments(coerced, arguments, scalar_registry=scalars, config=schema.config)


def fragments_of(document: DocumentNode) -> dict[str, FragmentDetails]:
    return {
        node.name.value: FragmentDetails(node, {})
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }


def structural_variables(document: DocumentNode) -> tuple[str, ...]:
    """The variables that say whether a field is there at all."""
    found = _Structural()
    visit(document, found)
    return tuple(sorted(found.names))


class _Structural(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        if node.name.value in STRUCTURAL:
            values = [each.value for each in node.arguments or ()]
            self.names.update(each.name.value for each in values if isinstance(each, VariableNode))


class _Variables(Visitor):
    """In the arguments of one field, and not in what is selected of it."""

    def __init__(self) -> None:
        super().__init__()
        self.any = False

    def enter_selection_set(self, *_: Any) -> VisitorAction:
        return self.SKIP

    def enter_variable(self, *_: Any) -> VisitorAction:
        self.any = True
        return self.BREAK


def _object_type(selected: Selected) -> GraphQLObjectType:
    kind = get_named_type(selected.field.type)
    if not isinstance(kind, GraphQLObjectType):
        raise Unplannable(selected.path, "an interface or a union")
    return kind
