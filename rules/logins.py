"""By what somebody signs in: a member number or an e-mail address, as people write them."""

import unicodedata

from rules.refusals import ErrorCode, Refusal

LONGEST = 254
"""Characters of the longest address that mail can go to."""


def normal_login(login: str) -> str:
    """One way of writing a login: an address in lower case, a number in capitals and without spaces.

    Letters that only look alike stay what they are: they are part of no login, and find nobody.
    """
    login = login.strip()
    return login.lower() if "@" in login else "".join(login.split()).upper()


def can_be_a_login(login: str, *field: str) -> Refusal | None:
    """Whether it can be looked for at all. Says nothing of any account."""
    if not login.strip():
        return Refusal(
            ErrorCode.BAD_USER_INPUT, "Indiquez votre numéro d’adhérent ou votre adresse e-mail.", field
        )
    if len(login) > LONGEST:
        message = f"Un numéro d’adhérent ou une adresse e-mail a au plus {LONGEST} caractères."
        return Refusal(ErrorCode.BAD_USER_INPUT, message, field)
    if any(unicodedata.category(character).startswith("C") for character in login):
        message = (
            "Un numéro d’adhérent ou une adresse e-mail s’écrit avec des lettres, des chiffres et des signes."
        )
        return Refusal(ErrorCode.BAD_USER_INPUT, message, field)
    return None
