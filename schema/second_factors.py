"""The second factor: codes of an application (TOTP). Agents must have one, everybody may."""

from functools import partial
from typing import Annotated

import strawberry

from actions.accounts.second_factor_confirm import second_factor_confirm
from actions.accounts.second_factor_enroll import Enrolled, second_factor_enroll
from actions.accounts.second_factor_remove import second_factor_remove
from resolvers.fields import HubInfo
from runtime.tokens import Identity
from schema.user_errors import Acknowledgement, UserError

Code = Annotated[str, strawberry.argument(description="The six digits that the application shows.")]
Password = Annotated[str, strawberry.argument(description="The password of the account.")]


@strawberry.type(description="What an authenticator application is given; told once.")
class SecondFactorPayload:
    secret: str | None = strawberry.field(description="To be typed: base 32.")
    uri: str | None = strawberry.field(description="To be shown as a QR code: `otpauth://totp/…`.")
    errors: list[UserError] = strawberry.field(description="Why there is nothing; empty when there is.")


@strawberry.type(description="The second factor.")
class SecondFactorMutations:
    @strawberry.mutation(
        description="Begin with a second factor. It counts once `secondFactorConfirm` has had a code of it."
    )
    async def second_factor_enroll(self, info: HubInfo) -> SecondFactorPayload:
        enrolled: list[Enrolled] = []

        async def enroll(identity: Identity) -> None:
            enrolled.append(await second_factor_enroll(info.context.entrance, identity))

        refusals = await info.context.on_account(enroll)
        errors = [UserError.of(refusal) for refusal in refusals]
        if not enrolled:
            return SecondFactorPayload(secret=None, uri=None, errors=errors)
        return SecondFactorPayload(secret=enrolled[0].secret, uri=enrolled[0].uri, errors=errors)

    @strawberry.mutation(
        description="Show a code of the new application. An agent’s session has its rights from the next"
        " `sessionRefresh` on."
    )
    async def second_factor_confirm(self, info: HubInfo, code: Code) -> Acknowledgement:
        confirm = partial(second_factor_confirm, info.context.entrance, code=code)
        return Acknowledgement.of(await info.context.on_account(confirm))

    @strawberry.mutation(description="Take the second factor away. Agents keep theirs.")
    async def second_factor_remove(self, info: HubInfo, password: Password, code: Code) -> Acknowledgement:
        remove = partial(second_factor_remove, info.context.entrance, password=password, code=code)
        return Acknowledgement.of(await info.context.on_account(remove))
