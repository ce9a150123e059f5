"""The plans of one process, kept: by document, operation and role, by what `@skip` and `@include` come to,
and by the shape of what the arguments ask.

A hit and a miss run the same code; what is kept is a function of its key alone, and holds no value of a
request. Everything kept is bounded: a flood of distinct texts puts out the oldest, and costs what parsing
costs.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import strawberry
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, OperationType, get_operation_ast
from graphql.execution.values import VariableValues, get_variable_values

from planner.asking import Asked
from planner.catalog import Catalog
from planner.choices import BadArgument
from planner.operation import NO_VARIABLES, Asking, Operation, fragments_of, structural_variables
from planner.plan import Planning
from planner.statement import Statement, statement_of
from planner.uncovered import Uncovered, Unplannable
from runtime.actor import Role

log = logging.getLogger("hub.bugs")

MOST_DOCUMENTS = 1_000
MOST_OUTLINES = 30
"""Of one document: roles, and outcomes of its directives."""

MOST_PLANS = 2_000
"""Of all documents together."""

LONGEST_KEPT = 20_000
"""Characters of a document that is kept: a longer one is parsed anew each time."""

NOT_VALID = Uncovered((), "not a valid document with one query to run")
BAD_VARIABLES = Uncovered((), "variables with errors")
BAD_ARGUMENT = Uncovered((), "an argument with an error")

Key = tuple[Role, bool, Hashable]
"""Who sees, whether it is written down, and what the directives come to."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The latest that were used, up to a number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._items: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        if key not in self._items:
            return None
        self._items.move_to_end(key)
        return self._items[key]

    def put(self, key: K, value: V) -> None:
        self._items[key] = value
        self._items.move_to_end(key)
        while len(self._items) > self._most:
            self._items.popitem(last=False)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A statement, and what one request asks it with."""

    name: str | None
    """That of the operation in its document."""
    statement: Statement
    asked: tuple[Asked, ...]

    def parameters(self, values: Mapping[str, Any]) -> list[Any]:
        return self.statement.parameters(values, self.asked)


@dataclass(slots=True, eq=False)
class _Outline:
    """One operation for one role and one outcome of its directives: always the same fields, and askings."""

    askings: tuple[Asking | Asked, ...] | None = None
    """What is asked of each field, once it is known; where it is always alike, as it is."""
    never: Uncovered | None = None
    """Why there is no plan for it, whatever is asked."""


@dataclass(slots=True, eq=False)
class _Document:
    document: DocumentNode
    node: OperationDefinitionNode
    structural: tuple[str, ...]
    name: str | None
    outlines: Kept[Hashable, _Outline] = field(default_factory=lambda: Kept(MOST_OUTLINES))


Read = Callable[[str], DocumentNode | None]
"""Parses and validates a text; none for one that is not to be run."""

Admit = Callable[[DocumentNode, OperationDefinitionNode, Mapping[str, Any]], bool]
"""Whether an operation keeps within the bounds, with the page sizes that its variables name."""


class Plans:
    def __init__(self, schema: strawberry.Schema, catalog: Catalog, read: Read, admit: Admit) -> None:
        self._schema, self._catalog = schema, catalog
        self._read, self._admit = read, admit
        self._documents: Kept[tuple[str, str | None], _Document] = Kept(MOST_DOCUMENTS)
        self._statements: Kept[Hashable, Statement] = Kept(MOST_PLANS)

    def of(
        self,
        query: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        role: Role,
        *,
        recorded: bool,
    ) -> Ready | Uncovered:
        """The statement of a query for who sees as this role does, or why the executor is to answer."""
        document = self._document(query, operation_name)
        if document is None:
            return NOT_VALID
        values = self._values(document, variables or {})
        if values is None:
            return BAD_VARIABLES
        key = (role, recorded, tuple(values.coerced.get(name) for name in document.structural))
        outline = document.outlines.get(key)
        if outline is None:
            outline = _Outline()
            document.outlines.put(key, outline)
        if outline.never is not None:
            return outline.never
        found = self._attempt(document, outline, key, values, variables or {})
        if isinstance(found, Unplannable):
            outline.never = None if found.once else found.uncovered
            return found.uncovered
        return found

    def _attempt(
        self,
        document: _Document,
        outline: _Outline,
        key: Key,
        values: VariableValues,
        variables: Mapping[str, Any],
    ) -> Ready | Uncovered | Unplannable:
        """The statement, why there is none this time, or why there never is."""
        try:
            return self._planned(document, outline, key, values, variables)
        except Unplannable as unplannable:
            return unplannable
        except (BadArgument, GraphQLError):
            return BAD_ARGUMENT
        except Exception:
            # A bug of ours, and no reason to leave anybody without an answer.
            log.exception("there is no plan for %s", document.name)
            return Unplannable((), "the planner failed")

    def _planned(
        self,
        document: _Document,
        outline: _Outline,
        key: Key,
        values: VariableValues,
        variables: Mapping[str, Any],
    ) -> Ready | Uncovered:
        if outline.askings is not None:
            asked = tuple(each if isinstance(each, Asked) else each.of(values) for each in outline.askings)
            shaped = (document, key, tuple(each.shape for each in asked))
            if (statement := self._statements.get(shaped)) is not None:
                return Ready(document.name, statement, asked)
        if not self._admit(document.document, document.node, variables):
            return Uncovered((), "over the bounds")
        role, recorded, _ = key
        operation = Operation(self._schema, document.node, fragments_of(document.document), values)
        planning = Planning(operation, self._catalog, role, recorded, values)
        statement = statement_of(planning)
        asked = tuple(planning.asked[place] for place in range(len(operation.askings)))
        outline.askings = tuple(
            asking if asking.varies else once for asking, once in zip(operation.askings, asked, strict=True)
        )
        self._statements.put((document, key, tuple(each.shape for each in asked)), statement)
        return Ready(document.name, statement, asked)

    def _document(self, query: str, operation_name: str | None) -> _Document | None:
        found = self._documents.get((query, operation_name))
        if found is None:
            read = self._read(query)
            node = None if read is None else get_operation_ast(read, operation_name)
            if read is None or node is None or node.operation is not OperationType.QUERY:
                return None
            found = _Document(read, node, structural_variables(read), node.name.value if node.name else None)
            if len(query) <= LONGEST_KEPT:
                self._documents.put((query, operation_name), found)
        return found

    def _values(self, document: _Document, variables: Mapping[str, Any]) -> VariableValues | None:
        definitions = document.node.variable_definitions
        if not definitions:
            return NO_VARIABLES
        values = get_variable_values(self._schema._schema, definitions, dict(variables))
        return None if isinstance(values, list) else values
