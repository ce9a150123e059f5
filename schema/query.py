"""What can be asked."""

from typing import Annotated

import strawberry

from loaders.members import MEMBER_PAGE, OWN_HOUSEHOLD
from resolvers.context import Context
from resolvers.fields import HubInfo, page, root
from runtime.actor import Role
from schema.members import Member
from schema.nodes import Node, find, find_all
from schema.pages import Connection
from schema.viewer import Viewer


def for_brokers_and_agents(context: Context) -> None:
    context.require(Role.BROKER, Role.AGENT)


NodeId = Annotated[strawberry.ID, strawberry.argument(description="An id that this API gave, unchanged.")]


NodeIds = Annotated[list[strawberry.ID], strawberry.argument(description="At most 100 ids.")]


@strawberry.type(description="What can be asked.")
class Query:
    me: Member | None = root(OWN_HOUSEHOLD, "The household of the capacity in use, seen with its rights.")
    members: Connection[Member] | None = page(
        MEMBER_PAGE,
        "Households by name: a broker’s portfolio, or all of them for an agent.",
        allowed=for_brokers_and_agents,
    )

    @strawberry.field(description="Who is asking. Answers signed out too.")
    def viewer(self, info: HubInfo) -> Viewer:
        return Viewer.of(info)

    @strawberry.field(description="What an id stands for; null when there is nothing, or nothing of yours.")
    async def node(self, info: HubInfo, id: NodeId) -> Node | None:  # noqa: A002  # the API's word
        return await find(info, id)

    @strawberry.field(description="What each id stands for, in the order of the ids; null as for `node`.")
    async def nodes(self, info: HubInfo, ids: NodeIds) -> list[Node | None]:
        return await find_all(info, ids)
