"""Signing in and out, and the devices on which somebody is signed in."""

from functools import partial
from typing import Annotated

import strawberry

from actions.accounts.password_change import password_change
from actions.accounts.session_refresh import session_refresh
from actions.accounts.session_revoke import session_revoke
from actions.accounts.sign_in import sign_in
from actions.accounts.sign_out import sign_out
from resolvers.fields import HubInfo
from schema.sessions import SessionPayload
from schema.user_errors import Acknowledgement

Login = Annotated[str, strawberry.argument(description="A member number or an e-mail address.")]
Password = Annotated[str, strawberry.argument(description="The password, as it is typed.")]
Code = Annotated[
    str | None,
    strawberry.argument(
        description="The six digits of the second factor, or a recovery code; CODE_INVALID asks for it where"
        " there is one."
    ),
]
RefreshToken = Annotated[
    str | None, strawberry.argument(description="The last one that was given; from its cookie if unsaid.")
]
SessionId = Annotated[strawberry.ID, strawberry.argument(description="As `viewer.sessions` gives it.")]


@strawberry.input(description="Another password.")
class PasswordChangeInput:
    current_password: str = strawberry.field(description="The present one.")
    new_password: str = strawberry.field(
        description="The new one: 50 bits by the CNIL’s measure, 128 characters at most, not a common one."
    )


ChangeOfPassword = Annotated[
    PasswordChangeInput, strawberry.argument(description="The present password and the new one.")
]


@strawberry.type(description="Signing in and out.")
class SessionMutations:
    @strawberry.mutation(
        description="Sign in. Nobody learns which of the two was wrong, nor whether there is such an account."
    )
    async def sign_in(
        self, info: HubInfo, login: Login, password: Password, code: Code = None
    ) -> SessionPayload:
        context = info.context
        visitor = context.client.visitor
        ask = partial(sign_in, context.entrance, visitor, login=login, password=password, code=code)
        return SessionPayload.of(context, await context.enter(ask))

    @strawberry.mutation(
        description="Go on with a session, with rights as they are now. A refresh token is good once: the"
        " session of one that comes a second time ends."
    )
    async def session_refresh(self, info: HubInfo, refresh_token: RefreshToken = None) -> SessionPayload:
        context = info.context
        token = refresh_token or context.client.refresh_cookie or ""
        refusals = await context.enter(partial(session_refresh, context.entrance, token))
        context.has_signed_out = bool(refusals)
        return SessionPayload.of(context, refusals)

    @strawberry.mutation(
        description="Sign a device out. What it was given before works for a quarter of an hour at most."
    )
    async def session_revoke(self, info: HubInfo, id: SessionId) -> Acknowledgement:  # noqa: A002  # the API's word
        revoke = partial(session_revoke, info.context.entrance, session=id)
        return Acknowledgement.of_done(await info.context.on_account(revoke))

    @strawberry.mutation(description="Sign out on this device, as `sessionRevoke` does for any.")
    async def sign_out(self, info: HubInfo) -> Acknowledgement:
        leave = partial(sign_out, info.context.entrance)
        left = await info.context.on_account(leave, once_more=True)
        info.context.opened, info.context.has_signed_out = None, True
        return Acknowledgement.of_done(left)

    @strawberry.mutation(
        description="Choose another password. Other devices are signed out, and the bearer is told by mail."
    )
    async def password_change(self, info: HubInfo, input: ChangeOfPassword) -> Acknowledgement:  # noqa: A002  # the API's word
        change = partial(
            password_change, info.context.entrance, current=input.current_password, new=input.new_password
        )
        return Acknowledgement.of_done(await info.context.on_account(change))
