"""Who may decide what the holder sees of a covered person's care."""

import calendar
from datetime import date

from rules.refusals import ErrorCode, Refusal

MAJORITY = 18
"""Years. Code civil, article 414."""


def comes_of_age_on(birth_date: date) -> date:
    """The day a person turns eighteen. Without that day in the month, its last day stands in.

    Code de procédure civile, article 641: born on 29 February, of age on 28 February.
    """
    year = birth_date.year + MAJORITY
    last_day = calendar.monthrange(year, birth_date.month)[1]
    return birth_date.replace(year=year, day=min(birth_date.day, last_day))


def is_an_adult_beneficiary(birth_date: date, is_holder: bool, today: date) -> Refusal | None:
    """Only an adult who is covered, and is not the holder, has something to share with the holder."""
    if is_holder:
        return Refusal(
            ErrorCode.FORBIDDEN,
            "Le partage concerne les bénéficiaires majeurs : l’adhérent n’a rien à partager.",
        )
    if today < comes_of_age_on(birth_date):
        return Refusal(ErrorCode.FORBIDDEN, "Le partage peut être choisi à partir de 18 ans.")
    return None
