"""Bounds of an operation, found in one pass however its fragments spread.

Strawberry's own limiters of depth and aliases follow every spread anew, so that twenty fragments that each
spread the next one twice keep a process busy for a minute, and sixty for ever.
"""

from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
    get_named_type,
    is_input_object_type,
)

INTROSPECTION = ("__schema", "__type")
"""What asks about the schema has a bound of its own: graphql-core's MaxIntrospectionDepthRule."""


def depth_limit(deepest: int) -> type[ValidationRule]:
    """A rule that refuses operations of more levels of fields."""

    class DepthLimit(ValidationRule):
        def __init__(self, context: ValidationContext) -> None:
            super().__init__(context)
            self._fragments: dict[str, int] = {}

        def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
            if self._depth(node.selection_set) > deepest:
                self.report_error(GraphQLError(f"The operation has over {deepest} levels of fields.", node))

        def _depth(self, selections: SelectionSetNode | None) -> int:
            if selections is None:
                return 0
            found = 0
            for node in selections.selections:
                if isinstance(node, FragmentSpreadNode):
                    found = max(found, self._depth_of_fragment(node.name.value))
                elif not (isinstance(node, FieldNode) and node.name.value in INTROSPECTION):
                    inner = self._depth(node.selection_set)  # type: ignore[attr-defined]  # both others have one
                    found = max(found, inner + isinstance(node, FieldNode))
            return found

        def _depth_of_fragment(self, name: str) -> int:
            if name not in self._fragments:
                self._fragments[name] = 0  # a cycle ends here; another rule reports it
                fragment = self.context.get_fragment(name)
                if isinstance(fragment, FragmentDefinitionNode):
                    self._fragments[name] = self._depth(fragment.selection_set)
            return self._fragments[name]

    return DepthLimit


def alias_limit(most: int) -> type[ValidationRule]:
    """A rule that refuses documents with more aliases, each counted where it is written."""

    class AliasLimit(ValidationRule):
        def __init__(self, context: ValidationContext) -> None:
            super().__init__(context)
            self._aliases = 0

        def enter_field(self, node: FieldNode, *_: Any) -> None:
            self._aliases += node.alias is not None
            if self._aliases == most + 1:
                self.report_error(GraphQLError(f"The document has over {most} aliases.", node))

    return AliasLimit


def password_limit(most: int) -> type[ValidationRule]:
    """A rule that refuses mutations with more fields that are given a password: each is a third of a second
    of work, and 64 MiB, whether or not it is the right one.
    """

    class PasswordLimit(ValidationRule):
        def __init__(self, context: ValidationContext) -> None:
            super().__init__(context)
            kind = context.schema.mutation_type
            fields = {} if kind is None else kind.fields
            self._names = {name for name, field in fields.items() if takes_a_password(field)}
            self._fragments: dict[str, int] = {}

        def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
            if self._count(node.selection_set) > most:
                names = ", ".join(sorted(self._names))
                problem = f"An operation gives a password to at most {most} of its fields: {names}."
                self.report_error(GraphQLError(problem, node))

        def _count(self, selections: SelectionSetNode) -> int:
            """Of fields beside each other. What is within them is no mutation, and has no such name."""
            found = 0
            for node in selections.selections:
                if isinstance(node, FieldNode):
                    found += node.name.value in self._names
                elif isinstance(node, FragmentSpreadNode):
                    found += self._count_of_fragment(node.name.value)
                else:
                    found += self._count(node.selection_set)  # type: ignore[attr-defined]  # as above
            return found

        def _count_of_fragment(self, name: str) -> int:
            if name not in self._fragments:
                self._fragments[name] = 0  # a cycle ends here; another rule reports it
                fragment = self.context.get_fragment(name)
                if isinstance(fragment, FragmentDefinitionNode):
                    self._fragments[name] = self._count(fragment.selection_set)
            return self._fragments[name]

    return PasswordLimit


def takes_a_password(field: GraphQLField) -> bool:
    """Whether one of its arguments, or a field of one, is a password by its name."""
    names = set(field.args)
    for argument in field.args.values():
        kind = get_named_type(argument.type)
        if is_input_object_type(kind):
            names |= set(kind.fields)
    return any(name.lower().endswith("password") for name in names)
