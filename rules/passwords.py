"""What a password must be worth, by the CNIL's recommendation of 2022 (délibération 2022-100): entropy.

Not which kinds of characters are in it, but how many there could have been: fifty bits where attempts are
limited, as they are here. No password is ever too old (no forced renewal).
"""

import re
import unicodedata
from collections.abc import Container, Iterable
from itertools import pairwise
from math import log2

from rules.refusals import ErrorCode, Refusal

BITS = 50
LONGEST = 128
"""Characters."""
OF_A_LIST = 14.0
"""Bits of one word out of some 20,000."""

CLASSES = (
    (re.compile(r"[a-z]"), 26), (re.compile(r"[A-Z]"), 26), (re.compile(r"[0-9]"), 10),
    (re.compile(r"[ -/:-@\[-`{-~]"), 33), (re.compile(r"[^ -~]"), 64),
)  # fmt: skip
"""Kinds of characters, and how many there are of each; of letters with accents, those of a keyboard."""

TOO_WEAK = (
    "Choisissez un mot de passe plus long ou moins prévisible : par exemple cinq mots sans lien entre eux,"
    " ou douze caractères mêlant lettres, chiffres et signes. Ni votre nom ni votre numéro."
)
TOO_LONG = f"Un mot de passe a au plus {LONGEST} caractères."
NOT_TYPED = "Un mot de passe ne contient que des caractères qui se tapent au clavier."


def as_typed(password: str) -> str:
    """One way of writing what keyboards write in several: an é is one character."""
    return unicodedata.normalize("NFKC", password)


def can_be_a_password(password: str, *field: str) -> Refusal | None:
    """Whether it can be worked with at all, right or wrong. Says nothing of any account."""
    if len(password) > LONGEST:
        return Refusal(ErrorCode.BAD_USER_INPUT, TOO_LONG, field)
    if any(unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"} for character in password):
        return Refusal(ErrorCode.BAD_USER_INPUT, NOT_TYPED, field)
    return None


def is_worth_enough(
    password: str, known: Iterable[str], common: Container[str], *field: str
) -> Refusal | None:
    """`known` is what others know of the person: names, number, address. `common` is in lower case."""
    if refusal := can_be_a_password(password, *field):
        return refusal
    if entropy(as_typed(password), known, common) < BITS:
        return Refusal(ErrorCode.BAD_USER_INPUT, TOO_WEAK, field)
    return None


def entropy(password: str, known: Iterable[str], common: Container[str]) -> float:
    """Bits: the length times what a character could have been. What is known adds nothing to it, a common
    password as much as one word of a list, and a character that goes on with a run (aaaa, 1234) nothing.
    """
    if not password:
        return 0.0
    each = log2(sum(size for kind, size in CLASSES if kind.search(password)))
    rest = password.lower()
    for word in sorted({word.lower() for word in known}, key=len, reverse=True):
        if len(word) >= 3:
            rest = rest.replace(word, "")
    word = rest.rstrip("0123456789!?.,;:*$€@#+-_/ ")
    if rest in common:
        return OF_A_LIST
    if word and word in common:
        return OF_A_LIST + each * _unpredictable(rest[len(word) :])
    return each * _unpredictable(rest)


def _unpredictable(text: str) -> int:
    """Characters that are neither the one before nor its neighbour in the same direction as before."""
    codes = [ord(character) for character in text]
    steps = [after - before for before, after in pairwise(codes)]
    goes_on = [
        step == 0 or (abs(step) == 1 and place > 0 and steps[place - 1] == step)
        for place, step in enumerate(steps)
    ]
    return len(text) - sum(goes_on)
