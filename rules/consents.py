"""Who may agree that a broker sees more than brokers do, to which wording, and for how long."""

import re
from datetime import date

from rules.months import YEAR, months_after
from rules.refusals import ErrorCode, Refusal
from rules.sharing import comes_of_age_on

TEXT_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)


def year_after(day: date) -> date:
    """Whoever agreed is asked again before it goes on."""
    return months_after(day, YEAR)


def decides_for_themselves(birth_date: date, is_holder: bool, today: date) -> Refusal | None:
    """The holder decides for themselves and for the minors, an adult whom the contract covers for themselves.

    Code civil, article 414; who acts for somebody decides what that person would.
    """
    if is_holder or today >= comes_of_age_on(birth_date):
        return None
    return Refusal(ErrorCode.FORBIDDEN, "Pour une personne mineure, c’est l’adhérent qui choisit.")


def names_the_wording(text_version: str) -> Refusal | None:
    """What is agreed to is a text that was shown: without it there is no consent (RGPD, article 7)."""
    if TEXT_VERSION.fullmatch(text_version):
        return None
    return Refusal(
        ErrorCode.BAD_USER_INPUT,
        "Indiquez la version du texte accepté : 64 caractères au plus, lettres, chiffres, points et tirets.",
        ("textVersion",),
    )


def ends_in_time(ends_on: date, today: date) -> Refusal | None:
    """It ends after today, and within a year."""
    if today < ends_on <= year_after(today):
        return None
    last = year_after(today).strftime("%d/%m/%Y")
    return Refusal(
        ErrorCode.BAD_USER_INPUT,
        f"L’accord prend fin après aujourd’hui et au plus tard le {last}.",
        ("endsOn",),
    )
