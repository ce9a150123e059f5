"""Every way to take one predicate, or one restriction, away from the declarations of the schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLObjectType, GraphQLSchema
from sqlalchemy import true
from sqlalchemy.sql.elements import True_

from planner.catalog import Catalog, source_of
from planner.declarations import Column, Computed, Criterion, Page, Rows, Scope, Source
from runtime.actor import Role


@dataclass(frozen=True)
class Fault:
    """One attribute of one declaration, as it should not be."""

    name: str
    place: str
    type_name: str
    role: Role | None
    """Who would see more; none for everybody."""
    target: Any
    attribute: str
    value: Any

    @contextmanager
    def planted(self) -> Iterator[None]:
        as_it_was = getattr(self.target, self.attribute)
        object.__setattr__(self.target, self.attribute, self.value)  # the declarations are frozen
        try:
            yield
        finally:
            object.__setattr__(self.target, self.attribute, as_it_was)


def all_of(schema: GraphQLSchema, catalog: Catalog) -> list[Fault]:
    """Those of each declaration once, under the first place where it is met."""
    found: dict[tuple[int, str, Role | None], Fault] = {}
    for place, declaration, rows in _declarations(schema, catalog):
        for fault in _faults(place, declaration, rows):
            found.setdefault((id(fault.target), fault.attribute, fault.role), fault)
    return list(found.values())


def _declarations(schema: GraphQLSchema, catalog: Catalog) -> Iterator[tuple[str, Any, Rows | None]]:
    """Each with its place, and the rows without which nobody comes to it."""
    for declared in catalog:
        name = declared.rows.type_name
        if not declared.sums:  # sums are of the rows of their page
            yield name, declared.rows, None
        if isinstance(declared.rows.person, Column):
            yield f"{name}.person", declared.rows.person, declared.rows
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            holder = next((each.rows for each in catalog if each.rows.type_name == kind.name), None)
            for name, field in kind.fields.items():
                if (source := source_of(field)) is not None:
                    yield from _of_source(f"{kind.name}.{name}", source, holder)


def _of_source(place: str, source: Source, holder: Rows | None) -> Iterator[tuple[str, Any, Rows | None]]:
    yield place, source, holder
    rows = getattr(source, "rows", None)
    if isinstance(rows, Rows):
        yield f"{rows.type_name} at {place}", rows, holder
        for criterion in getattr(source, "criteria", ()):
            yield f"{rows.type_name}.{criterion.name}", criterion, rows
    if isinstance(source, Page):
        for order in source.orders:
            yield f"{source.rows.type_name}.{order.name}", order, source.rows
    if isinstance(source, Computed):
        for column in source.needs.values():
            yield place, column, holder


def _faults(place: str, declaration: Any, holder: Rows | None) -> Iterator[Fault]:
    type_name = place.split(" ", maxsplit=1)[0].split(".", maxsplit=1)[0]

    def fault(words: str, role: Role | None, attribute: str, value: Any) -> Fault:
        said = f"{place} {words}" + (f" for {role.value}" if role else "")
        return Fault(said, place, type_name, role, declaration, attribute, value)

    if isinstance(declaration, Rows):
        for role, scope in _opened(declaration.visible, holder):
            yield fault("visible", role, "visible", scope)
    if isinstance(declaration, Rows | Column) and declaration.full is not None:
        seen = declaration if isinstance(declaration, Rows) else holder
        for role, scope in _opened(declaration.full, seen):
            yield fault("in full", role, "full", scope)
    if getattr(declaration, "restricted", False):
        yield fault("restricted", None, "restricted", False)
    if isinstance(declaration, Criterion) and declaration.through is not None:
        through = declaration.through
        for role, scope in _opened(through.visible, holder):
            yield fault(f"through {through.type_name}", role, "through", replace(through, visible=scope))


def _opened(scope: Scope, holder: Rows | None) -> Iterator[tuple[Role, Scope]]:
    """The scope without its predicate for a role, for each that has one or sees nothing, and comes here at all.

    Guardians have no predicates of their own: they see what the one they act for sees.
    """

    def without(role: Role) -> Scope:
        return lambda asked: true() if asked is role else scope(asked)

    for role in Role:
        comes = holder is None or holder.visible(role) is not None
        if comes and role is not Role.GUARDIAN and not isinstance(scope(role), True_):
            yield role, without(role)
