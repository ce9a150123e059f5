"""A plan as it is run: the text of one statement, what its parameters are, and what becomes of its answer.

The actor is stated inside the statement: `g` is read first, every root row after it, and the setting is gone
when the statement is, whether it ended well or not. It holds no value of any request.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, bindparam, func, literal, literal_column, select
from sqlalchemy.dialects.postgresql import asyncpg

from planner import shapes
from planner.asking import Asked
from planner.leaves import Leaf
from planner.parameters import parameters_of
from planner.plan import Planning
from planner.told import Told
from planner.uncovered import Path

_RANDOM = secrets.token_hex(16)
MARK, WRONG = f"{_RANDOM}:", f"{_RANDOM}!"
"""What stands before a leaf, and for what cannot be: no client has ever seen it."""

LEAF = re.compile(rf'"{MARK}(\d+):((?:[^"\\]|\\.)*)"'.encode())
BEGIN, END = f'"{shapes.SEEN}":"'.encode(), f'","{shapes.SEEN_END}":0,'.encode()
"""Around a mark, as Postgres writes them: inside a string a quote would bear a backslash."""

See = Callable[[int, int | None, str], None]
"""Told an owner, one of its people or none, and the type of what was seen."""


class _Compiler(asyncpg.PGCompiler_asyncpg):
    """What is the same for everybody who has the plan stands in the text: Postgres can plan with it."""

    def visit_bindparam(self, bindparam: Any, *given: Any, **how: Any) -> str:
        """`role` is one of `compile_kwargs`: these come with every element, and have to be handed on."""
        if bindparam.key == "actor_role":
            bindparam = literal(how["role"], Text)
        visit: Any = super().visit_bindparam
        written: str = visit(bindparam, *given, **{**how, "literal_binds": not bindparam.required})
        return written


class _Dialect(asyncpg.PGDialect_asyncpg):
    statement_compiler = _Compiler


_DIALECT = _Dialect()  # type: ignore[no-untyped-call]  # dialects have no types


class WrongAnswer(Exception):
    """There is a null where none may be, or what cannot be written: the executor says which, and where."""


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """`sql` gives one JSON, the operation's data."""

    sql: str
    names: tuple[str, ...]
    """The parameters in their order."""
    leaves: tuple[Leaf, ...]
    seen: tuple[str, ...]
    told: tuple[Told, ...]
    levels: Mapping[int, tuple[Path, str]]
    """For who explains it: by the number of `t0`, `t1` … the field that it is of, and its type."""

    def parameters(self, values: Mapping[str, Any], asked: Sequence[Asked]) -> list[Any]:
        """`values` are those of the actor and the day, and the `request` itself."""
        given = {"mark": MARK, "wrong": WRONG, **values}
        given.update({each.name: each.json(values["request"]) for each in self.told})
        for place, each in enumerate(asked):
            given.update(parameters_of(place, each))
        return [given[name] for name in self.names]

    def finish(self, answer: bytes) -> tuple[bytes, Sequence[bytes]]:
        """The data with what Python makes in its place, and the marks of whom it is about (`look`)."""
        if WRONG.encode() in answer:
            raise WrongAnswer
        marks: Sequence[bytes] = ()
        if self.seen:
            # Both ends alike, every second part is a mark; a regular expression takes five times as long.
            parts = answer.replace(END, BEGIN).split(BEGIN)
            answer, marks = b"".join(parts[::2]), parts[1::2]
        return (LEAF.sub(self._leaf, answer) if self.leaves else answer), marks

    def look(self, marks: Sequence[bytes], see: See) -> None:
        """Tell what an answer's marks say. They say it again for each object."""
        for mark in set(marks) - {b""}:
            place, owner, people = mark.split(b",")
            for person in people.split(b"+"):
                see(int(owner), int(person) if person else None, self.seen[int(place)])

    def _leaf(self, found: re.Match[bytes]) -> bytes:
        return self.leaves[int(found[1])].json(shapes.read_string(found[2]))


def statement_of(plan: Planning) -> Statement:
    """The statement of all root fields."""
    entries = plan.roots()
    stated = (
        select(
            func.set_config(
                bindparam("setting", type_=Text, required=True),
                bindparam("value", type_=Text, required=True),
                True,
            ).label("actor")
        )
        .offset(literal_column("0"))
        .subquery("g")
    )
    data = shapes.data(entries, stated)
    compiled = data.compile(dialect=_DIALECT, compile_kwargs={"role": plan.role.value})
    names = tuple(compiled.positiontup or ())
    return Statement(
        str(compiled),
        names,
        tuple(plan.leaves),
        tuple(plan.seen),
        tuple(plan.told),
        plan.levels,
    )
