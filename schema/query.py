"""What can be asked."""

from typing import Annotated

import strawberry

from loaders import procedures as procedure_loaders
from loaders.clients import OF_ALL
from loaders.contracts import BY_NUMBER as CONTRACT_BY_NUMBER
from loaders.members import BY_NUMBER as MEMBER_BY_NUMBER
from loaders.members import MEMBER_PAGE, OWN_HOUSEHOLD
from resolvers.fields import HubInfo, from_request, page, root
from runtime.actor import Role
from schema.clients import Client
from schema.contracts import Contract
from schema.estimates import EstimatePayload, estimate
from schema.member_filter import choose as choose_members
from schema.members import Member
from schema.nodes import MANY_BY_ID, ONE_BY_ID, Node, find, find_all
from schema.numbers import contract_number, member_number
from schema.pages import Connection
from schema.procedure_filter import by_reference
from schema.procedure_filter import choose as choose_procedures
from schema.procedures import Procedure
from schema.public_lists import PublicLists
from schema.sending import SendingInstructions, sending_instructions
from schema.viewer import Viewer
from schema.what_ifs import WhatIf, what_if

AGENTS = frozenset({Role.AGENT})
BROKERS_AND_AGENTS = frozenset({Role.BROKER, Role.AGENT})

NodeId = Annotated[strawberry.ID, strawberry.argument(description="An id that this API gave, unchanged.")]


NodeIds = Annotated[list[strawberry.ID], strawberry.argument(description="At most 100 ids.")]


@strawberry.type(description="What can be asked.")
class Query(PublicLists):
    me: Member | None = root(OWN_HOUSEHOLD, "The household of the capacity in use, seen with its rights.")
    member: Member | None = root(
        MEMBER_BY_NUMBER,
        "The household of a number; null when there is none, or none that you see.",
        choose=member_number,
    )
    contract: Contract | None = root(
        CONTRACT_BY_NUMBER,
        "The contract of a number; null when there is none, or none that you see.",
        choose=contract_number,
    )
    members: Connection[Member] | None = page(
        MEMBER_PAGE,
        "Households by name: a broker’s portfolio, or all of them for an agent.",
        allowed=BROKERS_AND_AGENTS,
        choose=choose_members,
    )
    procedure: Procedure | None = root(
        procedure_loaders.BY_REFERENCE,
        "The démarche of a reference; null when there is none, or none that you see.",
        choose=by_reference,
    )
    procedures: Connection[Procedure] | None = page(
        procedure_loaders.ALL,
        "Démarches of a broker’s portfolio, or all of them for an agent: the desk’s queue.",
        allowed=BROKERS_AND_AGENTS,
        choose=choose_procedures,
    )

    clients: Connection[Client] | None = page(
        OF_ALL, "Agents: all programs that read (clés d’accès), the newest first.", allowed=AGENTS
    )

    estimate: EstimatePayload = strawberry.field(
        resolver=estimate,
        description="What a quote would be paid, at once (estimation de devis). Nothing is used by it.",
    )
    what_if: WhatIf | None = strawberry.field(
        resolver=what_if,
        description="The last twelve months on another level (et si); null for a contract that is not yours."
        " A broker gets totals alone, while its holder agrees to it (`brokerConsentSet`); else null.",
    )
    sending_instructions: SendingInstructions = strawberry.field(
        resolver=sending_instructions,
        description="What is to be sent for care to be reimbursed: the guide’s table. Works signed out.",
    )
    viewer: Viewer = from_request(Viewer.of, "Who is asking. Answers signed out too.")

    @strawberry.field(
        description="What an id stands for; null when there is nothing, or nothing of yours.",
        metadata=ONE_BY_ID,
    )
    async def node(self, info: HubInfo, id: NodeId) -> Node | None:  # noqa: A002  # the API's word
        return await find(info, id)

    @strawberry.field(
        description="What each id stands for, in the order of the ids; null as for `node`.",
        metadata=MANY_BY_ID,
    )
    async def nodes(self, info: HubInfo, ids: NodeIds) -> list[Node | None]:
        return await find_all(info, ids)
