"""How long what was done is kept before it may be purged."""

import re
from datetime import date

from rules.months import months_after

MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
KEPT_MONTHS = 6
"""At least: CNIL, délibération 2021-122 on logging, which advises six months to a year."""


def month_of(text: str) -> date | None:
    """The first day of a month written YYYY-MM."""
    found = MONTH.fullmatch(text)
    try:
        return None if found is None else date(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None


def newest_purgeable(today: date) -> date:
    """The latest month before which entries may go: six whole months stay."""
    return months_after(today.replace(day=1), -KEPT_MONTHS)
