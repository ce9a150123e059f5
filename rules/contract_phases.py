"""Where a contract stands on a day, from its status and its days together."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

HEALTH = "HEALTH"
SUSPENDED = "SUSPENDED"
NEVER = ("PROPOSAL", "CANCELLED")
"""Statuses of a contract that has not taken effect, or never did."""


class Phase(StrEnum):
    """The status alone does not say whether a contract has begun, or has ended already."""

    NOT_AGREED = "NOT_AGREED"
    """A proposal, or one that never took effect."""
    TO_BEGIN = "TO_BEGIN"
    IN_FORCE = "IN_FORCE"
    SUSPENDED = "SUSPENDED"
    """For premiums that are not paid."""
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What rules ask of a contract. `end_date` is the first day without cover; `other_levels`: its product
    has levels besides its own; `covers_reader`: whoever asks is not somebody whom it covers no more.
    """

    line_of_business: str
    status: str
    start_date: date
    end_date: date | None
    other_levels: bool
    covers_reader: bool = True

    @property
    def is_health(self) -> bool:
        return self.line_of_business == HEALTH

    def phase(self, today: date) -> Phase:
        if self.status in NEVER:
            return Phase.NOT_AGREED
        if self.status == "TERMINATED" or (self.end_date is not None and self.end_date <= today):
            return Phase.ENDED
        if self.start_date > today:
            return Phase.TO_BEGIN
        return Phase.SUSPENDED if self.status == SUSPENDED else Phase.IN_FORCE


def has_rights(status: str, day: date, since: date, *ends: date | None) -> bool:
    """Whether a day is one of cover: of a contract that took effect, from `since` on and before each end.

    An end is the first day without; none where there is none yet.
    """
    return status not in NEVER and since <= day and all(end is None or day < end for end in ends)
