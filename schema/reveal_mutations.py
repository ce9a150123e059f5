"""Secrets that an agent is shown in full: what is written down, and why."""

from enum import Enum
from typing import Annotated

import strawberry
from strawberry import UNSET

from actions.accesses.secret_reveal import IbanOf, NirOf, secret_reveal
from planner.choices import BadArgument
from resolvers.arguments import given, key_of
from resolvers.fields import HubInfo
from schema.bank_accounts import AccountUsage
from schema.described import described
from schema.user_errors import UserError


class Secret(Enum):
    NIR = "NIR"
    IBAN = "IBAN"


described(
    Secret,
    "What nobody is shown in full but an agent with a reason.",
    {"NIR": "A person’s national number (NIR).", "IBAN": "The number of a household’s account (IBAN)."},
)


@strawberry.input(description="Which secret is to be shown, and why.")
class SecretRevealInput:
    secret: Secret = strawberry.field(description="Which kind.")
    id: strawberry.ID = strawberry.field(
        description="Whose: for a NIR `Beneficiary.id`, or `Member.id` for the holder’s; for an IBAN"
        " `Member.id`."
    )
    reason: str = strawberry.field(
        description="Why, on one line of at most 500 characters, without any such number. Whom it is of"
        " reads it."
    )
    usage: AccountUsage | None = strawberry.field(
        default=UNSET, description="Which of the household’s accounts; for an IBAN, which needs it."
    )


@strawberry.type(description="A secret, once that it was shown is written down.")
class SecretRevealPayload:
    value: str | None = strawberry.field(description="It, in full; null when it is not shown.")
    errors: list[UserError] = strawberry.field(description="Why it is not shown; empty when it is.")


@strawberry.type
class RevealMutations:
    @strawberry.mutation(
        description="Show an agent a NIR or an IBAN in full. Who saw it and why is in the audit and in the"
        " household’s `accessLog` before the answer goes out; where it cannot be written nothing is shown."
    )
    async def secret_reveal(
        self,
        info: HubInfo,
        input: Annotated[SecretRevealInput, strawberry.argument(description="Which, and why.")],  # noqa: A002  # the API's word
    ) -> SecretRevealPayload:
        done = await info.context.do(secret_reveal, info.context.vault, of=_whose(input), reason=input.reason)
        return SecretRevealPayload(
            value=done.result, errors=[UserError.of(refusal) for refusal in done.refusals]
        )


def _whose(asked: SecretRevealInput) -> NirOf | IbanOf:
    if asked.secret is Secret.NIR and asked.id.startswith("bnf_"):
        return NirOf(*key_of("bnf", 2, asked.id, "input.id"))
    (member_id,) = key_of("mbr", 1, asked.id, "input.id")
    if asked.secret is Secret.NIR:
        return NirOf(member_id)
    usage = given(asked.usage)
    if usage is None:
        raise BadArgument(
            "input.usage", "`input.usage`: say which account, PREMIUM_DEBIT or REIMBURSEMENT_CREDIT."
        )
    return IbanOf(member_id, usage.value)
