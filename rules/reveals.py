"""Why somebody may be shown a secret in full: what they have to say before."""

import re

from rules.masking import compact
from rules.refusals import ErrorCode, Refusal

LONGEST_REASON = 500
NIR_WITHOUT_KEY = 13
LOOKS_LIKE_A_SECRET = re.compile(r"(?:\d[\s.\-]*){13}|\b[A-Z]{2}\d{2}(?:\s*[A-Z0-9]){11}", re.IGNORECASE)
"""Thirteen digits in a row, spaces between them or not, as NIRs and cards have; an IBAN."""


def says_why(reason: str, *field: str) -> Refusal | None:
    """Some words, on one line, that the person whose secret it is will read."""
    if not reason.strip():
        return _refused(field, "Dites pourquoi : la personne concernée lira ce motif.")
    if len(reason) > LONGEST_REASON:
        return _refused(field, f"Le motif a {LONGEST_REASON} caractères au plus.")
    if not reason.isprintable():
        return _refused(field, "Le motif est un texte d’une ligne, sans caractère de contrôle.")
    if LOOKS_LIKE_A_SECRET.search(reason):
        return _refused(field, "Ne recopiez dans le motif ni numéro de sécurité sociale ni IBAN.")
    return None


def keeps_it_to_itself(reason: str, secret: str) -> Refusal | None:
    """A reason that holds the secret would write it down in clear, however it is spaced."""
    if compact(secret)[:NIR_WITHOUT_KEY] in compact(reason):
        return _refused((), "Ne recopiez dans le motif ni numéro de sécurité sociale ni IBAN.")
    return None


def _refused(field: tuple[str, ...], message: str) -> Refusal:
    return Refusal(ErrorCode.BAD_USER_INPUT, message, field or ("reason",))
