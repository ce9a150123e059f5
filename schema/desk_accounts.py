"""What agents do to the accounts of members."""

from enum import Enum
from typing import Annotated

import strawberry

from actions.accounts.activation_issue import activation_issue
from actions.accounts.email_register import Registration, email_register
from resolvers.fields import HubInfo
from rules.activation import shown_id
from runtime.actor import Actor
from schema.described import described
from schema.user_errors import Acknowledgement, UserError


class IdentityCheck(Enum):
    IDENTITY_DOCUMENT = "IDENTITY_DOCUMENT"
    CALL_BACK = "CALL_BACK"
    LETTER = "LETTER"


described(
    IdentityCheck,
    "How an agent has seen that it is the member who asks.",
    {
        "IDENTITY_DOCUMENT": "An identity document was shown or sent (pièce d’identité).",
        "CALL_BACK": "The member was called at the number on file (rappel).",
        "LETTER": "A letter to the address on file was answered (courrier).",
    },
)


@strawberry.input(description="An e-mail address for the account of a member.")
class EmailRegistrationInput:
    member_number: str = strawberry.field(description="Whose.")
    email: str = strawberry.field(description="The address that they gave.")
    identity_check: IdentityCheck = strawberry.field(description="How it was seen that it is they who ask.")


@strawberry.input(description="Another activation id for a member.")
class ActivationIssueInput:
    member_number: str = strawberry.field(description="Whose.")
    by_post: bool = strawberry.field(
        default=False, description="True to be told the id and send it by post; otherwise a mail takes it."
    )


@strawberry.type(description="An activation id that was issued, or why it was not.")
class ActivationIssuePayload:
    activation_id: str | None = strawberry.field(
        description="To be put into the letter, and told once; null where a mail takes it."
    )
    errors: list[UserError] = strawberry.field(description="Why none was issued; empty when one was.")


Registered = Annotated[
    EmailRegistrationInput, strawberry.argument(description="The member, the address and the check.")
]
Issued = Annotated[ActivationIssueInput, strawberry.argument(description="The member, and how it is sent.")]


@strawberry.type(description="What agents do to the accounts of members.")
class DeskAccountMutations:
    @strawberry.mutation(
        description="Agents: record a member’s e-mail address, once their identity was checked. It is"
        " told to the"
        " new address and the old one; `passwordForgotten` then works. The same again changes nothing."
    )
    async def email_registration(self, info: HubInfo, input: Registered) -> Acknowledgement:  # noqa: A002  # the API's word
        new = Registration(input.member_number, input.email, input.identity_check.value)

        async def register(agent: Actor) -> None:
            await email_register(info.context.entrance, agent, new)

        return Acknowledgement.of(await info.context.in_capacity(register))

    @strawberry.mutation(
        description="Agents: issue an activation id; the one before is void. The space opens 72 hours"
        " after the"
        " first."
    )
    async def activation_issue(self, info: HubInfo, input: Issued) -> ActivationIssuePayload:  # noqa: A002  # the API's word
        issued: list[str] = []

        async def issue(agent: Actor) -> None:
            entrance = info.context.entrance
            by_post = input.by_post
            told = await activation_issue(entrance, agent, number=input.member_number, by_post=by_post)
            issued.extend([] if told is None else [shown_id(told)])

        refusals = await info.context.in_capacity(issue)
        return ActivationIssuePayload(
            activation_id=issued[0] if issued else None, errors=[UserError.of(each) for each in refusals]
        )
