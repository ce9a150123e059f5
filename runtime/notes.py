"""What a request notes of itself for its line in the log: kinds and names of programs, nothing of people."""

import secrets
from contextvars import ContextVar
from dataclasses import dataclass, field

LONGEST_NAME = 60


@dataclass(slots=True)
class Notes:
    """Of one request. What is not known yet, or never will be, is None."""

    request_id: str = field(default_factory=lambda: secrets.token_hex(16))
    actor: str | None = None
    """The kind of actor, such as MEMBER."""
    kind: str | None = None
    """query, mutation or subscription."""
    operation: str | None = None
    """The name of the operation in its document: a GraphQL Name, cut to 60 characters."""
    way: tuple[str, str] | None = None
    """Who has answered a query, planner or executor, and why the executor: words of the code."""
    outcome: str | None = None
    """How the operation ended, where the HTTP status does not tell: ok, errors, unavailable or bug."""


current: ContextVar[Notes | None] = ContextVar("notes", default=None)


def notes() -> Notes:
    """Those of the request under way; outside of one, notes that nobody reads."""
    return current.get() or Notes()
