"""Which coordinates of the schema an answered operation has asked, and of which it was told something.

Coordinates are written as GraphQL writes them: `Type.field`, `Type.field(argument:)`, `Input.field`, `Enum.VALUE`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_list_type,
)

from planner.catalog import DEFINITION, source_of

NEVER_TOLD = {
    "Document.url": "no document is served yet: always null",
    "Document.urlExpiresAt": "no document is served yet: always null",
}
"""Fields of which nobody is answered more than null or nothing in the world of the oracle, and why."""


def is_field(schema: GraphQLSchema, coordinate: str) -> bool:
    """And no argument, field of an input or value of an enum: a field is not only asked, but also answered."""
    kind, _, rest = coordinate.partition(".")
    return "(" not in rest and hasattr(schema.type_map[kind], "interfaces")


def universe(schema: GraphQLSchema) -> set[str]:
    """All that a query can ask of what the planner takes on."""
    found: set[str] = set()
    for kind in _reachable(schema, schema.query_type):
        for name, each in read(kind).items():
            found.add(f"{kind.name}.{name}")
            for argument, input_ in each.args.items():
                found.add(f"{kind.name}.{name}({argument}:)")
                found |= set(_of_input(get_named_type(input_.type)))
    return found


def read(kind: GraphQLObjectType | GraphQLInterfaceType) -> dict[str, GraphQLField]:
    """The fields that say where they come from, are attributes of what the request made, or tell of a page: not
    those that a resolver of their own works out, which the executor answers alone."""
    return {
        name: each
        for name, each in kind.fields.items()
        if source_of(each) is not None
        or "pageInfo" in kind.fields
        or each.extensions[DEFINITION].base_resolver is None
    }


def _reachable(schema: GraphQLSchema, start: Any) -> list[Any]:
    met, waiting = {}, [start]
    while waiting:
        kind = waiting.pop()
        if kind.name in met:
            continue
        met[kind.name] = kind
        if isinstance(kind, GraphQLInterfaceType):
            waiting += schema.get_possible_types(kind)
        for each in read(kind).values():
            inner = get_named_type(each.type)
            if isinstance(inner, GraphQLObjectType | GraphQLInterfaceType):
                waiting.append(inner)
    return list(met.values())


def _of_input(kind: Any) -> Iterator[str]:
    if isinstance(kind, GraphQLEnumType):
        yield from (f"{kind.name}.{value}" for value in kind.values)
    if isinstance(kind, GraphQLInputObjectType):
        for name, each in kind.fields.items():
            yield f"{kind.name}.{name}"
            yield from _of_input(get_named_type(each.type))


@dataclass
class Coverage:
    schema: GraphQLSchema
    asked: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    """Of these something was answered that is neither null nor empty."""

    def add(self, document: DocumentNode, variables: dict[str, Any], data: dict[str, Any]) -> None:
        (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
        fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        defaults = {
            each.variable.name.value: _plain(each.default_value)
            for each in operation.variable_definitions or ()
            if each.default_value is not None
        }
        walk = _Walk(self, fragments, {**defaults, **variables})
        walk.into(self.schema.query_type, operation.selection_set, data)


@dataclass
class _Walk:
    coverage: Coverage
    fragments: dict[str, FragmentDefinitionNode]
    variables: dict[str, Any]

    def into(self, kind: Any, selections: SelectionSetNode, data: Any) -> None:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                self._field(kind, node, data)
                continue
            of: Any = self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
            condition = of.type_condition
            if condition is None or condition.name.value in (kind.name, "Node"):
                self.into(kind, of.selection_set, data)

    def _field(self, kind: Any, node: FieldNode, data: dict[str, Any]) -> None:
        key = (node.alias or node.name).value
        if key not in data or node.name.value.startswith("__"):
            return
        name, value = f"{kind.name}.{node.name.value}", data[key]
        definition = kind.fields[node.name.value]
        self.coverage.asked.add(name)
        for argument in node.arguments or ():
            input_, said = definition.args[argument.name.value].type, self._value(argument.value)
            if said is not None:
                self.coverage.asked.add(f"{name}({argument.name.value}:)")
            self.coverage.asked.update(_in_value(input_, said))
        if value not in (None, [], ""):
            self.coverage.told.add(name)
        inner = get_named_type(definition.type)
        if node.selection_set is None:
            return
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                of = inner
                if isinstance(inner, GraphQLInterfaceType):
                    of = self.coverage.schema.type_map[each["__typename"]]
                    self.coverage.asked.add(f"{inner.name}.id")
                    self.coverage.told.add(f"{inner.name}.id")
                self.into(of, node.selection_set, each)

    def _value(self, node: Any) -> Any:
        return _plain(node, self.variables)


def _plain(node: Any, variables: dict[str, Any] | None = None) -> Any:
    """A value as JSON has it, enums by their names; what a variable does not say is null."""
    if isinstance(node, VariableNode):
        return (variables or {}).get(node.name.value)
    if node.kind == "null_value":
        return None
    if node.kind == "list_value":
        return [_plain(each, variables) for each in node.values]
    if node.kind == "object_value":
        return {each.name.value: _plain(each.value, variables) for each in node.fields}
    return node.value


def _in_value(kind: GraphQLInputType, value: Any) -> Iterator[str]:
    if value is None:
        return
    if isinstance(kind, GraphQLNonNull):
        yield from _in_value(kind.of_type, value)
    elif is_list_type(kind):
        for each in value if isinstance(value, list) else [value]:
            yield from _in_value(kind.of_type, each)
    elif isinstance(kind, GraphQLEnumType):
        yield f"{kind.name}.{value}"
    elif isinstance(kind, GraphQLInputObjectType):
        for name, each in value.items():
            yield f"{kind.name}.{name}"
            yield from _in_value(kind.fields[name].type, each)
