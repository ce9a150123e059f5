"""What can be done. A payload always comes back: what a person can mend is in its `errors`."""

from collections.abc import Sequence
from typing import Annotated

import strawberry

from actions.accounts.sharing_set import sharing_set
from resolvers.fields import HubInfo
from rules.refusals import ErrorCode, Refusal


@strawberry.type(description="Something the person who asked can mend.")
class UserError:
    code: ErrorCode = strawberry.field(description="What went wrong, for programs.")
    message: str = strawberry.field(description="What went wrong and what to do, for people, in French.")
    field: list[str] | None = strawberry.field(
        description="Where in the input, outermost first; null for the whole."
    )

    @classmethod
    def of(cls, refusal: Refusal) -> "UserError":
        return cls(code=refusal.code, message=refusal.message, field=list(refusal.field) or None)


@strawberry.type(description="Whether something was done.")
class Acknowledgement:
    done: bool = strawberry.field(description="True when it was done, or was so already.")
    errors: list[UserError] = strawberry.field(description="Why it was not; empty when it was.")

    @classmethod
    def of(cls, refusals: Sequence[Refusal]) -> "Acknowledgement":
        return cls(done=not refusals, errors=[UserError.of(refusal) for refusal in refusals])


@strawberry.input(description="An adult beneficiary’s choice toward the holder.")
class SharingSetInput:
    given: bool = strawberry.field(
        description="True to let the holder see one’s lines in full, false to take it back."
    )


@strawberry.type(description="What can be done.")
class Mutation:
    @strawberry.mutation(
        description="Share one’s lines with the holder, or stop: for adult beneficiaries, effective at once."
    )
    async def sharing_set(
        self,
        info: HubInfo,
        input: Annotated[SharingSetInput, strawberry.argument(description="The choice.")],  # noqa: A002  # the API's word
    ) -> Acknowledgement:
        return Acknowledgement.of(await info.context.write(sharing_set, given=input.given))
