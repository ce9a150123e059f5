"""Who is asking, and as what."""

import strawberry

from loaders.members import OWN_HOUSEHOLD
from loaders.notifications import MINE, UNREAD
from loaders.sessions import OpenSession
from loaders.viewer import OWN_COVERAGE, OWN_FIRM
from resolvers.context import Context
from resolvers.fields import HubInfo, count, root
from runtime.actor import Actor, Role
from schema.beneficiaries import Beneficiary
from schema.brokers import Broker
from schema.members import Member
from schema.profiles import Profile
from schema.scalars import DateTime


@strawberry.type(description="One way in which this account may act. Name it in the header `Hub-Capacity`.")
class Capacity:
    id: strawberry.ID = strawberry.field(description="The value of `Hub-Capacity`.")
    role: Role = strawberry.field(description="The kind of actor.")
    label: str = strawberry.field(description="A name for people, in French.")

    in_use: strawberry.Private[bool]
    household: Member | None = root(
        OWN_HOUSEHOLD,
        "The household that it is about; null without one, and for a capacity that is not in use:"
        " its rights hold when `Hub-Capacity` names it.",
        when="in_use",
    )

    @classmethod
    def of(cls, actor: Actor, used: Actor | None) -> "Capacity":
        in_use = used is not None and used.capacity_id == actor.capacity_id
        return cls(
            id=strawberry.ID(str(actor.capacity_id)), role=actor.role, label=actor.label, in_use=in_use
        )


@strawberry.type(description="Somebody signed in on a device.")
class Session:
    id: strawberry.ID = strawberry.field(description="For `sessionRevoke`.")
    device: str = strawberry.field(description="The kind of browser and system, in French.")
    current: bool = strawberry.field(description="Whether it is the one that asks.")
    started_at: DateTime = strawberry.field(description="When its bearer signed in.")
    used_at: DateTime = strawberry.field(description="When it was last gone on with (`sessionRefresh`).")
    expires_at: DateTime = strawberry.field(description="When it ends in any case.")

    @classmethod
    def of(cls, row: OpenSession, current: int | None) -> "Session":
        return cls(
            id=strawberry.ID(str(row.session_id)),
            device=row.device,
            current=row.session_id == current,
            started_at=DateTime(row.started_at),
            used_at=DateTime(row.used_at),
            expires_at=DateTime(row.expires_at),
        )


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

    unread_notifications: int = count(
        MINE, "How many notices to you were not read; 0 for who is sent none.", choice=UNREAD
    )

    @strawberry.field(
        description="On which devices this account is signed in, the newest first; empty when signed out."
    )
    async def sessions(self, info: HubInfo) -> list[Session]:
        context = info.context
        current = None if context.identity is None else context.identity.session_id
        return [Session.of(each, current) for each in await context.sessions()]

    @strawberry.field(description="One’s own account, whatever the capacity; null when signed out.")
    async def profile(self, info: HubInfo) -> Profile | None:
        known = await info.context.profile()
        return None if known is None else Profile.of(known)

    @classmethod
    def of(cls, context: Context) -> "Viewer":
        identity, actor = context.identity, context.actor
        capacities = () if identity is None else identity.capacities
        return cls(
            capacity=None if actor is None else Capacity.of(actor, actor),
            capacities=[Capacity.of(each, actor) for each in capacities],
            display_name=None if identity is None else identity.display_name,
        )
