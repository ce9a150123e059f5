"""The second factor: codes of an application (TOTP). Agents must have one, everybody may."""

from functools import partial
from typing import Annotated

import strawberry

from actions.accounts.second_factor_confirm import second_factor_confirm
from actions.accounts.second_factor_enroll import second_factor_enroll
from actions.accounts.second_factor_remove import second_factor_remove
from resolvers.fields import HubInfo
from schema.user_errors import Acknowledgement, UserError

Code = Annotated[str, strawberry.argument(description="The six digits that the application shows.")]
AnyCode = Annotated[
    str, strawberry.argument(description="The six digits that the application shows, or a recovery code.")
]
Password = Annotated[str, strawberry.argument(description="The password of the account.")]


@strawberry.type(description="What an authenticator application is given; told once.")
class SecondFactorPayload:
    secret: str | None = strawberry.field(description="To be typed: base 32.")
    uri: str | None = strawberry.field(description="To be shown as a QR code: `otpauth://totp/…`.")
    recovery_codes: list[str] | None = strawberry.field(
        description="To be kept where the application is not: each is good once in place of a code, for"
        " who has"
        " lost it. They count from `secondFactorConfirm` on, like the secret."
    )
    errors: list[UserError] = strawberry.field(description="Why there is nothing; empty when there is.")


@strawberry.type(description="The second factor.")
class SecondFactorMutations:
    @strawberry.mutation(
        description="Begin with a second factor, within a quarter of an hour of signing in. It counts once"
        " `secondFactorConfirm` has had a code of it."
    )
    async def second_factor_enroll(self, info: HubInfo) -> SecondFactorPayload:
        done = await info.context.on_account(partial(second_factor_enroll, info.context.entrance))
        given = done.result
        return SecondFactorPayload(
            secret=None if given is None else given.secret,
            uri=None if given is None else given.uri,
            recovery_codes=None if given is None else given.recovery_codes,
            errors=[UserError.of(refusal) for refusal in done.refusals],
        )

    @strawberry.mutation(
        description="Show a code of the new application. An agent’s session has its rights from the next"
        " `sessionRefresh` on."
    )
    async def second_factor_confirm(self, info: HubInfo, code: Code) -> Acknowledgement:
        confirm = partial(second_factor_confirm, info.context.entrance, code=code)
        return Acknowledgement.of_done(await info.context.on_account(confirm))

    @strawberry.mutation(
        description="Take the second factor away, with a code of it or a recovery code. Agents keep theirs."
    )
    async def second_factor_remove(self, info: HubInfo, password: Password, code: AnyCode) -> Acknowledgement:
        remove = partial(second_factor_remove, info.context.entrance, password=password, code=code)
        return Acknowledgement.of_done(await info.context.on_account(remove))
