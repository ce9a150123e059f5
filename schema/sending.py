"""What is to be sent to be reimbursed."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from rules.sending import Requirement, RequirementCondition, sending
from schema.care import CareCategory
from schema.described import described
from schema.document_kinds import DocumentKind

described(
    RequirementCondition,
    "When a document is to be sent.",
    {"ALWAYS": "In any case.", "IF_ANY": "Where there is one (le cas échéant)."},
)


@strawberry.type(description="A document that is to be sent (pièce demandée).")
class RequiredDocument:
    kind: DocumentKind = strawberry.field(description="What it is.")
    condition: RequirementCondition = strawberry.field(description="When it is to be sent.")
    label: str = strawberry.field(description="Its name, in French.")
    help: str | None = strawberry.field(description="What it must show or where it is had, in French.")
    max_age_months: int | None = strawberry.field(
        description="How old it may be, in months; null where that does not matter."
    )
    obtain_from: str | None = strawberry.field(description="An address where it is had; null for none.")

    @classmethod
    def of(cls, wanted: Requirement) -> "RequiredDocument":
        return cls(
            kind=DocumentKind[wanted.kind],
            condition=wanted.condition,
            label=wanted.label,
            help=wanted.help,
            max_age_months=None,
            obtain_from=None,
        )


@strawberry.type(description="What a member pays and sends for care (modalités de remboursement).")
class SendingInstructions:
    documented: bool = strawberry.field(description="Whether the guide says anything of this case.")
    member_pays_in_advance: bool | None = strawberry.field(
        description="Whether the member advances the costs (avance de frais); null where not documented."
    )
    documents: list[RequiredDocument] = strawberry.field(description="What is to be sent.")
    instructions: str = strawberry.field(description="The same as a sentence, in French.")


def sending_instructions(
    covered_by_social_security: Annotated[
        bool, strawberry.argument(description="Whether the social security covers the care.")
    ],
    teletransmission: Annotated[
        bool, strawberry.argument(description="Whether its statements come by themselves (télétransmission).")
    ],
    third_party_payment: Annotated[
        bool, strawberry.argument(description="Whether the professional is paid directly (tiers payant).")
    ],
    category: Annotated[
        CareCategory | None,
        strawberry.argument(description="Category of care; the guide says the same for all."),
    ] = UNSET,
) -> SendingInstructions:
    found = sending(
        covered=covered_by_social_security, teletransmission=teletransmission, third_party=third_party_payment
    )
    return SendingInstructions(
        documented=found.documented,
        member_pays_in_advance=found.pays_in_advance,
        documents=[RequiredDocument.of(each) for each in found.documents],
        instructions=found.instructions,
    )
