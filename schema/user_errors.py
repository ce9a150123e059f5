"""What every mutation's payload can say: whether something was done, and why it was not."""

from collections.abc import Sequence

import strawberry

from resolvers.context import Done
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
    message: str | None = strawberry.field(
        description="What to do next, for people, in French; null where there is nothing to be said."
    )
    errors: list[UserError] = strawberry.field(description="Why it was not; empty when it was.")

    @classmethod
    def of_done(cls, done: Done[str] | Done[str | None] | Done[None]) -> "Acknowledgement":
        """`message` is what the action has said, where it says something."""
        return cls.of(done.refusals, done.result)

    @classmethod
    def of(cls, refusals: Sequence[Refusal], message: str | None = None) -> "Acknowledgement":
        errors = [UserError.of(refusal) for refusal in refusals]
        return cls(done=not errors, message=None if errors else message, errors=errors)
