"""Démarches that are sent from the member space."""

from typing import Annotated

import strawberry

from actions.procedures.reimbursement_request import Wanted
from loaders.beneficiaries import BENEFICIARIES
from resolvers.arguments import given, key_if_of
from resolvers.fields import HubInfo
from resolvers.procedures import procedure_row, reimbursement_asked
from schema.care import CareCategory
from schema.procedure_payload import ProcedurePayload, ProcedurePreview
from schema.scalars import Date, Euros

IdempotencyKey = Annotated[
    str,
    strawberry.argument(
        description="Drawn by the client for this démarche, of 1 to 100 printable characters: sent again"
        " under it, the same input is the same démarche, once."
    ),
]
ValidateOnly = Annotated[
    bool | None,
    strawberry.argument(description="True to be told what would be said, and have nothing written."),
]


@strawberry.input(description="Care that was paid for, of which a reimbursement is asked.")
class ReimbursementRequestInput:
    beneficiary_id: strawberry.ID = strawberry.field(
        description="Whose care: the id of a Beneficiary of a health contract, oneself or, for the holder, a"
        " minor."
    )
    category: CareCategory = strawberry.field(description="Category of care.")
    care_date: Date = strawberry.field(
        description="The day of the care: by today, in the two years before it, and covered by the contract."
    )
    amount_paid: Euros = strawberry.field(
        description="What was paid to the professional: more than 0, at most 1 000 000."
    )
    covered_by_social_security: bool = strawberry.field(
        description="Whether the social security covers the care."
    )
    third_party_payment: bool = strawberry.field(
        description="Whether the professional was paid directly (tiers payant)."
    )

    def wanted(self) -> Wanted:
        key = key_if_of(BENEFICIARIES, str(self.beneficiary_id))
        return Wanted(
            beneficiary=None if key is None else (key[0], key[1]),
            category=self.category.value,
            care_date=self.care_date,
            amount_paid=self.amount_paid,
            covered_by_social_security=self.covered_by_social_security,
            third_party_payment=self.third_party_payment,
        )


AskedFor = Annotated[ReimbursementRequestInput, strawberry.argument(description="The care.")]


@strawberry.type(description="Démarches.")
class ProcedureMutations:
    @strawberry.mutation(
        description="Ask for a reimbursement of care that was paid for (demande de remboursement): the holder"
        " for themself and the minors, an adult for themself, who acts for one of them in their place. The"
        " papers are sent to Entoria with the reference; what is to be sent, `preview` says. Whether"
        " statements come by themselves (télétransmission) is read from the link on the day of care."
    )
    async def reimbursement_request(
        self,
        info: HubInfo,
        input: AskedFor,  # noqa: A002  # the API's word
        idempotency_key: IdempotencyKey,
        validate_only: ValidateOnly = False,
    ) -> ProcedurePayload:
        done = await reimbursement_asked(
            info.context, input.wanted(), idempotency_key, validate_only=bool(given(validate_only))
        )
        if done.result is None:
            return ProcedurePayload.refused(done.refusals)
        return ProcedurePayload(
            procedure=await procedure_row(info.context, done.result.key),
            errors=[],
            preview=ProcedurePreview.of(done.result.cell),
        )
