"""Values of arguments, drawn at random: written in the text, or brought by variables in every way there is."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_required_input_field,
)
from hypothesis import strategies as st

from planner.declarations import Page

Draw = Callable[[st.SearchStrategy[Any]], Any]

SIZES = [0, 1, 2, 3, 5]
BAD_SIZES = [-1, 101]
"""An error: then no more is compared than that both have it."""
TEXTS = ["a", "mar", "é", "consul", "%", "", "Amont", "dr durand", "chir", "cli"]
DAYS = ["2025-01-01", "2026-05-02", "2026-05-04", "2024-02-29", "2026-12-31"]
AMOUNTS = ["0", "10.00", "-5.50", "1000"]
YEARS = [2025, 2026]
PRODUCTS = ["ESSAI", "PREVOYANCE_TNS", "NONE"]
RANKS = [1, 2, 7]
NUMBERS = [0, 7, -1, 2**63]
"""A number is an ID too, by its digits."""
BAD_AMOUNTS = [10, 10.5]
"""Euros are a text, so that nothing was rounded before they came: an error, as of a bad size."""


class Bare(str):
    """Stands in the text without quotes: the name of an enum's value, or a variable."""


@dataclass(frozen=True)
class Known:
    """Values of the world that arguments can have: ids by type, numbers and references, cursors by list and order."""

    ids: Mapping[str, list[str]]
    numbers: list[str]
    references: list[str]
    cursors: Mapping[str, list[str]]

    def any_ids(self) -> list[str]:
        return [id_ for ids in self.ids.values() for id_ in ids]


@dataclass
class Variables:
    """Those of one operation, while it is drawn. What each may be is kept, so that they can be drawn again."""

    draw: Draw
    known: Known
    declared: list[str] = field(default_factory=list)
    _drawn: list[tuple[str, str, GraphQLInputType, bool]] = field(default_factory=list)

    def new(self, name: str, kind: GraphQLInputType) -> Bare:
        """One more, with a default or without."""
        variable = f"v{len(self.declared)}"
        with_default = self.draw(st.integers(0, 2)) == 0
        default = f" = {literal(self.value(name, kind, deep=True))}" if with_default else ""
        self.declared.append(f"${variable}: {kind}{default}")
        self._drawn.append((variable, name, kind, with_default))
        return Bare(f"${variable}")

    def given(self) -> dict[str, Any]:
        """A value of each; null, and none at all, where it may be."""
        found = {}
        for variable, name, kind, with_default in self._drawn:
            may_be_unsaid = with_default or not isinstance(kind, GraphQLNonNull)
            if may_be_unsaid and self.draw(st.integers(0, 2)) == 0:
                continue
            found[variable] = self.value(name, kind, deep=True)
        return found

    def value(self, name: str, kind: GraphQLInputType, *, deep: bool = False) -> Any:
        """`deep` is where no variable can stand."""
        if not isinstance(kind, GraphQLNonNull):
            if self.draw(st.integers(0, 7)) == 0:
                return None
        else:
            kind = kind.of_type
        if isinstance(kind, GraphQLList):
            if self.draw(st.integers(0, 7)) == 7:
                # One stands for a list of it; but no variable of its type does, and null is no list.
                return self.value(name, GraphQLNonNull(get_nullable_type(kind.of_type)), deep=deep)
            several = range(self.draw(st.sampled_from([1, 2, 3, 6, 0])))
            return [self._part(name, kind.of_type, deep=deep) for _ in several]
        if isinstance(kind, GraphQLEnumType):
            return Bare(self.draw(st.sampled_from(sorted(kind.values))))
        if isinstance(kind, GraphQLInputObjectType):
            chosen = self.draw(st.sets(st.sampled_from(sorted(kind.fields)), max_size=3))
            return {each: self._part(each, kind.fields[each].type, deep=deep) for each in sorted(chosen)}
        return self.draw(st.sampled_from(self._pool(name, get_named_type(kind).name)))

    def saying(self, name: str, kind: GraphQLInputType, said: tuple[str, ...]) -> Any:
        """A value with these fields of inputs in it, and that value of an enum; never null."""
        inner = get_named_type(kind)
        if not said:
            return self.value(name, kind if isinstance(kind, GraphQLNonNull) else GraphQLNonNull(kind))
        found: Any = Bare(said[0])
        if isinstance(inner, GraphQLInputObjectType):
            needed = {name: each for name, each in inner.fields.items() if is_required_input_field(each)}
            found = {name: self.value(name, each.type) for name, each in needed.items()}
            found[said[0]] = self.saying(said[0], inner.fields[said[0]].type, said[1:])
        return [found] if is_list_type(get_nullable_type(kind)) else found

    def _part(self, name: str, kind: GraphQLInputType, *, deep: bool) -> Any:
        if not deep and self.draw(st.integers(0, 4)) == 0:
            return self.new(name, kind)
        return self.value(name, kind, deep=deep)

    def _pool(self, name: str, scalar: str) -> list[Any]:
        known = self.known
        named: dict[str, list[Any]] = {
            "number": known.numbers,
            "reference": known.references,
            "year": YEARS,
            "product": PRODUCTS,
            "rank": RANKS,
            "beneficiaryIds": known.ids["Beneficiary"] + known.ids["Member"][:1],
            "contractId": known.ids["Contract"] + known.ids["Member"][:1],
        }
        if name in ("first", "last"):
            return BAD_SIZES if self.draw(st.integers(0, 99)) == 99 else SIZES
        if scalar == "Euros" and self.draw(st.integers(0, 49)) == 49:
            return BAD_AMOUNTS
        if name in known.cursors:
            return ["none"] if self.draw(st.integers(0, 99)) == 99 else known.cursors[name]
        pools: dict[str, list[Any]] = {
            "ID": known.any_ids(), "Boolean": [True, False], "Date": DAYS, "Euros": AMOUNTS, "String": TEXTS,
        }  # fmt: skip
        pool = named.get(name) or pools[scalar]
        return [*pool, *NUMBERS] if scalar == "ID" and self.draw(st.integers(0, 19)) == 19 else pool


def cursors_of(page: Page, order: str | None) -> str:
    return f"cursors of {page.name} by {page.ordered(order).name}"


def literal(value: Any) -> str:
    """As it stands in the text."""
    if isinstance(value, Bare):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(literal(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)
