"""Things that have an id, and the one way to find any of them again."""

from typing import cast

import strawberry

from planner.global_id import BadGlobalId
from resolvers.fields import HubInfo, global_id
from rules.refusals import BadArgument


@strawberry.interface(description="Anything with an id that `node` finds again.")
class Node:
    id: strawberry.ID = global_id("Opaque and stable: keep it, compare it, never take it apart.")


async def find(info: HubInfo, id_: str) -> Node | None:
    """What an id stands for. What does not exist and what is not yours are both null."""
    try:
        found = await info.context.reader.node(id_)
    except BadGlobalId:
        raise BadArgument("id", "`id` is not an id of this API: use one that it gave, unchanged.") from None
    return cast("Node | None", found)  # the row stands for the node
