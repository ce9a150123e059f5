"""How many fields an operation may ask for, counted before it is run from the page sizes that it names."""

from collections.abc import Iterator
from math import isfinite
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_operation_ast,
    is_composite_type,
    is_list_type,
    is_non_null_type,
)
from strawberry.extensions import SchemaExtension

from planner.keyset import DEFAULT_SIZE, LARGEST_SIZE

SHORT_LIST = 5
"""Rows that a short closed list is taken to have."""


class CostLimit(SchemaExtension):
    """Refuse an operation that would hold up everybody else, before anything of it is read."""

    def __init__(self, most: int) -> None:
        self._most = most

    def on_execute(self) -> Iterator[None]:
        context = self.execution_context
        document = context.graphql_document
        if document is not None and context.result is None:
            cost = Costs(context.schema._schema, document, context.variables or {})
            fields = cost.of(get_operation_ast(document, context.operation_name))
            if fields > self._most:
                problem = (
                    f"The operation asks for {fields} fields, over {self._most}: make pages"
                    " smaller with `first`, or ask for less of each row."
                )
                context.result = ExecutionResult(data=None, errors=[GraphQLError(problem)])
        yield


class Costs:
    """Of one document with its variables. A fragment counts once in a selection, as it is executed, and each
    field is worked out once, however many fragments lead to it.
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: dict[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._counted: dict[int, int] = {}
        self._defaults: dict[str, ValueNode] = {}

    def of(self, operation: OperationDefinitionNode | None) -> int:
        kind = None if operation is None else self._schema.get_root_type(operation.operation)
        if operation is None or kind is None:
            return 0
        self._defaults = {
            each.variable.name.value: each.default_value
            for each in operation.variable_definitions or ()
            if each.default_value is not None
        }
        return self._of(operation.selection_set, kind, set())

    def _of(self, selections: SelectionSetNode | None, kind: GraphQLCompositeType, spread: set[str]) -> int:
        total = 0
        for node in selections.selections if selections is not None else ():
            if isinstance(node, FragmentSpreadNode):
                total += self._of_fragment(node.name.value, spread)
            elif isinstance(node, FieldNode):
                total += self._of_field(node, getattr(kind, "fields", {}).get(node.name.value))
            else:
                assert isinstance(node, InlineFragmentNode)
                condition = node.type_condition
                total += self._of(node.selection_set, self._named(condition) if condition else kind, spread)
        return total

    def _of_fragment(self, name: str, spread: set[str]) -> int:
        if name in spread:
            return 0
        spread.add(name)
        fragment = self._fragments[name]
        return self._of(fragment.selection_set, self._named(fragment.type_condition), spread)

    def _of_field(self, node: FieldNode, field: GraphQLField | None) -> int:
        if field is None or not is_composite_type(inner := get_named_type(field.type)):
            return 1
        if id(node) not in self._counted:
            within = self._of(node.selection_set, inner, set())
            self._counted[id(node)] = 1 + self._times(node, field) * within
        return self._counted[id(node)]

    def _times(self, node: FieldNode, field: GraphQLField) -> int:
        """How many rows there will be of a field, at most."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        if "first" in field.args:
            sizes = [self._size(given[name]) for name in ("first", "last") if name in given]
            return max((size for size in sizes if size is not None), default=DEFAULT_SIZE)
        if "ids" in given:
            return self._length(given["ids"])
        kind = field.type.of_type if is_non_null_type(field.type) else field.type
        return SHORT_LIST if is_list_type(kind) and node.name.value != "edges" else 1

    def _size(self, node: ValueNode) -> int | None:
        """None where nothing is said; what is not a number is refused elsewhere."""
        value = self._value(node)
        if value is None:
            return None
        if not isinstance(value, int | float) or (isinstance(value, float) and not isfinite(value)):
            return LARGEST_SIZE
        return min(max(int(value), 0), LARGEST_SIZE)

    def _length(self, node: ValueNode) -> int:
        value = self._value(node)
        return len(value) if isinstance(value, list | tuple) else 1

    def _value(self, node: ValueNode) -> Any:
        if isinstance(node, VariableNode):
            name = node.name.value
            if name in self._variables:
                return self._variables[name]
            return self._value(self._defaults[name]) if name in self._defaults else None
        if isinstance(node, IntValueNode):
            return int(node.value)
        return node.values if isinstance(node, ListValueNode) else None

    def _named(self, node: Any) -> GraphQLCompositeType:
        kind = self._schema.get_type(node.name.value)
        assert is_composite_type(kind), "the document is valid"
        return kind
