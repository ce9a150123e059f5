"""The errors of a GraphQL answer: a code for programs, a sentence for people, and nothing from inside.

Of the four ways an operation can end (`rules.refusals`), two come through here as errors: what is not
for this kind of actor, and bugs. A bug is written to the log under an id, and only the id goes out.
"""

import logging
import secrets
from collections.abc import Iterator
from typing import Any

from graphql import DocumentNode, FieldNode, GraphQLError, GraphQLSyntaxError, OperationDefinitionNode
from graphql import ExecutionResult as GraphQLExecutionResult
from strawberry.exceptions import MissingQueryError
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult

from planner.choices import BadArgument
from resolvers.bad_values import argument_of
from rules.refusals import ErrorCode, NotAllowed
from runtime.connections import is_away, is_too_slow, without_values

log = logging.getLogger("hub.bugs")

REFUSED_BY_STRAWBERRY = (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError)
"""Answered by its view: the request does not say what is to be run."""


AWAY = "Service momentanément indisponible."
TOO_SLOW = "La réponse prend trop de temps : demandez-en moins à la fois, ou plus tard."


class OneOperation(SchemaExtension):
    """Of several operations the request names one. Strawberry would run the first."""

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        document = context.graphql_document
        if document is not None and context._provided_operation_name is None:
            operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
            if len(operations) > 1:
                problem = "Name one of the operations of the document in `operationName`."
                context.pre_execution_errors = [GraphQLError(problem, operations[1:])]
        yield


class Outcomes(SchemaExtension):
    """Give every error of every answer its code, and mask what is not meant for the client."""

    valid = False

    def on_validate(self) -> Iterator[None]:
        yield
        self.valid = not self.execution_context.pre_execution_errors

    def on_operation(self) -> Iterator[None]:
        try:
            yield
        except REFUSED_BY_STRAWBERRY:
            raise
        except Exception as error:
            # Raised around the operation, by an extension: strawberry would answer with its very words.
            raise self._told(_as_error(error)) from None
        result = self.execution_context.result
        if isinstance(result, ExecutionResult | GraphQLExecutionResult) and result.errors:
            result.errors = [self._told(error) for error in result.errors]

    def _told(self, error: GraphQLError) -> GraphQLError:
        return _told(error, self.execution_context.graphql_document, valid=self.valid)


def _as_error(error: Exception) -> GraphQLError:
    return error if isinstance(error, GraphQLError) else GraphQLError("", original_error=error)


def _told(error: GraphQLError, document: DocumentNode | None, *, valid: bool) -> GraphQLError:
    """The error as the client gets it."""
    cause = error.original_error
    if not valid and isinstance(cause, ValueError | RecursionError):
        # Nothing has run: numbers of thousands of digits, nesting beyond what Python can follow.
        return _with(error, "The document cannot be worked with.", code="GRAPHQL_VALIDATION_FAILED")
    match cause:
        case None | GraphQLError() if not _is_of_a_result(error):
            argument = argument_of(error, document)
            named = {} if argument is None else {"argument": argument}
            told = {"code": _code(error, valid), **named, **(error.extensions or {})}
            return _with(error, error.message, **told)
        case BadArgument():
            return _with(error, str(cause), code=ErrorCode.BAD_USER_INPUT, argument=cause.argument)
        case NotAllowed():
            return _with(error, str(cause), code=cause.code)
        case Exception() if is_away(cause) or is_too_slow(cause):
            slow = is_too_slow(cause)
            log.error("took too long" if slow else "database away", exc_info=without_values(cause))
            return _with(error, TOO_SLOW if slow else AWAY, code=ErrorCode.UNAVAILABLE)
    log_id = secrets.token_hex(8)
    log.error("bug %s at %s", log_id, error.path, exc_info=without_values(cause or error))
    return _with(error, "Une erreur est survenue de notre côté.", code=ErrorCode.INTERNAL, id=log_id)


def _is_of_a_result(error: GraphQLError) -> bool:
    """What a client wrote wrong is told at its value; what of ours a type cannot write, at its field."""
    return error.path is not None and error.nodes is not None and isinstance(error.nodes[0], FieldNode)


def _code(error: GraphQLError, valid: bool) -> str:
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    return ErrorCode.BAD_USER_INPUT if valid else "GRAPHQL_VALIDATION_FAILED"


def _with(error: GraphQLError, message: str, **extensions: Any) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )
