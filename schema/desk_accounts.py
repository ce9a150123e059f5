"""What agents do to the accounts of members."""

from enum import Enum
from functools import partial
from typing import Annotated

import strawberry

from actions.accounts.activation_issue import activation_issue
from actions.accounts.email_register import Registration, email_register
from actions.accounts.second_factor_reset import second_factor_reset
from resolvers.fields import HubInfo
from rules.activation import shown_id
from schema.described import described
from schema.user_errors import Acknowledgement, UserError

WHOSE = (
    "Whose: the member number; of an adult beneficiary, or of who acts for somebody, the address that they"
    " sign in with."
)


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
    member_number: str = strawberry.field(description=WHOSE)
    email: str = strawberry.field(description="The address that they gave.")
    identity_check: IdentityCheck = strawberry.field(description="How it was seen that it is they who ask.")


@strawberry.input(description="Another activation id for a member.")
class ActivationIssueInput:
    member_number: str = strawberry.field(description=WHOSE)
    by_post: bool = strawberry.field(
        default=False, description="True to be told the id and send it by post; otherwise a mail takes it."
    )


@strawberry.type(description="An activation id that was issued, or why it was not.")
class ActivationIssuePayload:
    activation_id: str | None = strawberry.field(
        description="To be put into the letter, and told once; null where a mail takes it."
    )
    errors: list[UserError] = strawberry.field(description="Why none was issued; empty when one was.")


@strawberry.input(description="The second factor of a member, to be taken off.")
class SecondFactorResetInput:
    member_number: str = strawberry.field(description=WHOSE)
    identity_check: IdentityCheck = strawberry.field(description="How it was seen that it is they who ask.")
    reason: str = strawberry.field(
        description="Why, on one line of at most 500 characters, without a national number or an IBAN. The"
        " audit keeps it."
    )


Registered = Annotated[
    EmailRegistrationInput, strawberry.argument(description="The member, the address and the check.")
]
Issued = Annotated[ActivationIssueInput, strawberry.argument(description="The member, and how it is sent.")]
Reset = Annotated[SecondFactorResetInput, strawberry.argument(description="The member, the check and why.")]


@strawberry.type(description="What agents do to the accounts of members.")
class DeskAccountMutations:
    @strawberry.mutation(
        description="Agents: record a member’s e-mail address, once their identity was checked. It is"
        " told to the"
        " new address and the old one; `passwordForgotten` then works. The same again changes nothing."
    )
    async def email_registration(self, info: HubInfo, input: Registered) -> Acknowledgement:  # noqa: A002  # the API's word
        new = Registration(input.member_number, input.email, input.identity_check.value)
        register = partial(email_register, info.context.entrance, new=new)
        return Acknowledgement.of_done(await info.context.in_capacity(register))

    @strawberry.mutation(
        description="Agents: issue an activation id; the one before is void. The space opens 72 hours"
        " after the first."
    )
    async def activation_issue(self, info: HubInfo, input: Issued) -> ActivationIssuePayload:  # noqa: A002  # the API's word
        issue = partial(
            activation_issue, info.context.entrance, number=input.member_number, by_post=input.by_post
        )
        issued = await info.context.in_capacity(issue)
        return ActivationIssuePayload(
            activation_id=None if issued.result is None else shown_id(issued.result),
            errors=[UserError.of(each) for each in issued.refusals],
        )

    @strawberry.mutation(
        description="Agents: take the second factor off a member’s account, once their identity was checked:"
        " they have lost the application and the recovery codes. They are told by mail; the password stays."
    )
    async def second_factor_reset(self, info: HubInfo, input: Reset) -> Acknowledgement:  # noqa: A002  # the API's word
        reset = partial(
            second_factor_reset,
            info.context.entrance,
            number=input.member_number,
            identity_check=input.identity_check.value,
            reason=input.reason,
        )
        return Acknowledgement.of_done(await info.context.in_capacity(reset))
