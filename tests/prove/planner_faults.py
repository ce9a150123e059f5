"""Faults of the planner, each as somebody could make it: one function of it does not do what it should."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

import graphql.execution.collect_fields as graphql_fields
from graphql.execution.values import VariableValues, get_variable_values
from sqlalchemy import Text, cast, func, true
from sqlalchemy.sql import operators

from planner import cursors, encoders, operation, pages, plan, plans, shapes, told
from planner.asking import Asked
from planner.level import Level
from planner.plan import Planning
from planner.plans import Plans, _Walk
from planner.shapes import constant

Reading = pages._Reading


@dataclass(frozen=True)
class Fault:
    """`value` makes what stands in place of an attribute of what was there."""

    name: str
    target: Any
    attribute: str
    value: Callable[[Any], Any]

    @contextmanager
    def planted(self) -> Iterator[None]:
        as_it_was = getattr(self.target, self.attribute)
        with patch.object(self.target, self.attribute, self.value(as_it_was)):
            yield


def _unseen(base: Any) -> Any:
    def found(level: Level, *given: Any) -> Any:
        level._visible = []
        return base(level, *given)

    return found


def _known(level: Level, *_: Any) -> None:
    level._visible = []


def _reaching(*sides: str) -> Callable[[Any], Any]:
    """The row of the cursor itself is on its page, at one end or at both."""
    of = {
        operators.gt: lambda each: each.left >= each.right,
        operators.lt: lambda each: each.left <= each.right,
    }

    def made(places: Any) -> Any:
        def found(reading: Any) -> Any:
            wanted = reading.wanted
            given = [side for side in ("after", "before") if getattr(wanted, side) is not None]
            return [
                of[each.operator](each) if side in sides else each
                for side, each in zip(given, places(reading), strict=True)
            ]

        return found

    return made


def _one_early(end: Any) -> Any:
    def found(reading: Any, selected: Any, level: Level) -> Any:
        value = end(reading, selected, level)
        return func.count() >= reading._size if getattr(value, "operator", None) is operators.gt else value

    return found


def _unrecorded(entries: Any) -> Any:
    def found(planning: Planning, *given: Any) -> Any:
        children = entries(planning, *given)
        return [each for each in children if each[0] not in {shapes.SEEN, shapes.SEEN_END}]

    return found


def _without_defaults(_: Any) -> Any:
    def found(schema: Any, definitions: Any, inputs: dict[str, Any]) -> Any:
        values = get_variable_values(schema, definitions, inputs)
        if isinstance(values, list):
            return values
        said = {name: value for name, value in values.coerced.items() if name in inputs}
        return VariableValues({name: values.sources[name] for name in said}, said)

    return found


def _null_is_unsaid(_: Any) -> Any:
    return lambda schema, definitions, inputs: get_variable_values(
        schema, definitions, {name: value for name, value in inputs.items() if value is not None}
    )


def _first_only(collect: Any) -> Any:
    return lambda *given: collect(*given[:-1], given[-1][:1])


def _whatever_the_types(_: Any) -> Any:
    def found(these: Plans, request: Any) -> Any:
        key = (request.document, request.key)
        walk = these._walks.get(key) or _Walk()
        these._walks.put(key, walk)
        return walk

    return found


def _whatever_the_scopes(walk: Any) -> Any:
    def found(these: Plans, request: Any) -> Any:
        role, recorded, _, outcomes = request.key
        return walk(these, replace(request, key=(role, recorded, None, outcomes)))

    return found


def _shape_without(*parts: str) -> Callable[[Any], Any]:
    def made(shape: Any) -> Any:
        def found(asked: Asked) -> Any:
            lost = asked
            if "given" in parts:
                lost = replace(lost, choice=replace(lost.choice, given=()))
            if lost.wanted is not None and "ends" in parts:
                lost = replace(lost, wanted=replace(lost.wanted, after=None, before=None))
            if lost.wanted is not None and "size" in parts:
                lost = replace(lost, wanted=replace(lost.wanted, size=0))
            return shape.fget(lost)

        return property(found)

    return made


def _encoding(scalar: str, encode: Any) -> Callable[[Any], Any]:
    return lambda table: {pair: encode if pair[0] == scalar else encoder for pair, encoder in table.items()}


def _always(value: Any) -> Callable[[Any], Any]:
    return lambda _: lambda *_, **__: value


def _given(made: Any) -> Callable[[Any], Any]:
    """A function that makes something of what the right one is given."""
    return lambda _: made


FAULTS = (
    Fault("the predicate of who sees rows is dropped", Level, "base", _unseen),
    Fault("rows that hang on others are all rows", Level, "joined", _always([])),
    Fault("an edge is joined by its first pair alone", Level, "joined",
          lambda joined: lambda level, on: joined(level, on[:1])),
    Fault("an edge is joined by its pairs crosswise", Level, "joined",
          lambda joined: lambda level, on: joined(
              level, [(here, there) for (here, _), (_, there) in zip(on, [*on[1:], on[0]], strict=True)])),
    Fault("what a client chose is not looked at", Planning, "chosen", _always([])),
    Fault("a restricted column is shown", Level, "shown",
          _given(lambda level, column: level.take(column.expression))),
    Fault("of what hangs on others nothing is looked at", Level, "known_of", _given(_known)),
    Fault("an edge that is restricted is shown", Planning, "_restricted",
          _given(lambda planning, edge, level, value: value)),
    Fault("a capacity that is not in use has its household", told, "_holds", _always(true())),
    Fault("the row of a cursor is on its page, of `after` and of `before`", Reading, "_places",
          _reaching("after", "before")),
    Fault("a page begins with the row of `after`", Reading, "_places", _reaching("after")),
    Fault("a page ends with the row of `before`", Reading, "_places", _reaching("before")),
    Fault("a page does not end before `before`", Reading, "_places",
          lambda places: lambda reading: places(reading)[: 1 if reading.wanted.after is not None else 0]),
    Fault("a page does not begin after `after`", Reading, "_places",
          lambda places: lambda reading: places(reading)[1 if reading.wanted.after is not None else 0 :]),
    Fault("there is more when the page is full", Reading, "_end", _one_early),
    Fault("what is before a page is never told", pages, "_given", _always(pages.FALSE)),
    Fault("a page is in the order in which its rows come", Reading, "_in_order",
          _given(lambda reading, edge, level: edge)),
    Fault("a cursor bears the name of the usual order", pages, "cursor",
          _given(lambda page, order, level: cursors.cursor(
              replace(page, orders=(order, *page.orders)), order, level))),
    Fault("a null where none may be is answered (columns)", plan, "not_null", _given(lambda value: value)),
    Fault("a null where none may be is answered (objects)", Planning, "required",
          _given(lambda planning, selected, value: value)),
    Fault("an amount is written with the digits it has", encoders, "ENCODERS",
          _encoding("Euros", func.trim_scale)),
    Fault("an instant is written in the zone of the session", encoders, "ENCODERS",
          _encoding("DateTime", lambda value: cast(value, Text))),
    Fault("who is seen is not noted", Planning, "entries", _unrecorded),
    Fault("who is seen ahead is not noted", Reading, "_beyond", _always(constant(""))),
    Fault("defaults of variables are not looked at", plans, "get_variable_values", _without_defaults),
    Fault("a variable that is null is one that is not given", plans, "get_variable_values", _null_is_unsaid),
    Fault("@skip and @include are not looked at", graphql_fields, "should_include_node", _always(True)),
    Fault("of a field that comes twice the first is looked at", operation, "collect_subfields", _first_only),
    Fault("a list is in no order", shapes, "many",
          lambda many: lambda entries, rows, order, *given: many(entries, rows, [], *given)),
    Fault("names of over 63 bytes are columns too", shapes, "_fit", _given(bool)),
    Fault("a plan is kept whatever the directives say", plans, "structural_variables", _always(())),
    Fault("a plan is kept whatever is given and null", Asked, "shape", _shape_without("given")),
    Fault("a plan is kept whether or not there is a cursor", Asked, "shape", _shape_without("ends")),
    Fault("a plan is kept whatever the size of the page", Asked, "shape", _shape_without("size")),
    Fault("a plan is kept whatever a program's scopes are", Plans, "_walk", _whatever_the_scopes),
    Fault("a program's scopes are not looked at", Planning, "sees",
          _given(lambda planning, rows: rows.seen_by(planning.role) is not None)),
    Fault("a plan is kept whatever types the ids are of", Plans, "_walk", _whatever_the_types),
)  # fmt: skip
