"""What all démarches have in common: the key under which one is sent, and its reference."""

from datetime import date

from rules.refusals import ErrorCode, Refusal

LONGEST_KEY = 100
REFERENCE_LENGTH = 8
"""Letters of a reference that are drawn by chance: out of 31 they are 39 bits, and tell of nothing."""


def key_has_its_form(key: str) -> Refusal | None:
    """Of 1 to 100 characters that can be printed: what it holds is the client's own affair."""
    if 1 <= len(key) <= LONGEST_KEY and key.isprintable():
        return None
    message = f"La clé d’idempotence a de 1 à {LONGEST_KEY} caractères imprimables."
    return Refusal(ErrorCode.BAD_USER_INPUT, message, ("idempotencyKey",))


def reference_of(day: date, drawn: str) -> str:
    """`DEM-2026-7KQ3-M9XD`: its year, and letters drawn by chance, which count nothing."""
    half = REFERENCE_LENGTH // 2
    return f"DEM-{day.year}-{drawn[:half]}-{drawn[half:]}"
