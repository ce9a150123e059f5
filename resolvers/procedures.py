"""How a démarche is sent; what its answer tells to who is not of the household is written down."""

from typing import Any

from actions.procedures.reimbursement_request import Asked, Wanted, reimbursement_request
from loaders.beneficiaries import BENEFICIARIES
from loaders.procedures import PROCEDURES
from planner.global_id import encode
from resolvers.context import Context, Done
from rules.refusals import ErrorCode, Refusal
from rules.reimbursement_request import FIELD_OF_NOTHING_TO_SEND

TELLING = frozenset({ErrorCode.DUPLICATE, ErrorCode.HEALTH_ONLY, ErrorCode.CONTRACT_INACTIVE})
"""Refusals that tell something of the person: what care they had, what covers them."""


async def reimbursement_asked(
    context: Context, wanted: Wanted, idempotency_key: str, *, validate_only: bool
) -> Done[Asked]:
    done = await context.do(
        reimbursement_request,
        wanted=wanted,
        idempotency_key=idempotency_key,
        validate_only=validate_only,
    )
    tells = done.result is not None or any(map(_tells, done.refusals))
    if tells and wanted.beneficiary is not None and context.actor is not None and context.actor.is_recorded:
        # The reader notes whose row it reads; what the action has read in its transaction, nobody notes.
        await context.reader.node(encode(BENEFICIARIES, wanted.beneficiary))
    return done


def _tells(refusal: Refusal) -> bool:
    """Whether statements come by themselves is told, too, where there is nothing to send."""
    return refusal.code in TELLING or refusal.field == FIELD_OF_NOTHING_TO_SEND


async def procedure_row(context: Context, key: tuple[int, int] | None) -> Any:
    """The row after the commit, with the asker's rights."""
    return None if key is None else await context.reader.node(encode(PROCEDURES, key))
