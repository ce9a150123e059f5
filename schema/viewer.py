"""Who is asking, and as what."""

import strawberry

from loaders.members import OWN_HOUSEHOLD
from resolvers.fields import HubInfo, root
from runtime.actor import Actor, Role
from schema.members import Member


@strawberry.type(description="One way in which this account may act. Name it in the header `Hub-Capacity`.")
class Capacity:
    id: strawberry.ID = strawberry.field(description="The value of `Hub-Capacity`.")
    role: Role = strawberry.field(description="The kind of actor.")
    label: str = strawberry.field(description="A name for people, in French.")

    @classmethod
    def of(cls, actor: Actor) -> "Capacity":
        return cls(id=strawberry.ID(str(actor.capacity_id)), role=actor.role, label=actor.label)


@strawberry.type(description="Who is asking.")
class Viewer:
    capacity: Capacity | None = strawberry.field(description="The capacity in use; null when signed out.")
    capacities: list[Capacity] = strawberry.field(description="All the capacities of this account.")
    display_name: str | None = strawberry.field(description="How to greet them; null when signed out.")
    member: Member | None = root(OWN_HOUSEHOLD, "The household of the capacity in use, if it has one.")

    @classmethod
    def of(cls, info: HubInfo) -> "Viewer":
        identity, actor = info.context.identity, info.context.actor
        return cls(
            capacity=None if actor is None else Capacity.of(actor),
            capacities=[] if identity is None else [Capacity.of(each) for each in identity.capacities],
            display_name=None if identity is None else identity.display_name,
        )
