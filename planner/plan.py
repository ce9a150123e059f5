"""One operation, one SQL statement: the trial that the declarations carry both ways of reading.

It covers what one query needs: root rows found from the actor, columns, ids, edges to one row and to
short lists, aliases, fragments, @skip and @include. Whatever else an operation asks for makes all of it
`Uncovered`, before any SQL is sent: then the executor answers. Nothing is served from here yet:
`tests/planner` runs it beside the executor and demands the same JSON.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_named_type,
    get_operation_ast,
    is_enum_type,
    is_non_null_type,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues, get_variable_values
from sqlalchemy import Boolean, Date, DateTime, Select, Text, bindparam, case, func, literal, null, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from planner import global_id
from planner.catalog import Catalog, python_name, source_of
from planner.declarations import Column, Declared, Expression, GlobalId, Root, ToMany, ToOne, plain
from planner.instance import Instance
from runtime.actor import Role

STATED = (
    select(
        func.set_config(bindparam("setting", type_=Text), bindparam("value", type_=Text), True).label("actor")
    )
    .offset(literal(0, literal_execute=True))
    .subquery("g")
)
"""The actor, stated inside the statement: every root row is read after it, and it is gone when the
statement is, whether it ended well or not. OFFSET keeps Postgres from folding it away."""

WIDEST = 50
"""A function of Postgres takes a hundred arguments, two for each field of an object."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Why an operation is left to the executor."""

    path: tuple[str, ...]
    reason: str


class _Unplannable(Exception):
    def __init__(self, path: tuple[str, ...], reason: str) -> None:
        self.uncovered = Uncovered(path, reason)
        super().__init__(reason)


def _instant(value: Expression) -> Expression:
    text = func.to_char(func.timezone("UTC", value), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    return func.replace(text, ".000000Z", "Z")


ENUM = "an enum"
ENCODERS: Mapping[tuple[str, type], Callable[[Expression], Expression]] = {
    ("String", Text): lambda value: value,
    ("Boolean", Boolean): lambda value: value,
    ("Date", Date): lambda value: value,
    ("DateTime", DateTime): _instant,
    (ENUM, Text): lambda value: value,
}
"""How a column type is written as a scalar. A pair that is not here is uncovered. An enum's names are
what its column holds: a constraint of the table says so.
"""


def plan(
    schema: GraphQLSchema,
    catalog: Catalog,
    document: DocumentNode,
    *,
    variables: Mapping[str, Any],
    role: Role,
    operation_name: str | None = None,
) -> Select[Any] | Uncovered:
    """The statement whose one value is the operation's `data`. The document has been validated."""
    operation = get_operation_ast(document, operation_name)
    if operation is None or operation.operation is not OperationType.QUERY:
        return Uncovered((), "not a query")
    values = get_variable_values(schema, operation.variable_definitions or (), dict(variables))
    if isinstance(values, list):
        return Uncovered((), "variables with errors")
    fragments = {
        node.name.value: FragmentDetails(node, {})
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    try:
        return _Planning(schema, catalog, operation, fragments, values, role).statement()
    except _Unplannable as unplannable:
        return unplannable.uncovered


@dataclass(frozen=True, slots=True)
class _Planning:
    """What stays the same while one operation is planned; only the counter of aliases moves."""

    schema: GraphQLSchema
    catalog: Catalog
    operation: OperationDefinitionNode
    fragments: dict[str, FragmentDetails]
    values: VariableValues
    role: Role
    aliases: Iterator[str] = field(default_factory=lambda: (f"t{number}" for number in count()))

    def statement(self) -> Select[Any]:
        query = self.schema.query_type
        assert query is not None
        collected = collect_fields(self.schema, self.fragments, self.values, query, self.operation)
        fields = {
            key: self._root(query, details, (key,)) for key, details in collected.grouped_field_set.items()
        }
        return select(_built(fields, ())).select_from(STATED)

    def _root(
        self, query: GraphQLObjectType, details: list[FieldDetails], path: tuple[str, ...]
    ) -> Expression:
        name = details[0].node.name.value
        source = source_of(query.fields[name]) if name in query.fields else None
        if not isinstance(source, Root) or details[0].node.arguments:
            raise _Unplannable(path, f"the root field {name} is not found from the actor alone")
        if source.rows.seen_by(self.role) is None:
            return null()
        instance = Instance(source.rows, self.role, self.aliases)
        value = self._object(query.fields[name], details, instance, path)
        found = select(value).select_from(instance.source).where(STATED.c.actor.is_not(None))
        found = found.where(instance.visible, instance.of(source.where))
        return found.correlate_except(*instance.tables).scalar_subquery()

    def _object(
        self, field: GraphQLField, details: list[FieldDetails], instance: Instance, path: tuple[str, ...]
    ) -> Expression:
        kind = get_named_type(field.type)
        if not isinstance(kind, GraphQLObjectType):
            raise _Unplannable(path, "an interface or a union")
        declared = self.catalog.declared(instance.rows)
        collected = collect_subfields(self.schema, self.fragments, self.values, self.operation, kind, details)
        fields = {
            key: self._field(kind, declared, inner, instance, (*path, key))
            for key, inner in collected.grouped_field_set.items()
        }
        return _built(fields, path)

    def _field(
        self,
        kind: GraphQLObjectType,
        declared: Declared,
        details: list[FieldDetails],
        instance: Instance,
        path: tuple[str, ...],
    ) -> Expression:
        name = details[0].node.name.value
        if name == "__typename":
            return _key(kind.name)
        if details[0].node.arguments:
            raise _Unplannable(path, "arguments")
        field = kind.fields[name]
        match declared.sources.get(python_name(field)):
            case GlobalId():
                return instance.of(global_id.expression(instance.rows))
            case Column() as column:
                return _leaf(field, column, instance, path)
            case (ToOne() | ToMany()) as edge if edge.restricted:
                raise _Unplannable(path, "a restricted edge")
            case ToMany() as edge:
                return self._many(field, edge, details, instance, path)
            case ToOne() as edge if not is_non_null_type(field.type):
                return self._one(field, edge, details, instance, path)
            case ToOne():
                raise _Unplannable(path, "a null here would have to rise to the parent")
        raise _Unplannable(path, "not declared")

    def _one(
        self,
        field: GraphQLField,
        edge: ToOne,
        details: list[FieldDetails],
        parent: Instance,
        path: tuple[str, ...],
    ) -> Expression:
        if edge.rows.seen_by(self.role) is None:
            return null()
        child = Instance(edge.rows, self.role, self.aliases)
        found = select(self._object(field, details, child, path)).select_from(child.source)
        return found.where(*_joined(edge, parent, child)).correlate_except(*child.tables).scalar_subquery()

    def _many(
        self,
        field: GraphQLField,
        edge: ToMany,
        details: list[FieldDetails],
        parent: Instance,
        path: tuple[str, ...],
    ) -> Expression:
        if edge.rows.seen_by(self.role) is None:
            return func.json_build_array()
        child = Instance(edge.rows, self.role, self.aliases)
        value = self._object(field, details, child, path)
        rows = func.json_agg(aggregate_order_by(value, *(child.of(each) for each in edge.order)))
        listed = select(func.coalesce(rows, func.json_build_array())).select_from(child.source)
        return listed.where(*_joined(edge, parent, child)).correlate_except(*child.tables).scalar_subquery()


def _built(fields: Mapping[str, Expression], path: tuple[str, ...]) -> Expression:
    """The one place where an object is made."""
    if len(fields) > WIDEST:
        raise _Unplannable(path, f"over {WIDEST} fields in one object")
    entries = [part for key, value in fields.items() for part in (_key(key), value)]
    return func.json_build_object(*entries)


def _joined(edge: ToOne | ToMany, parent: Instance, child: Instance) -> list[Expression]:
    return [child.visible, *(parent.of(local) == child.of(remote) for local, remote in edge.on)]


def _leaf(field: GraphQLField, column: Column, instance: Instance, path: tuple[str, ...]) -> Expression:
    kind = get_named_type(field.type)
    scalar = ENUM if is_enum_type(kind) else kind.name
    encode = ENCODERS.get((scalar, type(plain(column.expression).type)))
    if encode is None:
        raise _Unplannable(path, f"{scalar} of {plain(column.expression).type!r}")
    value = encode(instance.of(column.expression))
    if not column.restricted:
        return value
    if column.full is not None:
        raise _Unplannable(path, "a column that is shown where others are not")
    return null() if instance.full is None else case((instance.full, value))


def _key(text: str) -> Expression:
    """Client text stands in SQL only here, as a quoted literal; GraphQL names are letters and digits."""
    return literal(text, Text, literal_execute=True)
