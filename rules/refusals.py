"""What can be wrong, as the client is told: one list of codes, and the four ways an operation can end.

- A person can mend it: `Refusal`, raised as `Refused`, becomes a `UserError` in a mutation's payload.
- It does not exist, or is not theirs (nobody is told which): null, or `NOT_FOUND` in a payload.
- It is not for this kind of actor: a GraphQL error with the code `FORBIDDEN`.
- It is a bug: a GraphQL error with the code `INTERNAL` and the id of the line in the log.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ErrorCode(StrEnum):
    """The codes that clients act on. This list only ever grows."""

    BAD_USER_INPUT = "BAD_USER_INPUT"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    HEALTH_ONLY = "HEALTH_ONLY"
    CONTRACT_INACTIVE = "CONTRACT_INACTIVE"
    NOT_HOLDER = "NOT_HOLDER"
    NOT_YET_AVAILABLE = "NOT_YET_AVAILABLE"
    RATE_LIMITED = "RATE_LIMITED"
    IDEMPOTENCY_MISMATCH = "IDEMPOTENCY_MISMATCH"
    DUPLICATE = "DUPLICATE"
    EMAIL_MISSING = "EMAIL_MISSING"
    ALREADY_ACTIVATED = "ALREADY_ACTIVATED"
    CODE_INVALID = "CODE_INVALID"
    CODE_EXPIRED = "CODE_EXPIRED"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done, in the words of the person who asked for it."""

    code: ErrorCode
    message: str
    field: tuple[str, ...] = ()
    retry_at: datetime | None = None
    """From when on the same may be asked again, where that is known."""


class Refused(Exception):
    """Raised inside a transaction, it undoes it: a refusal never leaves half of a change behind."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(", ".join(refusal.code for refusal in refusals))
        self.refusals = refusals


class NotAllowed(Exception):
    """A query is not for this kind of actor, or not for somebody who has not signed in."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code


def no_id_of_a_beneficiary(*field: str) -> Refusal:
    """What was sent is another kind of id, or none."""
    message = "Ce n’est pas l’identifiant d’un bénéficiaire : utilisez celui que l’API a donné."
    return Refusal(ErrorCode.BAD_USER_INPUT, message, field)
