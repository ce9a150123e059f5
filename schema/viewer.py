"""Who is asking, and as what."""

from typing import cast

import strawberry

from loaders.members import OWN_HOUSEHOLD
from loaders.notifications import MINE, UNREAD
from loaders.viewer import OWN_COVERAGE, OWN_FIRM
from resolvers.fields import HubInfo, root
from runtime.actor import Actor, Role
from schema.beneficiaries import Beneficiary
from schema.brokers import Broker
from schema.members import Member


@strawberry.type(description="One way in which this account may act. Name it in the header `Hub-Capacity`.")
class Capacity:
    id: strawberry.ID = strawberry.field(description="The value of `Hub-Capacity`.")
    role: Role = strawberry.field(description="The kind of actor.")
    label: str = strawberry.field(description="A name for people, in French.")

    @strawberry.field(
        description="The household that it is about; null without one, and for a capacity that is not in use:"
        " its rights hold when `Hub-Capacity` names it."
    )
    async def household(self, info: HubInfo) -> Member | None:
        actor = info.context.actor
        if actor is None or str(actor.capacity_id) != self.id:
            return None
        return cast("Member | None", await info.context.reader.root(OWN_HOUSEHOLD))  # the row stands for it

    @classmethod
    def of(cls, actor: Actor) -> "Capacity":
        return cls(id=strawberry.ID(str(actor.capacity_id)), role=actor.role, label=actor.label)


@strawberry.type(description="Who is asking.")
class Viewer:
    capacity: Capacity | None = strawberry.field(description="The capacity in use; null when signed out.")
    capacities: list[Capacity] = strawberry.field(description="All the capacities of this account.")
    display_name: str | None = strawberry.field(description="How to greet them; null when signed out.")
    member: Member | None = root(OWN_HOUSEHOLD, "The household of the capacity in use, if it has one.")
    beneficiary: Beneficiary | None = root(
        OWN_COVERAGE,
        "The person of the capacity in use as a health contract covers them, or covered them last; null for"
        " who is not of a household.",
    )

    broker: Broker | None = root(OWN_FIRM, "The firm that a broker asks for; null for everybody else.")

    @strawberry.field(description="How many notices to you were not read; 0 for who is sent none.")
    async def unread_notifications(self, info: HubInfo) -> int:
        return await info.context.reader.count(MINE, choice=UNREAD)

    @classmethod
    def of(cls, info: HubInfo) -> "Viewer":
        identity, actor = info.context.identity, info.context.actor
        return cls(
            capacity=None if actor is None else Capacity.of(actor),
            capacities=[] if identity is None else [Capacity.of(each) for each in identity.capacities],
            display_name=None if identity is None else identity.display_name,
        )
