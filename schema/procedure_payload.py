"""What every démarche answers: the démarche, what is to be sent for it, or why it was not taken."""

from collections.abc import Sequence

import strawberry

from rules.refusals import Refusal
from rules.sending import Sending
from schema.procedures import Procedure
from schema.sending import RequiredDocument
from schema.user_errors import UserError


@strawberry.type(description="What is to be sent for a démarche, as the guide has it.")
class ProcedurePreview:
    missing_documents: list[RequiredDocument] = strawberry.field(
        description="What is to be sent, and was not yet (pièces manquantes)."
    )
    instructions: str = strawberry.field(description="The same as a sentence, in French.")

    @classmethod
    def of(cls, cell: Sending) -> "ProcedurePreview":
        return cls(
            missing_documents=[RequiredDocument.of(each) for each in cell.documents],
            instructions=cell.instructions,
        )


@strawberry.type(description="A démarche that was sent, or would be; or why it was not.")
class ProcedurePayload:
    procedure: Procedure | None = strawberry.field(
        description="As it is now; null with errors, and with `validateOnly`."
    )
    errors: list[UserError] = strawberry.field(description="Why it was not sent; empty when it was.")
    preview: ProcedurePreview | None = strawberry.field(
        description="What is to be sent for it; null with errors."
    )

    @classmethod
    def refused(cls, refusals: Sequence[Refusal]) -> "ProcedurePayload":
        return cls(procedure=None, errors=[UserError.of(each) for each in refusals], preview=None)
