"""Which argument has a value that its scalar cannot read: in the document itself, or in a variable."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from graphql import (
    SKIP,
    ArgumentNode,
    DocumentNode,
    GraphQLError,
    GraphQLInputType,
    Node,
    ObjectFieldNode,
    ValidationContext,
    ValueNode,
    ValuesOfCorrectTypeRule,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    VisitorAction,
    visit,
)
from graphql.utilities import validate_input_literal
from strawberry.extensions import SchemaExtension

from rules.refusals import ErrorCode

IN_A_VARIABLE = re.compile(r"Variable '\$(\w+)' has invalid value(?: at ([.\w\[\]]+))?: ")

OUT_OF_RANGE = "Int cannot represent non 32-bit"
"""Begins what GraphQL says of a whole number that no Int holds: its kind is right, and its value is not."""


class BadValue(GraphQLError):
    """A scalar cannot read a value. The message says what it reads."""


class _Values(ValuesOfCorrectTypeRule):
    """GraphQL's own rule does not say where a scalar of ours met a value that it cannot read."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._name = ""

    def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
        self._name = node.name.value

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: Any) -> None:
        self._name = f"${node.variable.name.value}"

    def is_valid_value_node(self, node: ValueNode, input_type: GraphQLInputType | None) -> VisitorAction:
        if input_type:

            def report(error: GraphQLError, path: Sequence[str | int]) -> None:
                if isinstance(error, BadValue) or error.message.startswith(OUT_OF_RANGE):
                    where = _dotted([self._name, *path])
                    told = {"code": ErrorCode.BAD_USER_INPUT, "argument": where}
                    error = GraphQLError(f"`{where}`: {error.message}", node, extensions=told)
                self.report_error(error)

            validate_input_literal(node, input_type, report, None, None, self.context.hide_suggestions)
        return SKIP


class NamedValues(SchemaExtension):
    """Look at the values of a document with the rule that names their arguments."""

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        context.validation_rules = tuple(
            _Values if rule is ValuesOfCorrectTypeRule else rule for rule in context.validation_rules
        )
        yield


def argument_of(error: GraphQLError, document: DocumentNode | None) -> str | None:
    """The argument whose value an error about a variable is about; none for any other error."""
    match = IN_A_VARIABLE.match(error.message)
    if match is None or document is None or not error.nodes:
        return None
    if not isinstance(error.nodes[0], VariableDefinitionNode):
        return None
    name, path = match.groups()
    used = _Uses(name)
    visit(document, used)
    inner = [each for each in re.split(r"[.\[\]]", path or "") if each and not each.isdigit()]
    return ".".join([*used.first, *inner]) or None


class _Uses(Visitor):
    """Where a variable is first used: the names of the argument and of the fields within it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.first: list[str] = []

    def enter_variable(
        self, node: VariableNode, _key: Any, parent: Any, _path: Any, ancestors: list[Node]
    ) -> VisitorAction:
        if node.name.value != self._name or isinstance(parent, VariableDefinitionNode):
            return None
        around = [each for each in (*ancestors, parent) if isinstance(each, ArgumentNode | ObjectFieldNode)]
        self.first = list(dict.fromkeys(each.name.value for each in around))
        return self.BREAK


def _dotted(path: Sequence[str | int]) -> str:
    return ".".join(each for each in path if isinstance(each, str))
