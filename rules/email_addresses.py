"""E-mail addresses, as people type them."""

import re

from rules.refusals import ErrorCode, Refusal

ADDRESS = re.compile(
    r"[!-?A-~]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?\.[A-Za-z]{2,63}", re.ASCII
)
"""What mail can be sent to by every server: ASCII, and no spaces."""

LONGEST = 254
"""Characters of the longest address that mail can go to (RFC 5321)."""

NOT_ONE = "Ce n’est pas une adresse e-mail : nom@domaine.fr."


def normal_address(typed: str) -> str:
    return typed.strip().lower()


def can_be_an_address(typed: str, *field: str) -> Refusal | None:
    if len(typed) <= LONGEST and ADDRESS.fullmatch(typed.strip()):
        return None
    return Refusal(ErrorCode.BAD_USER_INPUT, NOT_ONE, field)
