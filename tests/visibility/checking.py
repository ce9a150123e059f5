"""What somebody was answered, against what docs/visibility.md and the truth say they may see."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    is_non_null_type,
)

from loaders import selects
from planner.catalog import python_name, source_of
from planner.declarations import Column, Computed, Page, ToMany, ToOne, need_of
from planner.global_id import encode
from runtime.actor import Actor
from tests.visibility.conftest import SCHEMA
from tests.visibility.expected import (
    WORDS,
    cover_ended_on,
    is_another_adult,
    is_covered_still,
    is_shown,
    person_of,
)
from tests.visibility.matrix import Matrix
from tests.visibility.truth import Truth, Values
from tests.visibility.walk import Json

NOTHING: tuple[Any, ...] = (None, [], {"totalCount": 0, "edges": []})
"""Where null can be said, an empty list is more than that."""


class Reading:
    """One reader's answers, checked field by field; `faults` are said as type, field and what was wrong."""

    def __init__(self, truth: Truth, page: Matrix, reader: str, actor: Actor) -> None:
        self.truth, self.page, self.reader, self.actor = truth, page, reader, actor

    def may_see(self, type_name: str, row: Values) -> bool:
        return WORDS[self.page.rows(type_name, self.reader)](self.truth, row, self.actor)

    def expected_ids(self, type_name: str) -> set[str]:
        rows = self.truth.by_id(type_name).items()
        return {id_ for id_, row in rows if self.may_see(type_name, row)}

    def faults(self, kind: GraphQLObjectType, row: Values, answer: Json) -> Iterator[str]:
        for name, value in answer.items():
            if name == "__typename":
                continue
            cell = self.page.cells[kind.name, name][self.reader]
            if cell == "shared":
                cell = "full" if is_shown(self.truth, row["raw person_id"], self.actor) else "null"
            if cell == "while covered":
                cell = "full" if is_covered_still(self.truth, row, self.actor) else "null"
            if cell == "of their cover":
                cell = self._of_their_cover(name, row, value)
            if cell == "told":
                cell = self._told(name, row, value)
            wrong = self._wrong(kind, name, cell, row, value)
            if wrong:
                yield f"{kind.name}.{name} is {cell}, but {wrong}"

    def _told(self, name: str, row: Values, value: Any) -> str:
        """An adult's own address is told by nobody else: what is shown is the household's, or nothing."""
        if not is_another_adult(self.truth, row["raw person_id"], self.actor):
            return "full"
        return "hidden" if name == "street" and value == row[name] else "any"

    def _of_their_cover(self, name: str, row: Values, value: Any) -> str:
        if is_covered_still(self.truth, row, self.actor):
            return "full"
        ended = {"status": "TERMINATED", "endDate": cover_ended_on(self.truth, row, self.actor).isoformat()}
        return "any" if value == ended[name] else "hidden"

    def _wrong(self, kind: GraphQLObjectType, name: str, cell: str, row: Values, value: Any) -> str | None:
        field = kind.fields[name]
        match cell:
            case "full" | "masked" | "lines shown":
                return self._not_whole(field, cell, row, value)
            case "null":
                empty = NOTHING if is_non_null_type(field.type) else (*NOTHING[:1], *NOTHING[2:])
                wrong = _without_totals(value) not in empty
            case "worked out":
                wrong = value is None and is_non_null_type(field.type)
            case _:
                wrong = cell != "any"
        return f"{value!r} was answered" if wrong else None

    def _not_whole(self, field: GraphQLField, cell: str, row: Values, value: Any) -> str | None:
        match source_of(field):
            case Column():
                true_value = written(get_named_type(field.type), row[python_name(field)])
                return None if value == true_value else f"{value!r} was answered, not {true_value!r}"
            case ToOne() | ToMany() | Page() as edge:
                linked = list(self.truth.linked(edge, row))
                if cell == "lines shown":
                    linked = [
                        each
                        for each in linked
                        if is_shown(self.truth, person_of(self.truth, each), self.actor)
                    ]
                return self._edge_wrong(edge, linked, value)
            case Computed() as computed:
                needs = {need: row[need_of(python_name(field), need)] for need in computed.needs}
                return self._computed_wrong(computed, needs, value)
        return None

    def _computed_wrong(self, computed: Computed, needs: Values, value: Any) -> str | None:
        made = computed.compute(**needs)
        if isinstance(made, str | bool | int | None):
            said = getattr(made, "value", made)
            return None if value == said else f"{value!r} was answered, not {said!r}"
        return None

    def _edge_wrong(self, edge: ToOne | ToMany | Page, rows: list[Values], value: Any) -> str | None:
        type_name = edge.rows.type_name
        linked = [each for each in rows if self.may_see(type_name, each)]
        loose = edge.rows is not self.truth.catalog.named(edge.rows.type_name).rows
        if isinstance(edge, Page):
            found = [each["node"] for each in value["edges"]]
            if value["totalCount"] != len(linked):
                return f"{value['totalCount']} were counted, not {len(linked)}"
        else:
            found = value if isinstance(value, list) else [value] if value is not None else []
        some = loose or (edge.criteria and not isinstance(edge, Page))
        if len(found) > len(linked) or (not some and len(found) < len(linked)):
            return f"{len(found)} were answered, not {len(linked)}"
        if edge.rows.tag:
            ids = {
                encode(edge.rows, [each[selects.label(part)] for part in edge.rows.key]) for each in linked
            }
            answered = {each["id"] for each in found}
            wrong = answered - ids or (not some and ids - answered)
            return f"{answered} were answered, not {ids}" if wrong else None
        return self._inner_wrong(type_name, linked, found)

    def _inner_wrong(self, type_name: str, linked: list[Values], found: list[Json]) -> str | None:
        """Of rows that are not nodes it is not known which is which: each must be one of them."""
        kind = SCHEMA._schema.type_map[type_name]
        assert isinstance(kind, GraphQLObjectType)
        for answer in found:
            wrong = [list(self.faults(kind, row, answer)) for row in linked]
            if all(wrong):
                return "; ".join(min(wrong, key=len))
        return None


def _without_totals(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: part for key, part in value.items() if key != "totals"}


def written(kind: Any, value: Any) -> Any:
    """A value of the database as JSON has it."""
    if value is None:
        return None
    if isinstance(value, list):
        return [written(kind, each) for each in value]
    if isinstance(kind, GraphQLEnumType):
        return str(value)
    assert isinstance(kind, GraphQLScalarType)
    return kind.serialize(value)
