"""Links to the social security: whether its statements come by themselves."""

from datetime import date
from typing import Any

import strawberry

from loaders.features import READER
from loaders.teletransmissions import CONNECTED, REJECT_CODE, SINCE, STATUS, TELETRANSMISSIONS
from models.contracts import CoverageRow
from resolvers.fields import column, computed, declared
from rules.teletransmission import (
    INSTRUCTIONS,
    Days,
    LinkStatus,
    advice,
    gap_periods,
    rejection_in_words,
)
from schema.described import described
from schema.scalars import Date

described(
    LinkStatus,
    "Where the link of a person to the social security stands.",
    {
        "NOT_CONNECTED": "There is none (non connectée).",
        "REQUESTED": "Asked for by the member (demandée).",
        "SENT_TO_SCHEME": "Asked for at the scheme, which is to answer (transmise au régime).",
        "CONNECTED": "Statements come by themselves (active).",
        "REJECTED": "The scheme has refused it (refusée).",
        "OVERLAP": "The scheme knows another insurer, too (chevauchement).",
        "CANCEL_REQUESTED": "Its end is asked for (désactivation demandée).",
    },
)

GAP = {
    "covered_from": CoverageRow.covered_from,
    "covered_to": CoverageRow.covered_to,
    "connected": CONNECTED,
    "today": READER["today"],
}


@strawberry.type(description="Days from one to another, both included.")
class GapPeriod:
    from_: Date = strawberry.field(name="from", description="The first day.")
    to: Date = strawberry.field(description="The last day; today while it goes on.")


def _gaps(connected: list[list[str | None]], **days: Any) -> list[Days]:
    periods = [
        (date.fromisoformat(str(first)), None if last is None else date.fromisoformat(last))
        for first, last in connected
    ]
    return gap_periods(connected=periods, **days)


def _gap_periods(**needs: Any) -> list[GapPeriod]:
    return [GapPeriod(from_=Date(gap.first), to=Date(gap.last)) for gap in _gaps(**needs)]


def _advice(status: str, **needs: Any) -> list[str]:
    return advice(LinkStatus(status), has_gap=bool(_gaps(**needs)))


@strawberry.type(
    description="Whether the statements of the social security come by themselves (télétransmission)."
)
@declared(TELETRANSMISSIONS)
class Teletransmission:
    status: LinkStatus = column(STATUS, "Where the link stands today.")
    since: Date | None = column(SINCE, "Since when; null where there never was one.")
    reject_reason: str | None = computed(
        rejection_in_words,
        "Why the scheme refused, in French; null where it did not.",
        needs={"code": REJECT_CODE},
    )
    gap_periods: list[GapPeriod] = computed(
        _gap_periods,
        "Covered days up to today without a link: their statements are to be sent by hand.",
        needs=GAP,
    )
    instructions: str = computed(
        lambda status: INSTRUCTIONS[LinkStatus(status)],
        "What there is to do, in French.",
        needs={"status": STATUS},
    )
    advice: list[str] = computed(
        _advice, "What to know, in French, the most pressing first.", needs={"status": STATUS, **GAP}
    )
