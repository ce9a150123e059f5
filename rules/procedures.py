"""What all démarches have in common: the key under which one is sent, and its reference."""

from datetime import date, datetime

from rules.refusals import ErrorCode, Refusal

LONGEST_KEY = 100
MOST_A_DAY = 50
"""Démarches of one account in one household on one day in France: somebody has to read each of them. The
number is the hub’s own: a box of invoices is sent in an afternoon, a flood is not.
"""
REFERENCE_LENGTH = 8
"""Letters of a reference that are drawn by chance: out of 31 they are 39 bits, and tell of nothing."""


def key_has_its_form(key: str) -> Refusal | None:
    """Of 1 to 100 characters that can be printed: what it holds is the client's own affair."""
    if 1 <= len(key) <= LONGEST_KEY and key.isprintable():
        return None
    message = f"La clé d’idempotence a de 1 à {LONGEST_KEY} caractères imprimables."
    return Refusal(ErrorCode.BAD_USER_INPUT, message, ("idempotencyKey",))


def not_too_many(sent_today: int, tomorrow: datetime) -> Refusal | None:
    """`tomorrow`: the instant at which the next day begins in France."""
    if sent_today < MOST_A_DAY:
        return None
    message = f"Vous avez déjà envoyé {MOST_A_DAY} demandes aujourd’hui : envoyez les suivantes demain."
    return Refusal(ErrorCode.RATE_LIMITED, message, retry_at=tomorrow)


def reference_of(day: date, drawn: str) -> str:
    """`DEM-2026-7KQ3-M9XD`: its year, and letters drawn by chance, which count nothing."""
    half = REFERENCE_LENGTH // 2
    return f"DEM-{day.year}-{drawn[:half]}-{drawn[half:]}"
