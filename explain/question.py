"""A question as it is put on the command line: a document, an operation of it and variables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    parse,
    validate,
)
from graphql.execution.values import VariableValues, get_variable_values

from explain.explained import explained
from explain.fields import fields_of
from explain.report import Report
from planner.operation import Operation, fragments_of
from planner.plans import Plans, Ready
from planner.uncovered import Uncovered
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database


class NotAsked(Exception):
    """There is no question to answer; the message is one line and says why."""


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    variables: Mapping[str, Any]
    name: str | None
    document: DocumentNode
    node: OperationDefinitionNode
    values: VariableValues

    @classmethod
    def of(
        cls,
        schema: strawberry.Schema,
        rules: Sequence[type[ASTValidationRule]],
        text: str,
        variables: Mapping[str, Any],
        name: str | None,
    ) -> "Question":
        """Checked as the hub checks it; `NotAsked` tells the first error."""
        try:
            document = parse(text)
        except GraphQLError as error:
            raise NotAsked(f"not a GraphQL document: {_told(error)}") from None
        if errors := validate(schema._schema, document, rules):
            raise NotAsked(f"not a valid document: {_told(errors[0])}")
        node = get_operation_ast(document, name)
        if node is None:
            raise NotAsked(f"no single operation is meant: name one of {', '.join(_names(document))}")
        if node.operation is not OperationType.QUERY:
            raise NotAsked(f"queries are explained, and this is a {node.operation.value}")
        values = get_variable_values(schema._schema, node.variable_definitions or (), dict(variables))
        if isinstance(values, list):
            raise NotAsked(f"variables: {values[0].message}")
        return cls(text, variables, name, document, node, values)

    def planned(self, plans: Plans, actor: Actor) -> Ready | Uncovered:
        return plans.of(
            self.text, self.variables, self.name, actor.sees, recorded=actor.is_recorded, scopes=actor.scopes
        )

    async def report(
        self, schema: strawberry.Schema, ready: Ready, actor: Actor, database: Database, request: Any = None
    ) -> Report:
        operation = Operation(schema, self.node, fragments_of(self.document), self.values)
        found = await explained(database, actor, ready, clock.today(), request)
        return Report.of(fields_of(operation, ready.statement), ready.statement, found)


def _told(error: GraphQLError) -> str:
    where = "".join(f" (line {each.line}, column {each.column})" for each in (error.locations or ())[:1])
    return f"{error.message}{where}"


def _names(document: DocumentNode) -> list[str]:
    operations = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    return [each.name.value if each.name else "one without a name" for each in operations]
