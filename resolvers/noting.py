"""What an operation was and how it ended, for the log and the numbers: names and codes, no values."""

from collections.abc import Iterator

from graphql import GraphQLError, OperationDefinitionNode
from strawberry.extensions import SchemaExtension

from rules.refusals import ErrorCode
from runtime.notes import LONGEST_NAME, notes


class Noting(SchemaExtension):
    """Stands outside `Outcomes`, so that it sees the codes that the client gets."""

    def on_operation(self) -> Iterator[None]:
        try:
            yield
        except GraphQLError as error:
            # What was raised around the operation, as `Outcomes` tells it.
            self._note([error])
            raise
        self._note(getattr(self.execution_context.result, "errors", None))

    def _note(self, errors: list[GraphQLError] | None) -> None:
        noted = notes()
        operation = self._operation()
        if operation is not None:
            noted.kind = operation.operation.value
            # Of the document, and not as the request gives it: there it is sure to be a Name.
            noted.operation = operation.name.value[:LONGEST_NAME] if operation.name else None
        noted.outcome = _outcome(errors) if errors else "ok"

    def _operation(self) -> OperationDefinitionNode | None:
        """The one that is asked for. None without a document, and where the request names none of several."""
        document = self.execution_context.graphql_document
        wanted = self.execution_context._provided_operation_name
        if document is None:
            return None
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        if wanted is not None:
            operations = [node for node in operations if node.name and node.name.value == wanted]
        return operations[0] if len(operations) == 1 else None


def _outcome(errors: list[GraphQLError]) -> str:
    codes = {(error.extensions or {}).get("code") for error in errors}
    if ErrorCode.INTERNAL in codes:
        return "bug"
    return "unavailable" if ErrorCode.UNAVAILABLE in codes else "errors"
