"""What signing in gives."""

from collections.abc import Sequence

import strawberry

from resolvers.context import Context
from rules.refusals import Refusal
from schema.scalars import DateTime
from schema.user_errors import UserError
from schema.viewer import Viewer


@strawberry.type(description="What signing in gives, or why it does not.")
class SessionPayload:
    access_token: str | None = strawberry.field(
        description="For the header `Authorization: Bearer …`, for a quarter of an hour. Null in cookie mode."
    )
    refresh_token: str | None = strawberry.field(
        description="For `sessionRefresh`, once. Keep it where nobody else reads. Null in cookie mode."
    )
    expires_at: DateTime | None = strawberry.field(description="When the access token ends.")
    viewer: Viewer | None = strawberry.field(description="Who has signed in; null for nobody.")
    errors: list[UserError] = strawberry.field(description="Why nobody has; empty when somebody has.")

    @classmethod
    def of(cls, context: Context, refusals: Sequence[Refusal]) -> "SessionPayload":
        opened = None if refusals else context.opened
        told = None if context.client.by_cookie else opened
        return cls(
            access_token=None if told is None else told.access_token,
            refresh_token=None if told is None else told.refresh_token,
            expires_at=None if opened is None else DateTime(opened.expires_at),
            viewer=None if opened is None else Viewer.of(context),
            errors=[UserError.of(refusal) for refusal in refusals],
        )
