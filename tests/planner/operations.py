"""Operations drawn at random from the whole schema: what a client could ask, valid and nearly always right.

Fields under aliases of every length, twice with different selections, in fragments with and without names, on
objects and interfaces, spread again; `@skip` and `@include`; values in the text, in variables and within; pages
both ways with cursors of their own lists; ids with fragments on what they stand for. They can be led to one
coordinate of the schema (`goals`), and are then as chance has it from there on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_required_argument,
)
from hypothesis import strategies as st

from planner.catalog import roles_of, source_of
from planner.declarations import Page
from runtime.actor import Role
from tests.planner.coverage import read
from tests.planner.goals import Goal
from tests.planner.values import Draw, Known, Variables, cursors_of, literal

DEEPEST = 4
MOST_FIELDS = 25
"""In one text, about: so that it keeps within the bounds on aliases and tokens."""

OFTENEST = ("me", "viewer", "member", "members", "contract", "procedures", "node", "nodes", "reimbursements")
INSIDE_A_PAGE = ("edges", "node", "pageInfo")
LONG_ALIASES = ("n" * 60, "n" * 61, "long" * 18)
"""With three digits behind: names of 63 bytes, of one more, and such that differ where Postgres would cut them."""

OWN_NAMES = ("o", "t", "b", "c", "e", "told_")
"""With a number behind, as the planner calls what it makes."""


@dataclass(frozen=True)
class Fragment:
    name: str
    kind: str
    depth: int
    text: str


@dataclass
class Drawn:
    """One operation with its variables, while it is drawn."""

    draw: Draw
    known: Known
    schema: GraphQLSchema
    role: Role
    variables: Variables
    fragments: list[Fragment] = field(default_factory=list)
    aliases: int = 0
    room: int = MOST_FIELDS

    def chance(self, times: int, of: int) -> bool:
        """What is looked for when an example is made smaller is that it does not happen."""
        return bool(self.draw(st.integers(0, of - 1)) >= of - times)


@dataclass(frozen=True)
class Operation:
    """A text with two draws of its variables."""

    query: str
    variables: dict[str, Any]
    again: dict[str, Any]


@st.composite
def operations(
    draw: Draw, schema: GraphQLSchema, known: Known, role: Role, goal: Goal | None = None
) -> Operation:
    """For who sees as a role does: what others alone may ask is an error, and comes seldom."""
    drawn = Drawn(draw, known, schema, role, Variables(draw, known))
    assert schema.query_type is not None
    if goal is None:
        body = _selection(drawn, schema.query_type, 0)
    else:
        # Beside some, since of what asks nothing of the database there is no plan.
        beside = _selection(drawn, schema.query_type, 0) if drawn.chance(1, 2) else ""
        body = "{ " + " ".join([_led(drawn, goal), *([f"... {beside}"] if beside else [])]) + " }"
    declared = drawn.variables.declared
    head = f"query Q({', '.join(declared)}) " if declared else ""
    text = " ".join([f"{head}{body}", *(each.text for each in drawn.fragments)])
    return Operation(text, drawn.variables.given(), drawn.variables.given())


def _selection(drawn: Drawn, kind: GraphQLObjectType, depth: int) -> str:
    """Some fields of a type; what leads further only where there is room."""
    fields = {
        name: each
        for name, each in read(kind).items()
        if ((depth < DEEPEST and drawn.room > 0) or not is_composite_type(get_named_type(each.type)))
    }
    if depth == 0 and not drawn.chance(1, 30):
        fields = {name: each for name, each in fields.items() if drawn.role in (roles_of(each) or Role)}
    if not fields:
        return "{ __typename }"
    weighed = [name for name in sorted(fields) for _ in range(_weight(name, fields[name]))]
    # What a page and its edges are made of is little: drawn often, it would be the same again and again.
    of_a_page = not {"pageInfo", "cursor"}.isdisjoint(kind.fields)
    several = drawn.draw(st.sampled_from([1, 2, 3] if depth == 0 or of_a_page else [1, 2, 3, 4, 5]))
    several = min(several, max(drawn.room, 1))
    drawn.room -= several
    names = [drawn.draw(st.sampled_from(weighed)) for _ in range(several)]
    if of_a_page:
        # Without rows it says little, and of people who are written down is left to the executor.
        names += [name for name in ("edges", "node") if name in fields and drawn.chance(14, 15)]
    written = [_wrapped(drawn, kind, depth, _field(drawn, name, fields[name], depth)) for name in names]
    if drawn.chance(1, 10):
        written.append("__typename")
    return "{ " + " ".join(written) + " }"


def _led(drawn: Drawn, goal: Goal) -> str:
    """The way to a goal, of which nothing is skipped and no page is empty by what is asked; then as chance has it."""
    kind, name = goal.way[0]
    field_ = drawn.schema.type_map[kind].fields[name]
    said = {
        each: drawn.variables.value(each, argument.type)
        for each, argument in field_.args.items()
        if is_required_argument(argument)
    }
    inner = get_named_type(field_.type)
    if goal.is_last:
        if goal.argument is not None:
            is_end = goal.argument in ("after", "before")
            which = _its_cursors(field_, said) if is_end else goal.argument
            said[goal.argument] = drawn.variables.saying(which, field_.args[goal.argument].type, goal.said)
        rest = _inside(drawn, name, field_, inner, min(len(goal.way), DEEPEST - 1), said)
    elif isinstance(inner, GraphQLInterfaceType):
        beyond = goal.way[1][0]
        some = drawn.draw(st.sampled_from(drawn.known.ids.get(beyond) or drawn.known.any_ids()))
        said = {"ids": [some]} if "ids" in field_.args else {"id": some}
        rest = f"{{ __typename ... on {beyond} {{ {_led(drawn, goal.next())} }} }}"
    else:
        rest = f"{{ {_led(drawn, goal.next())} }}"
    if "pageInfo" in getattr(inner, "fields", {}):
        # A number about people who are written down is answered by the planner where they are shown.
        rest = rest[:-1] + "edges { node { __typename } } }"
    return f"{_alias(drawn)}: {name}{_written(said)} {rest}"


def _weight(name: str, field_: GraphQLField) -> int:
    """What leads to rows comes oftener than what stands alone, and oftenest what much hangs on."""
    return 4 if name in OFTENEST else 2 if is_composite_type(get_named_type(field_.type)) else 1


def _of_node(drawn: Drawn, kind: GraphQLInterfaceType, depth: int, likely: list[str]) -> str:
    """Of an interface: its own field, and fragments on what its ids stand for and on others."""
    possible = {each.name: each for each in drawn.schema.get_possible_types(kind)}
    chosen = dict.fromkeys(each for each in likely if each in possible)
    for name in drawn.draw(st.lists(st.sampled_from(sorted(possible)), max_size=2)) or sorted(possible)[:1]:
        chosen[name] = None
    parts = ["__typename", "id"]
    for name in chosen:
        inner = _selection(drawn, possible[name], depth + 1)
        parts.append(_spread(drawn, name, depth, inner))
    if drawn.chance(1, 4):
        parts = ["__typename", _spread(drawn, kind.name, depth, "{ " + " ".join(parts) + " }")]
    return "{ " + " ".join(parts) + " }"


def _spread(drawn: Drawn, kind: str, depth: int, selection: str) -> str:
    """A selection of a type in a fragment, with a name or without."""
    if drawn.chance(2, 3):
        return f"... on {kind} {_directive(drawn)} {selection}"
    name = f"F{len(drawn.fragments)}"
    drawn.fragments.append(Fragment(name, kind, depth, f"fragment {name} on {kind} {selection}"))
    return f"...{name} {_directive(drawn)}"


def _wrapped(drawn: Drawn, kind: GraphQLObjectType, depth: int, text: str) -> str:
    """A field as it is, or in a fragment of one sort or another."""
    sort = 13 - drawn.draw(st.integers(0, 13))
    if sort == 0:
        return f"... {_directive(drawn)} {{ {text} }}"
    if sort in (1, 2):
        return _spread(drawn, kind.name, depth, f"{{ {text} }}")
    if sort == 3 and any(each.name == "Node" for each in kind.interfaces):
        return f"{text} {_spread(drawn, 'Node', depth, '{ id }')}"
    if sort == 4:
        again = [each for each in drawn.fragments if each.kind == kind.name and each.depth >= depth]
        return " ".join([text, *(f"...{each.name} {_directive(drawn)}" for each in again[:1])])
    return text


def _field(drawn: Drawn, name: str, field_: GraphQLField, depth: int) -> str:
    said = _arguments(drawn, name, field_)
    inner = get_named_type(field_.type)
    # The same name twice must be the same field, asked alike: what takes arguments has a name of its own.
    alias = f"{_alias(drawn)}: " if said or drawn.chance(1, 4) else ""
    head = f"{alias}{name}{_written(said)}"
    once = f"{head} {_directive(drawn)} {_inside(drawn, name, field_, inner, depth, said)}".strip()
    if is_composite_type(inner) and drawn.chance(1, 10):
        return f"{once} {head} {_directive(drawn)} {_inside(drawn, name, field_, inner, depth, said)}"
    return once


def _written(said: dict[str, Any]) -> str:
    return "(" + ", ".join(f"{each}: {literal(value)}" for each, value in said.items()) + ")" if said else ""


def _inside(  # noqa: PLR0917  # one place, seen from all sides
    drawn: Drawn, name: str, field_: GraphQLField, inner: Any, depth: int, said: dict[str, Any]
) -> str:
    if isinstance(inner, GraphQLInterfaceType):
        return _of_node(drawn, inner, depth + 1, list(_stand_for(drawn.known, said)))
    if not isinstance(inner, GraphQLObjectType):
        return ""
    return _selection(drawn, inner, depth + (name not in INSIDE_A_PAGE))


def _stand_for(known: Known, said: dict[str, Any]) -> Iterator[str]:
    """The types of the ids that stand in the text."""
    ids = said.get("ids")
    given = [said.get("id"), *(ids if isinstance(ids, list) else [ids])]
    for name, of_type in known.ids.items():
        if any(each in of_type for each in given):
            yield name


def _alias(drawn: Drawn) -> str:
    """Each once in the operation, so that whatever is merged can be merged."""
    drawn.aliases += 1
    if drawn.chance(1, 12):
        return f"{drawn.draw(st.sampled_from(LONG_ALIASES))}{drawn.aliases:03}"
    # By numbers in the order of the text, as the planner's own names are.
    stem = drawn.draw(st.sampled_from(OWN_NAMES)) if drawn.chance(1, 6) else "a"
    return f"{stem}{drawn.aliases}"


def _directive(drawn: Drawn) -> str:
    if not drawn.chance(3, 14):
        return ""
    name = drawn.draw(st.sampled_from(["skip", "include"]))
    # Mostly so that the field stays.
    value = (name == "include") != drawn.chance(1, 3)
    condition = (
        literal(value) if drawn.chance(1, 3) else drawn.variables.new("if", GraphQLNonNull(GraphQLBoolean))
    )
    return f"@{name}(if: {condition})"


def _arguments(drawn: Drawn, name: str, field_: GraphQLField) -> dict[str, Any]:
    said: dict[str, Any] = {}
    forwards = drawn.chance(1, 2)
    for each, argument in field_.args.items():
        if each == ("last" if forwards else "first") and "last" in field_.args:
            continue
        if not is_required_argument(argument) and not drawn.chance(1, 2):
            continue
        which = each
        if each in ("after", "before"):
            which = _its_cursors(field_, said)
            if which not in drawn.known.cursors:
                continue
        if drawn.chance(1, 3):
            said[each] = drawn.variables.new(which, argument.type)
        else:
            said[each] = drawn.variables.value(which, argument.type)
    return said


def _its_cursors(field_: GraphQLField, said: dict[str, Any]) -> str:
    """The name of the cursors of this list in the order that is asked, or in the usual one if a variable says."""
    page, order = source_of(field_), said.get("orderBy")
    assert isinstance(page, Page)
    return cursors_of(page, None if order is None or order.startswith("$") else order)
