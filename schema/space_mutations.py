"""What agents do so that others than holders have a space: adult beneficiaries, and who acts for a person."""

from functools import partial
from typing import Annotated

import strawberry
from strawberry import UNSET

from actions.accounts.beneficiary_account_open import NewSpace, beneficiary_account_open
from actions.accounts.guardian_appoint import Mandate, guardian_appoint
from actions.accounts.guardian_remove import EndedMandate, guardian_remove
from resolvers.arguments import given, key_of
from resolvers.fields import HubInfo
from schema.desk_accounts import IdentityCheck
from schema.scalars import Date
from schema.user_errors import Acknowledgement

FOR_WHOM = "For whom they act: `Beneficiary.id`, a holder’s among them."


@strawberry.input(description="A space of their own for an adult whom a contract covers.")
class BeneficiaryAccountOpenInput:
    beneficiary_id: strawberry.ID = strawberry.field(description="Whose: `Beneficiary.id`.")
    email: str = strawberry.field(
        description="The address that they gave, which is theirs alone. They sign in with it."
    )
    identity_check: IdentityCheck = strawberry.field(description="How it was seen that it is they who ask.")


@strawberry.input(description="A mandate to act for a person (mandat de protection).")
class GuardianAppointInput:
    beneficiary_id: strawberry.ID = strawberry.field(description=FOR_WHOM)
    name: str = strawberry.field(
        description="Who acts for them, one line of at most 80 characters, without `/`, `@` and `:`. Of"
        " somebody who has an account: as it is there."
    )
    email: str = strawberry.field(description="The address that they sign in with, or are written to at.")
    ends_on: Date | None = strawberry.field(
        default=UNSET,
        description="The first day without, after today and within twenty years; null where the mandate"
        " says no end. Of a minor it ends on the day they come of age at the latest. Unsaid, it has no end,"
        " or the one that it had.",
    )
    identity_check: IdentityCheck = strawberry.field(
        description="How it was seen that it is they who ask; the mandate itself was seen too."
    )


@strawberry.input(description="A mandate that has ended.")
class GuardianRemoveInput:
    beneficiary_id: strawberry.ID = strawberry.field(description=FOR_WHOM)
    email: str = strawberry.field(description="The address of who acted for them.")


Opened = Annotated[
    BeneficiaryAccountOpenInput, strawberry.argument(description="The beneficiary, the address, the check.")
]
Appointed = Annotated[GuardianAppointInput, strawberry.argument(description="For whom, who, how long.")]
Removed = Annotated[GuardianRemoveInput, strawberry.argument(description="For whom, and who.")]


def _key(beneficiary_id: strawberry.ID) -> tuple[int, ...]:
    return key_of("bnf", 2, beneficiary_id, "input.beneficiaryId")


@strawberry.type
class SpaceMutations:
    @strawberry.mutation(
        description="Agents: open a space for an adult beneficiary, once their identity was checked. They are"
        " sent a link, good for three days; it asks for their birthday and the last 8 digits of their"
        " national number. Who holds a household under this address acts as both. CONFLICT for the holder, a"
        " minor, somebody whose number is not on file, and where the address serves somebody else’s space."
        " Again: another link, five an hour, until it is open."
    )
    async def beneficiary_account_open(self, info: HubInfo, input: Opened) -> Acknowledgement:  # noqa: A002  # the API's word
        new = NewSpace(_key(input.beneficiary_id), input.email, input.identity_check.value)
        opens = partial(beneficiary_account_open, info.context.entrance, new=new)
        return Acknowledgement.of_done(await info.context.in_capacity(opens))

    @strawberry.mutation(
        description="Agents: let somebody act for a person, once the mandate was seen. Who has no account is"
        " sent a link, good for three days; it asks for the person’s birthday and the last 8 digits of their"
        " national number. Who has one is told, if the name is theirs; else CONFLICT. Again: the mandate ends"
        " on the day that is said now, if one is; who has no password yet is sent another link, five an"
        " hour."
    )
    async def guardian_appoint(self, info: HubInfo, input: Appointed) -> Acknowledgement:  # noqa: A002  # the API's word
        new = Mandate(
            key=_key(input.beneficiary_id),
            name=input.name,
            email=input.email,
            ends_on=given(input.ends_on),
            says_end=input.ends_on is not UNSET,
            identity_check=input.identity_check.value,
        )
        appoint = partial(guardian_appoint, info.context.entrance, new=new)
        return Acknowledgement.of_done(await info.context.in_capacity(appoint))

    @strawberry.mutation(
        description="Agents: end the mandate of somebody who acts for a person, effective at once. They are"
        " told by mail."
    )
    async def guardian_remove(self, info: HubInfo, input: Removed) -> Acknowledgement:  # noqa: A002  # the API's word
        ended = EndedMandate(_key(input.beneficiary_id), input.email)
        remove = partial(guardian_remove, info.context.entrance, ended=ended)
        return Acknowledgement.of_done(await info.context.in_capacity(remove))
