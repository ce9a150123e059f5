"""One's own account: how one is reached and told of things, and what is still to be confirmed of it."""

import strawberry

from loaders.profiles import Profile as Known
from schema.languages import Language


@strawberry.type(
    description="What can be changed of one’s own account (mes informations personnelles): see"
    " `profileUpdate`."
)
class Profile:
    email: str | None = strawberry.field(
        description="Where the account is written to; null where nothing is on file."
    )
    waiting_email: str | None = strawberry.field(
        description="The address that takes its place once `emailConfirm` has had the link that was sent"
        " there."
    )
    phone: str | None = strawberry.field(
        description="One’s own telephone number; null where none is on file, and for who is not of a"
        " household."
    )
    waiting_phone: str | None = strawberry.field(
        description="The number that takes its place once `phoneConfirm` has had the codes that were sent."
    )
    language: Language = strawberry.field(description="In which mails and messages are written.")
    paperless: bool | None = strawberry.field(
        description="Whether statements come as files and not by post (e-relevé); null for who is not of a"
        " household."
    )
    notify_by_email: bool | None = strawberry.field(
        description="Whether notices come by mail too; null for who is not of a household. What is done to"
        " the account itself always does."
    )
    recovery_codes_left: int | None = strawberry.field(
        description="How many recovery codes were not used; null without a second factor."
    )

    @classmethod
    def of(cls, known: Known) -> "Profile":
        return cls(
            email=known.email,
            waiting_email=known.waiting_email,
            phone=known.phone,
            waiting_phone=known.waiting_phone,
            language=Language(known.language),
            paperless=known.paperless,
            notify_by_email=known.by_email,
            recovery_codes_left=known.recovery_codes_left,
        )
