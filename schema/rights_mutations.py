"""What people decide about who sees what of theirs."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from actions.accounts.broker_consent_set import broker_consent_set
from actions.accounts.sharing_set import sharing_set
from resolvers.arguments import given, key_of
from resolvers.fields import HubInfo
from schema.scalars import Date
from schema.user_errors import Acknowledgement


@strawberry.input(description="An adult beneficiary’s choice toward the holder.")
class SharingSetInput:
    given: bool = strawberry.field(
        description="True to let the holder see one’s lines in full, false to take it back."
    )


@strawberry.input(description="Somebody’s choice toward a broker of their contracts.")
class BrokerConsentSetInput:
    broker_id: strawberry.ID = strawberry.field(description="Which broker: `Broker.id`.")
    given: bool = strawberry.field(description="True to agree, false to take it back.")
    text_version: str | None = strawberry.field(
        default=UNSET,
        description="Which wording was shown and agreed to; needed to agree. At most 64 letters, digits,"
        " points, dashes and underscores.",
    )
    ends_on: Date | None = strawberry.field(
        default=UNSET,
        description="The first day without: after today, within a year. A year from today if unsaid.",
    )


@strawberry.type
class RightsMutations:
    @strawberry.mutation(
        description="Share one’s lines with the holder, or stop: for adult beneficiaries, effective at once."
    )
    async def sharing_set(
        self,
        info: HubInfo,
        input: Annotated[SharingSetInput, strawberry.argument(description="The choice.")],  # noqa: A002  # the API's word
    ) -> Acknowledgement:
        return Acknowledgement.of(await info.context.write(sharing_set, given=input.given))

    @strawberry.mutation(
        description="Agree that a broker see more than brokers do, or take it back (accord au courtier): the"
        " holder for themselves and the minors, an adult for themselves, who acts for one of them in their"
        " place. It is written down at once; see `Member.consents`."
    )
    async def broker_consent_set(
        self,
        info: HubInfo,
        input: Annotated[BrokerConsentSetInput, strawberry.argument(description="The choice.")],  # noqa: A002  # the API's word
    ) -> Acknowledgement:
        (broker_id,) = key_of("brk", 1, input.broker_id, "input.brokerId")
        return Acknowledgement.of(
            await info.context.write(
                broker_consent_set,
                broker_id=broker_id,
                given=input.given,
                text_version=given(input.text_version),
                ends_on=given(input.ends_on),
            )
        )
