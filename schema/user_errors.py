"""What a person can mend, as data: in every payload."""

from collections.abc import Sequence

import strawberry

from rules.refusals import ErrorCode, Refusal


@strawberry.type(description="Something the person who asked can mend.")
class UserError:
    code: ErrorCode = strawberry.field(description="What went wrong, for programs.")
    message: str = strawberry.field(description="What went wrong and what to do, for people, in French.")
    field: list[str] | None = strawberry.field(
        description="Where in the input, outermost first; null for the whole."
    )

    @classmethod
    def of(cls, refusal: Refusal) -> "UserError":
        return cls(code=refusal.code, message=refusal.message, field=list(refusal.field) or None)


@strawberry.type(description="Whether something was done.")
class Acknowledgement:
    done: bool = strawberry.field(description="True when it was done, or was so already.")
    errors: list[UserError] = strawberry.field(description="Why it was not; empty when it was.")

    @classmethod
    def of(cls, refusals: Sequence[Refusal]) -> "Acknowledgement":
        return cls(done=not refusals, errors=[UserError.of(refusal) for refusal in refusals])
