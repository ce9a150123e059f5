"""What can be done. A payload always comes back: what a person can mend is in its `errors`."""

from typing import Annotated

import strawberry

from actions.accounts.sharing_set import sharing_set
from resolvers.fields import HubInfo
from schema.user_errors import Acknowledgement


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
