"""Changing one's own account, and confirming the address and the number that were given."""

from functools import partial
from typing import Annotated

import strawberry
from strawberry import UNSET

from actions.accounts.email_confirm import email_confirm
from actions.accounts.phone_confirm import phone_confirm
from actions.accounts.profile_update import NewProfile, profile_update
from resolvers.arguments import given
from resolvers.fields import HubInfo
from schema.languages import Language
from schema.profiles import Profile
from schema.user_errors import Acknowledgement, UserError


@strawberry.input(
    description="What is to change of one’s own account; what is left out, or null, stays as it is."
)
class ProfileUpdateInput:
    email: str | None = strawberry.field(
        default=UNSET,
        description="Another e-mail address: a link goes there, and it counts from `emailConfirm` on."
        " Needs the password.",
    )
    phone: str | None = strawberry.field(
        default=UNSET,
        description="Another mobile number, `06 12 34 56 78` or `+32 470 12 34 56`: a code goes to the number"
        " before, then to the new one, and it counts from `phoneConfirm` on. Needs the password.",
    )
    language: Language | None = strawberry.field(
        default=UNSET, description="For mails and messages. At once."
    )
    paperless: bool | None = strawberry.field(
        default=UNSET, description="True for statements as files, false for paper too. At once."
    )
    notify_by_email: bool | None = strawberry.field(
        default=UNSET, description="Whether notices come by mail too. At once."
    )
    password: str | None = strawberry.field(
        default=UNSET, description="The present one; asked for with an address or a number."
    )


@strawberry.type(description="One’s own account as it is now, or why it was not changed.")
class ProfilePayload:
    profile: Profile | None = strawberry.field(
        description="With what is still to be confirmed; null with errors."
    )
    errors: list[UserError] = strawberry.field(description="Why nothing was changed; empty when all was.")


Changes = Annotated[ProfileUpdateInput, strawberry.argument(description="What is to change.")]
Token = Annotated[str, strawberry.argument(description="What follows `jeton=` in the link.")]
Code = Annotated[str, strawberry.argument(description="The six digits of the message.")]


@strawberry.type(description="One’s own account.")
class ProfileMutations:
    @strawberry.mutation(
        description="Change one’s own e-mail address, telephone number, language and how one is told of"
        " things. All of it or, with an error, nothing."
    )
    async def profile_update(self, info: HubInfo, input: Changes) -> ProfilePayload:  # noqa: A002  # the API's word
        language = given(input.language)
        new = NewProfile(
            email=given(input.email),
            phone=given(input.phone),
            language=None if language is None else language.value,
            paperless=given(input.paperless),
            by_email=given(input.notify_by_email),
            password=given(input.password),
        )
        done = await info.context.on_account(partial(profile_update, info.context.entrance, new=new))
        known = None if done.refusals else await info.context.profile()
        return ProfilePayload(
            profile=None if known is None else Profile.of(known),
            errors=[UserError.of(refusal) for refusal in done.refusals],
        )

    @strawberry.mutation(
        description="Confirm a new e-mail address by the link that was sent there; signed out too. The one"
        " before is told."
    )
    async def email_confirm(self, info: HubInfo, token: Token) -> Acknowledgement:
        context = info.context
        confirm = partial(email_confirm, context.entrance, context.client.visitor, token=token)
        return Acknowledgement.of_done(await context.for_anybody(confirm))

    @strawberry.mutation(
        description="Confirm a new telephone number by the code of a message. `message` asks for a second"
        " one, of the new number, where the first was sent to the number before."
    )
    async def phone_confirm(self, info: HubInfo, code: Code) -> Acknowledgement:
        context = info.context
        confirm = partial(phone_confirm, context.entrance, visitor=context.client.visitor, code=code)
        return Acknowledgement.of_done(await context.on_account(confirm))
