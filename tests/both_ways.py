"""What the planner answers is what the executor answers: looked at again for whatever a test asks of the hub."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode
from strawberry.http import GraphQLRequestData

from planner.plans import (
    BAD_VARIABLES,
    FAILED,
    NOT_VALID,
    OVER_THE_BOUNDS,
    Kept,
    Plans,
    Ready,
)
from planner.uncovered import Uncovered
from resolvers.context import Context
from routes.planned import Planned
from runtime.actor import Actor
from runtime.database import Database
from runtime.tokens import Identity
from schema.build import build, catalog_of, fitting, reading

SCHEMA = build()
CATALOG = catalog_of(SCHEMA)
_VALID = reading(SCHEMA)
_READ: Kept[str, tuple[DocumentNode | None]] = Kept(100)


def read(text: str) -> DocumentNode | None:
    """Parsing and validating is half of what a comparison costs, and depends on nothing but the text."""
    found = _READ.get(text)
    if found is None:
        found = (_VALID(text),)
        _READ.put(text, found)
    return found[0]


def new_plans() -> Plans:
    return Plans(SCHEMA, CATALOG, read, fitting(SCHEMA))


PLANS = new_plans()
"""Kept for all tests of the process: most answers are given by a plan that was made for another reader."""


ERRORS = (NOT_VALID, BAD_VARIABLES, OVER_THE_BOUNDS, FAILED)
"""Why the planner leaves an operation: what the executor has to have an error for. A bad argument
is none where the rows whose field has it are not there."""


class Disagreement(AssertionError):
    """The planner does not answer as the executor does."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks what. Its `repr` is the arguments of `alike` in a named test."""

    who: str
    query: str
    variables: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"\n    {self.who!r},\n    {self.query!r},\n    {dict(self.variables)!r},\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """The data, codes of errors, and whose data was seen."""

    data: str
    codes: tuple[str | None, ...]
    seen: tuple[Any, ...]

    @property
    def plain(self) -> Any:
        return json.loads(self.data)


_MET: Kept[int, tuple[Any, set[str]]] = Kept(2_000)
"""Statements, and the values for which they have answered."""


class Judge:
    """Compares the two ways on one database, with plans that are kept from one comparison to the next."""

    def __init__(self, database: Database, plans: Plans) -> None:
        self.database, self.plans = database, plans

    async def reference(self, asked: Asked, identity: Identity, actor: Actor) -> Answer:
        context = Context(self.database, CATALOG, identity, actor)
        result = await SCHEMA.execute(
            asked.query, variable_values=dict(asked.variables), context_value=context
        )
        await context.close()
        codes = tuple((each.extensions or {}).get("code") for each in result.errors or [])
        return Answer(json.dumps(result.data), codes, tuple(context.reader.seen))

    async def planned(self, asked: Asked, identity: Identity, actor: Actor) -> Answer | Uncovered:
        context = Context(self.database, CATALOG, identity, actor)
        data = GraphQLRequestData(
            query=asked.query, variables=dict(asked.variables), operation_name=None, extensions=None
        )
        found = await Planned(self.plans, self.database).answer(data, context)
        await context.close()
        if isinstance(found, Uncovered):
            return found
        return Answer(_data(bytes(found.body)), (), tuple(context.reader.seen))

    async def way(self, asked: Asked, identity: Identity, actor: Actor, reference: Answer) -> str:
        """How the hub answers: `planned`, or why not. `Disagreement` where that is not the reference's answer."""
        planned = await self.planned(asked, identity, actor)
        found = self.plans.of(
            asked.query, asked.variables, None, actor.sees, recorded=actor.is_recorded, scopes=actor.scopes
        )
        if isinstance(planned, Uncovered):
            if not reference.codes and (isinstance(found, Ready) or planned in ERRORS):
                raise Disagreement(
                    f"The planner left it for {planned.reason!r}, where nothing is wrong:{asked}"
                )
            return "errors" if reference.codes else planned.reason
        if reference.codes:
            raise Disagreement(f"The planner answered where the executor has {reference.codes}:{asked}")
        if ordered(planned.data) != ordered(reference.data):
            told = f"{planned.data}\nwhere the executor answered\n{reference.data}"
            raise Disagreement(f"The planner answered\n{told}\nto:{asked}")
        if actor.is_recorded and planned.seen != reference.seen:
            raise Disagreement(f"Written down: {planned.seen}, and not {reference.seen}:{asked}")
        assert isinstance(found, Ready)
        self._as_made_anew(asked, actor, found)
        return "planned"

    def _as_made_anew(self, asked: Asked, actor: Actor, found: Ready) -> None:
        """A plan that was kept is the one that would be made. One that has just been made is that already.

        To make one costs more than all else here, and of the same values the same one would be made again.
        """
        met = _MET.get(id(found.statement))
        if met is None or met[0] is not found.statement:
            met = (found.statement, set())
            _MET.put(id(found.statement), met)
        values = repr((actor.sees, actor.is_recorded, actor.scopes, sorted(asked.variables.items())))
        if values in met[1]:
            return
        met[1].add(values)
        if len(met[1]) == 1:
            return
        anew = new_plans().of(
            asked.query, asked.variables, None, actor.sees, recorded=actor.is_recorded, scopes=actor.scopes
        )
        if not isinstance(anew, Ready) or (anew.statement.sql, anew.asked) != (
            found.statement.sql,
            found.asked,
        ):
            raise Disagreement(f"A plan was kept that would not be made:{asked}")


def ordered(text: str | bytes) -> Any:
    """JSON with the order of its keys, which GraphQL prescribes, and with the types that it has as a text."""
    return typed(json.loads(text, object_pairs_hook=tuple))


def typed(value: Any) -> Any:
    """To Python `true` is 1, and 1 is 1.0: as bytes they are not the same. An object is a tuple, a list is a list."""
    if isinstance(value, list | tuple):
        return type(value)(typed(each) for each in value)
    return type(value), value


def assert_planned(actor: Actor, query: str, variables: dict[str, Any]) -> Ready:
    """The planner's statement; where the executor would answer, it fails with the field and the reason."""
    found = PLANS.of(query, variables, None, actor.sees, recorded=actor.is_recorded, scopes=actor.scopes)
    if isinstance(found, Uncovered):
        where = f" at {'.'.join(found.path)}" if found.path else ""
        raise AssertionError(f"left to the executor{where}: {found.reason} (asked as {actor.role})")
    return found


def _data(body: bytes) -> str:
    """What stands in an answer without errors."""
    assert (body[:8], body[-1:]) == (b'{"data":', b"}")
    return body[8:-1].decode()


_JUDGES: Kept[int, tuple[Database, Judge]] = Kept(1)


async def compare(
    database: Database, identity: Identity, actor: Actor, query: str, variables: dict[str, Any]
) -> None:
    """For what the planner has answered already."""
    if (kept := _JUDGES.get(id(database))) is None:
        kept = (database, Judge(database, PLANS))
        _JUDGES.put(id(database), kept)
    judge = kept[1]
    asked = Asked(actor.role.value, query, variables)
    way = await judge.way(asked, identity, actor, await judge.reference(asked, identity, actor))
    if way != "planned":
        raise Disagreement(f"The planner, {way}, does not answer now:{asked}")
