"""What a client that is a program may be: its name, its scopes, how long it lasts, how many a firm has."""

import unicodedata
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from rules.months import YEAR, months_after
from rules.refusals import ErrorCode, Refusal

LONGEST_NAME = 80
NO_LINE = ("C", "Zl", "Zp")
"""Kinds of characters that break a line, or that nobody sees."""
MOST_OF_A_FIRM = 20
"""Clients of a firm that hold at a time."""

CHANGEOVER = timedelta(days=7)
"""For so long the secret before is good still: programs change from one to the other without a gap."""


def can_be_a_name(name: str, *field: str) -> Refusal | None:
    """One line that people read: of a program, or of somebody who is invited."""
    if not name.strip() or len(name) > LONGEST_NAME:
        message = f"Indiquez un nom, de {LONGEST_NAME} caractères au plus."
        return Refusal(ErrorCode.BAD_USER_INPUT, message, field)
    if any(unicodedata.category(character).startswith(NO_LINE) for character in name):
        return Refusal(ErrorCode.BAD_USER_INPUT, "Un nom s’écrit sur une seule ligne.", field)
    return None


def are_scopes_of(scopes: Sequence[str], allowed: Collection[str], *field: str) -> Refusal | None:
    """At least one, none twice, and each one that the role of the client can have."""
    if scopes and len(set(scopes)) == len(scopes) and set(scopes) <= set(allowed):
        return None
    message = f"Choisissez une ou plusieurs portées parmi : {', '.join(sorted(allowed))}."
    return Refusal(ErrorCode.BAD_USER_INPUT, message, field)


def usual_end(today: date) -> date:
    """A year: a secret that nobody changes is forgotten somewhere."""
    return months_after(today, YEAR)


def ends_within_a_year(expires_on: date, today: date, *field: str) -> Refusal | None:
    if today < expires_on <= usual_end(today):
        return None
    last = usual_end(today).strftime("%d/%m/%Y")
    message = f"Une clé prend fin après aujourd’hui et au plus tard le {last}."
    return Refusal(ErrorCode.BAD_USER_INPUT, message, field)


def has_room_for_a_client(held: int) -> Refusal | None:
    if held < MOST_OF_A_FIRM:
        return None
    message = f"Un cabinet a au plus {MOST_OF_A_FIRM} clés en cours : révoquez-en une d’abord."
    return Refusal(ErrorCode.CONFLICT, message)
