"""The plans of one process, kept: by document, operation, role and a program's scopes, by what `@skip` and
`@include` come to, by the types that ids are of, and by the shape of what the arguments ask.

A hit and a miss run the same code; what is kept is a function of its key alone, and holds no value of a
request. Everything kept is bounded: a flood of distinct texts puts out the oldest, and costs what parsing
costs.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from runtime.actor import ClientScope, Role

log = logging.getLogger("hub.bugs")

MOST_DOCUMENTS = 1_000
MOST_PLANS = 2_000
"""Of all documents together."""

LONGEST_KEPT = 20_000
"""Characters of a document and of the operation's name: a longer one is not kept, and parsed each time."""

NOT_VALID = Uncovered((), "not a valid document with one query to run")
BAD_VARIABLES = Uncovered((), "variables with errors")
OVER_THE_BOUNDS = Uncovered((), "over the bounds")
FAILED = Uncovered((), "the planner failed")
BAD_ARGUMENT = Uncovered((), "an argument with an error")

Key = tuple[Role, bool, frozenset[ClientScope] | None, Hashable]
"""Who sees, whether it is written down, what narrows it, and what the directives come to."""

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
class _Walk:
    """One operation for one role and its scopes, one outcome of its directives and the types that its ids are
    of: always the same fields, asked in the same order.
    """

    askings: tuple[Asking | Asked, ...] | None = None
    """What is asked of each field, once it is known; where it is always alike, as it is."""
    never: Uncovered | None = None
    """Why there is no plan for it, whatever is asked."""


@dataclass(frozen=True, slots=True, eq=False)
class _Document:
    document: DocumentNode
    node: OperationDefinitionNode
    structural: tuple[str, ...]
    is_kept: bool
    """What is made of one that is not kept is not kept either."""

    @property
    def name(self) -> str | None:
        return self.node.name.value if self.node.name else None


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    document: _Document
    key: Key
    values: VariableValues
    variables: Mapping[str, Any]


Read = Callable[[str], DocumentNode | None]
"""Parses and validates a text; none for one that is not to be run."""

Admit = Callable[[DocumentNode, OperationDefinitionNode, Mapping[str, Any]], bool]
"""Whether an operation keeps within the bounds, with the page sizes that its variables name."""


class Plans:
    def __init__(self, schema: strawberry.Schema, catalog: Catalog, read: Read, admit: Admit) -> None:
        self._schema, self._catalog = schema, catalog
        self._read, self._admit = read, admit
        self._documents: Kept[tuple[str, str | None], _Document | Uncovered] = Kept(MOST_DOCUMENTS)
        self._by_ids: Kept[Hashable, tuple[Asking, ...]] = Kept(MOST_PLANS)
        self._walks: Kept[Hashable, _Walk] = Kept(MOST_PLANS)
        self._statements: Kept[Hashable, Statement] = Kept(MOST_PLANS)

    def of(
        self,
        query: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        role: Role,
        *,
        recorded: bool,
        scopes: frozenset[ClientScope] | None = None,
    ) -> Ready | Uncovered:
        """The statement of a query for who sees as this role does, or why the executor is to answer."""
        document = self._document(query, operation_name)
        if isinstance(document, Uncovered):
            return document
        values = self._values(document, variables or {})
        if values is None:
            return BAD_VARIABLES
        key = (role, recorded, scopes, tuple(values.coerced.get(name) for name in document.structural))
        request = _Request(document, key, values, variables or {})
        try:
            return self._answered(request, self._walk(request))
        except (BadArgument, GraphQLError):
            return BAD_ARGUMENT

    def _walk(self, request: _Request) -> _Walk:
        """Ids say of which types the rows are, and so which fields are asked at all."""
        if not request.document.is_kept:
            return _Walk()
        key = (request.document, request.key)
        by_ids = self._by_ids.get(key)
        if by_ids is None:
            by_ids = self._operation(request).asked_by_ids()
            self._by_ids.put(key, by_ids)
        of_types = (*key, tuple(each.of(request.values).shape for each in by_ids))
        walk = self._walks.get(of_types)
        if walk is None:
            walk = _Walk()
            self._walks.put(of_types, walk)
        return walk

    def _answered(self, request: _Request, walk: _Walk) -> Ready | Uncovered:
        if walk.never is not None:
            return walk.never
        try:
            return self._kept(request, walk) or self._made(request, walk)
        except Unplannable as unplannable:
            walk.never = None if unplannable.once else unplannable.uncovered
            return unplannable.uncovered
        except (BadArgument, GraphQLError):
            raise
        except Exception:
            # A bug of ours, and no reason to leave anybody without an answer.
            log.exception("there is no plan for %s", request.document.name)
            walk.never = FAILED
            return FAILED

    def _kept(self, request: _Request, walk: _Walk) -> Ready | None:
        if walk.askings is None:
            return None
        values = request.values
        asked = tuple(each if isinstance(each, Asked) else each.of(values) for each in walk.askings)
        statement = self._statements.get(_shaped(walk, asked))
        return None if statement is None else Ready(request.document.name, statement, asked)

    def _made(self, request: _Request, walk: _Walk) -> Ready | Uncovered:
        if not self._admit(request.document.document, request.document.node, request.variables):
            return OVER_THE_BOUNDS
        role, recorded, scopes, _ = request.key
        operation = self._operation(request)
        planning = Planning(operation, self._catalog, role, recorded, scopes, request.values)
        statement = statement_of(planning)
        asked = tuple(planning.asked[place] for place in range(len(operation.askings)))
        walk.askings = tuple(
            asking if asking.varies else once for asking, once in zip(operation.askings, asked, strict=True)
        )
        if request.document.is_kept:
            self._statements.put(_shaped(walk, asked), statement)
        return Ready(request.document.name, statement, asked)

    def _operation(self, request: _Request) -> Operation:
        document = request.document
        return Operation(self._schema, document.node, fragments_of(document.document), request.values)

    def _document(self, query: str, operation_name: str | None) -> _Document | Uncovered:
        """What there is no plan for is kept as well: it is parsed again only by who answers it."""
        found = self._documents.get((query, operation_name))
        if found is None:
            is_kept = len(query) + len(operation_name or "") <= LONGEST_KEPT
            read = self._read(query)
            node = None if read is None else get_operation_ast(read, operation_name)
            if read is None or node is None or node.operation is not OperationType.QUERY:
                found = NOT_VALID
            else:
                found = _Document(read, node, structural_variables(read), is_kept)
            if is_kept:
                self._documents.put((query, operation_name), found)
        return found

    def _values(self, document: _Document, variables: Mapping[str, Any]) -> VariableValues | None:
        definitions = document.node.variable_definitions
        if not definitions:
            return NO_VARIABLES
        values = get_variable_values(self._schema._schema, definitions, dict(variables))
        return None if isinstance(values, list) else values


def _shaped(walk: _Walk, asked: Sequence[Asked]) -> Hashable:
    """All that the text of a statement depends on."""
    return walk, tuple(each.shape for each in asked)
