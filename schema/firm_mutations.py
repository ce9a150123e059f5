"""What administrators do for their broker firm, and agents for any."""

from functools import partial
from typing import Annotated

import strawberry
from strawberry import UNSET

from actions.clients.client_create import NewClient, client_create
from actions.clients.client_revoke import client_revoke
from actions.clients.client_secret_rotate import client_secret_rotate
from actions.firms.broker_user_invite import Invitation, broker_user_invite
from actions.firms.broker_user_remove import broker_user_remove
from resolvers.arguments import given, key_of
from resolvers.fields import HubInfo
from runtime.actor import Role
from schema.scalars import Date
from schema.user_errors import Acknowledgement, UserError

FIRM = "Which firm: for agents. An administrator’s is their own, and need not be named."


@strawberry.input(description="Somebody to be let into a broker firm’s space.")
class BrokerUserInviteInput:
    name: str = strawberry.field(
        description="Their name, one line of at most 80 characters, without `/`, `@` and `:`."
    )
    email: str = strawberry.field(description="Where the invitation goes; they sign in with it.")
    administrator: bool = strawberry.field(
        default=False, description="True for one who may let others in and make the firm’s keys."
    )
    broker_id: strawberry.ID | None = strawberry.field(default=UNSET, description=FIRM)


@strawberry.input(description="A program to be given a secret.")
class ClientCreateInput:
    name: str = strawberry.field(description="What it is for, one line of at most 80 characters.")
    scopes: list[str] = strawberry.field(
        description="Of `content:read`, `portfolio:read` and `procedures:read`; a client that is not a"
        " broker’s has the first only."
    )
    role: Role | None = strawberry.field(
        default=UNSET, description="For agents: BROKER, SERVICE or REPORTING. BROKER if unsaid."
    )
    broker_id: strawberry.ID | None = strawberry.field(default=UNSET, description=FIRM)
    expires_on: Date | None = strawberry.field(
        default=UNSET,
        description="The first day on which it is good no more, within a year. A year from today if unsaid.",
    )


@strawberry.input(description="A client whose secret is to be replaced.")
class ClientSecretRotateInput:
    id: strawberry.ID = strawberry.field(description="`Client.id`.")
    leaked: bool = strawberry.field(
        default=False,
        description="True where somebody else knows the present secret: it is refused at once. Tokens that"
        " were given for it hold to their end, 15 minutes at most; `clientRevoke` ends them at once."
        " Otherwise the secret is good for seven more days.",
    )


@strawberry.type(description="A secret, told once, or why there is none.")
class ClientSecretPayload:
    client_id: str | None = strawberry.field(
        description="The `client_id` of a client that was made; null where it was there already."
    )
    client_secret: str | None = strawberry.field(
        description="The `client_secret`: put it away now, nobody tells it again. Null where there is none."
    )
    expires_on: Date | None = strawberry.field(
        description="The first day on which a client that was made is good no more."
    )
    errors: list[UserError] = strawberry.field(description="Why there is none; empty when there is one.")


Invited = Annotated[BrokerUserInviteInput, strawberry.argument(description="Who, and for which firm.")]
New = Annotated[ClientCreateInput, strawberry.argument(description="What it is for, and what it may see.")]
Rotated = Annotated[ClientSecretRotateInput, strawberry.argument(description="Which one, and why.")]
UserId = Annotated[strawberry.ID, strawberry.argument(description="`BrokerUser.id`.")]
ClientId = Annotated[strawberry.ID, strawberry.argument(description="`Client.id`.")]


def _broker(broker_id: strawberry.ID | None) -> int | None:
    named = given(broker_id)
    return None if named is None else key_of("brk", 1, named, "input.brokerId")[0]


@strawberry.type
class FirmMutations:
    @strawberry.mutation(
        description="Administrators and agents: let somebody into a firm’s space. They are sent a link to"
        " choose a password, or told of it where the address is the login and the e-mail address of an"
        " account that has one. CONFLICT where it serves another space in any other way. Again: who has no"
        " password yet is sent another link; with `administrator` they become one. Sixty an hour by a firm,"
        " and by who invites; then RATE_LIMITED."
    )
    async def broker_user_invite(self, info: HubInfo, input: Invited) -> Acknowledgement:  # noqa: A002  # the API's word
        new = Invitation(input.name, input.email, input.administrator, _broker(input.broker_id))

        invite = partial(broker_user_invite, info.context.entrance, new=new)
        return Acknowledgement.of_done(await info.context.in_capacity(invite))

    @strawberry.mutation(
        description="Administrators and agents: take somebody out of a firm’s space, effective at once. An"
        " administrator cannot take out the last one."
    )
    async def broker_user_remove(self, info: HubInfo, id: UserId) -> Acknowledgement:  # noqa: A002  # the API's word
        broker_id, broker_user_id = key_of("bus", 2, id, "id")
        remove = partial(
            broker_user_remove,
            info.context.entrance,
            broker_id=broker_id,
            broker_user_id=broker_user_id,
        )
        return Acknowledgement.of_done(await info.context.in_capacity(remove))

    @strawberry.mutation(
        description="Make a client that is a program. Administrators: one that reads their firm’s own"
        " portfolio. Agents: any. It asks `/oauth/token` for access tokens, and changes nothing."
    )
    async def client_create(self, info: HubInfo, input: New) -> ClientSecretPayload:  # noqa: A002  # the API's word
        role = given(input.role) or Role.BROKER
        broker_id, expires_on = _broker(input.broker_id), given(input.expires_on)
        new = NewClient(input.name, role, tuple(input.scopes), expires_on, broker_id)
        done = await info.context.in_capacity(partial(client_create, info.context.entrance, new=new))
        made = done.result
        return ClientSecretPayload(
            client_id=None if made is None else made.client_id,
            client_secret=None if made is None else made.secret,
            expires_on=None if made is None else Date(made.expires_on),
            errors=[UserError.of(each) for each in done.refusals],
        )

    @strawberry.mutation(
        description="Give a client another secret. The one before is good for seven more days, so that"
        " programs can change over, unless it was `leaked`. Tokens already given hold for 15 minutes at most:"
        " where somebody may use one, `clientRevoke` instead."
    )
    async def client_secret_rotate(self, info: HubInfo, input: Rotated) -> ClientSecretPayload:  # noqa: A002  # the API's word
        (account_id,) = key_of("cli", 1, input.id, "input.id")
        rotate = partial(
            client_secret_rotate, info.context.entrance, account_id=account_id, leaked=input.leaked
        )
        done = await info.context.in_capacity(rotate)
        return ClientSecretPayload(
            client_id=None,
            client_secret=done.result,
            expires_on=None,
            errors=[UserError.of(each) for each in done.refusals],
        )

    @strawberry.mutation(
        description="Revoke a client: its tokens are refused at once. One that is revoked stays so."
    )
    async def client_revoke(self, info: HubInfo, id: ClientId) -> Acknowledgement:  # noqa: A002  # the API's word
        (account_id,) = key_of("cli", 1, id, "id")
        revoke = partial(client_revoke, info.context.entrance, account_id=account_id)
        return Acknowledgement.of_done(await info.context.in_capacity(revoke))
