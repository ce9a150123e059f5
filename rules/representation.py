"""Who in a household may have a space of their own, and for how long somebody may act for another."""

from datetime import date

from rules.months import YEAR, months_after
from rules.refusals import ErrorCode, Refusal
from rules.sharing import comes_of_age_on

LONGEST_MANDATE = 20 * YEAR
"""Months. Code civil, article 442: a measure that is renewed lasts twenty years at most."""

UNKNOWN_NUMBER = (
    "Aucun numéro de sécurité sociale n’est enregistré pour cette personne : il est demandé à la première"
    " connexion. Il doit d’abord être enregistré."
)


def may_have_a_space(birth_date: date, is_holder: bool, today: date, *field: str) -> Refusal | None:
    """An adult whom a contract covers; the holder has theirs, by the number. Code civil, article 414."""
    if is_holder:
        message = "L’adhérent a déjà son espace, qui s’ouvre avec son numéro d’adhérent."
        return Refusal(ErrorCode.CONFLICT, message, field)
    if today < comes_of_age_on(birth_date):
        message = "Un bénéficiaire peut avoir son propre espace à partir de 18 ans."
        return Refusal(ErrorCode.CONFLICT, message, field)
    return None


def can_be_known(has_a_number: bool, *field: str) -> Refusal | None:
    """Whoever opens a space is asked for the end of a national number: there must be one to compare with."""
    return None if has_a_number else Refusal(ErrorCode.CONFLICT, UNKNOWN_NUMBER, field)


def mandate_ends_in_time(ends_on: date, today: date, *field: str) -> Refusal | None:
    """A mandate ends after today, and within twenty years."""
    last = months_after(today, LONGEST_MANDATE)
    if today < ends_on <= last:
        return None
    message = (
        f"La date de fin du mandat doit être postérieure à aujourd’hui, et au plus tard le {last:%d/%m/%Y}."
    )
    return Refusal(ErrorCode.BAD_USER_INPUT, message, field)


def mandate_end(ends_on: date | None, birth_date: date, today: date) -> date | None:
    """The first day without: for a minor the day on which they come of age at the latest (code civil, article
    414). Whoever acts for the adult shows another mandate.
    """
    of_age = comes_of_age_on(birth_date)
    if today >= of_age:
        return ends_on
    return of_age if ends_on is None else min(ends_on, of_age)
