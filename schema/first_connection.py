"""First connection and forgotten passwords: what works signed out."""

from functools import partial
from typing import Annotated

import strawberry

from actions.accounts.account_activate import Shown, account_activate
from actions.accounts.password_forgotten import password_forgotten
from actions.accounts.password_set import Identified, NewPassword, password_set
from resolvers.fields import HubInfo
from schema.scalars import Date
from schema.sessions import SessionPayload
from schema.user_errors import Acknowledgement, UserError

LAST_8 = (
    "The last 8 of the social security number without its key: digits, and 2A or 2B for who was born in"
    " Corsica."
)


@strawberry.input(description="The three things that the first connection asks for.")
class AccountActivateInput:
    activation_id: str = strawberry.field(description="Of the activation mail or letter.")
    nir_last8: str = strawberry.field(description=LAST_8)
    birth_date: Date = strawberry.field(description="Day of birth.")


@strawberry.type(description="Where the link to create a password was sent, or why it was not.")
class AccountActivatePayload:
    sent_to: str | None = strawberry.field(description="The address, masked; null when nothing was sent.")
    errors: list[UserError] = strawberry.field(description="Why nothing was sent; empty when it was.")


@strawberry.input(description="Who somebody is, for an account that was never activated.")
class PasswordSetIdentityInput:
    nir_last8: str = strawberry.field(description=LAST_8)
    birth_date: Date = strawberry.field(description="Day of birth.")


@strawberry.input(description="A password, by the link of a mail.")
class PasswordSetInput:
    token: str = strawberry.field(description="What follows `jeton=` in the link.")
    password: str = strawberry.field(description="The new password; the rule is that of `passwordChange`.")
    identity: PasswordSetIdentityInput | None = strawberry.field(
        default=None, description="Asked for (UNAUTHENTICATED) where the account was never activated."
    )
    code: str | None = strawberry.field(
        default=None,
        description="Of the second factor, or a recovery code, where there is one: a link replaces neither.",
    )


Login = Annotated[str, strawberry.argument(description="A member number or an e-mail address.")]
Activation = Annotated[AccountActivateInput, strawberry.argument(description="All three.")]
Setting = Annotated[PasswordSetInput, strawberry.argument(description="The link’s token and the password.")]


@strawberry.type(description="First connection and forgotten passwords.")
class FirstConnectionMutations:
    @strawberry.mutation(
        description="First connection: a link to create a password is sent by mail, good for 24 hours and"
        " once."
        " Asked again it is sent again. Until all three fit, the answer is the same whatever is wrong."
    )
    async def account_activate(self, info: HubInfo, input: Activation) -> AccountActivatePayload:  # noqa: A002  # the API's word
        context = info.context
        shown = Shown(input.activation_id, input.nir_last8, input.birth_date)
        activate = partial(account_activate, context.entrance, context.client.visitor, shown)
        sent = await context.for_anybody(activate)
        return AccountActivatePayload(
            sent_to=sent.result, errors=[UserError.of(each) for each in sent.refusals]
        )

    @strawberry.mutation(
        description="Ask for a link to choose a new password, good for an hour and once. `message` is the"
        " same"
        " whether or not there is such an account, and says what to do without an address on file."
    )
    async def password_forgotten(self, info: HubInfo, login: Login) -> Acknowledgement:
        context = info.context
        forget = partial(password_forgotten, context.entrance, context.client.visitor, login=login)
        return Acknowledgement.of_done(await context.for_anybody(forget))

    @strawberry.mutation(
        description="Set a password by a link, and sign in. Other sessions end, and a lock is opened."
    )
    async def password_set(self, info: HubInfo, input: Setting) -> SessionPayload:  # noqa: A002  # the API's word
        context = info.context
        who = input.identity
        identity = None if who is None else Identified(who.nir_last8, who.birth_date)
        new = NewPassword(input.token, input.password, identity, input.code)
        enter = partial(password_set, context.entrance, context.client.visitor, new)
        return SessionPayload.of(context, await context.enter(enter))
