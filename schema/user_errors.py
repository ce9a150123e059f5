"""What the payload of every mutation says of what went wrong."""

from collections.abc import Sequence

import strawberry

from rules.refusals import ErrorCode, Refusal
from schema.scalars import DateTime


@strawberry.type(description="Something the person who asked can mend.")
class UserError:
    code: ErrorCode = strawberry.field(description="What went wrong, for programs.")
    message: str = strawberry.field(description="What went wrong and what to do, for people, in French.")
    field: list[str] | None = strawberry.field(
        description="Where in the input, outermost first; null for the whole."
    )
    retry_at: DateTime | None = strawberry.field(
        description="From when on the same may be asked again; null where that is not a matter of time."
    )

    @classmethod
    def of(cls, refusal: Refusal) -> "UserError":
        retry_at = None if refusal.retry_at is None else DateTime(refusal.retry_at)
        return cls(
            code=refusal.code, message=refusal.message, field=list(refusal.field) or None, retry_at=retry_at
        )


@strawberry.type(description="Whether something was done.")
class Acknowledgement:
    done: bool = strawberry.field(description="True when it was done, or was so already.")
    errors: list[UserError] = strawberry.field(description="Why it was not; empty when it was.")

    @classmethod
    def of(cls, refusals: Sequence[Refusal]) -> "Acknowledgement":
        return cls(done=not refusals, errors=[UserError.of(refusal) for refusal in refusals])
