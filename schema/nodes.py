"""Things that have an id, and the one way to find any of them again."""

import asyncio
from collections.abc import Mapping
from typing import Any, cast

import strawberry

from planner.asking import ASK, Asked
from planner.choices import BadArgument
from planner.declarations import SOURCE, ByIds
from planner.global_id import BadGlobalId, decode
from resolvers.fields import HubInfo, global_id


@strawberry.interface(description="Anything with an id that `node` finds again.")
class Node:
    id: strawberry.ID = global_id("Opaque and stable: keep it, compare it, never take it apart.")


MOST_NODES = 100


def ask_one(arguments: Mapping[str, Any]) -> Asked:
    return Asked(keys=(_key(arguments["id"], "id"),))


def ask_many(arguments: Mapping[str, Any]) -> Asked:
    """In a list a bad id is an error in its own place, which the executor tells."""
    return Asked(keys=tuple(_key(id_, "ids") for id_ in arguments["ids"]))


ONE_BY_ID = {SOURCE: ByIds(), ASK: ask_one}
MANY_BY_ID = {SOURCE: ByIds(many=True), ASK: ask_many}


def _key(id_: str, argument: str) -> tuple[str, tuple[int, ...]]:
    try:
        return decode(id_)
    except BadGlobalId:
        raise _bad(id_, argument) from None


def _bad(id_: str, argument: str) -> BadArgument:
    problem = f"`{argument}`: {id_[:60]!r} is not an id of this API: use one that it gave, unchanged."
    return BadArgument(argument, problem)


async def find_all(info: HubInfo, ids: list[strawberry.ID]) -> list[Node | None]:
    """What each id stands for, in the order of the ids. One that is bad is an error in its own place."""
    if len(ids) > MOST_NODES:
        raise BadArgument("ids", f"`ids` holds at most {MOST_NODES} ids.")
    found = await asyncio.gather(*(find(info, id_, argument="ids") for id_ in ids), return_exceptions=True)
    return cast("list[Node | None]", found)  # an exception in a list is its place's error


async def find(info: HubInfo, id_: str, argument: str = "id") -> Node | None:
    """What an id stands for. What does not exist and what is not yours are both null."""
    try:
        found = await info.context.reader.node(id_)
    except BadGlobalId:
        raise _bad(id_, argument) from None
    return cast("Node | None", found)  # the row stands for the node
