"""Telephone numbers that a message (SMS) can reach, and the codes that are sent to them.

A number is kept as E.164 writes it: `+33612345678`. Of France and its overseas departments only mobile
numbers are taken, by the national numbering plan (Arcep): 06 and 07, of which some are of an overseas
department and have its country code. Of other countries the plans differ too much to tell: what E.164 allows
is taken.
"""

import hmac
import re
from datetime import timedelta

from rules.refusals import ErrorCode, Refusal

LONGEST = 40
"""Characters, with all the spaces and signs that people put between digits."""

BETWEEN = re.compile(r"[\s.\-/()]")
E164 = re.compile(r"\+[1-9][0-9]{7,14}", re.ASCII)
OVERSEAS = {"690": "590", "691": "590", "694": "594", "696": "596", "697": "596", "692": "262", "693": "262",
            "639": "262"}  # fmt: skip
"""Mobile numbers of Guadeloupe, Guiana, Martinique, Réunion and Mayotte, by their first digits."""
FRENCH = re.compile(r"\+(?:33|262|590|594|596)([0-9]*)", re.ASCII)
MOBILE = re.compile(r"[67][0-9]{8}", re.ASCII)
FOR_FICTION = "63998"
"""Numbers that nobody is given (Arcep), which Mayotte’s are not among."""

CODE_DIGITS = 6
CODE_LIFETIME = timedelta(minutes=10)

NOT_ONE = "Indiquez un numéro de téléphone mobile : 06 12 34 56 78, ou +32 470 12 34 56 hors de France."


def normal_phone(typed: str) -> str | None:
    """As E.164 writes it; none for what no message can reach."""
    if len(typed) > LONGEST:
        return None
    digits = BETWEEN.sub("", typed.replace("(0)", ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+33{digits[1:]}"
    if not E164.fullmatch(digits):
        return None
    french = FRENCH.match(digits)
    return digits if french is None else _french(french.group(1))


def _french(national: str) -> str | None:
    if not MOBILE.fullmatch(national):
        return None
    country = "33" if national.startswith(FOR_FICTION) else OVERSEAS.get(national[:3], "33")
    return f"+{country}{national}"


def can_be_a_phone(typed: str, *field: str) -> Refusal | None:
    return None if normal_phone(typed) else Refusal(ErrorCode.BAD_USER_INPUT, NOT_ONE, field)


def masked_phone(phone: str) -> str:
    """The last two digits are left: `•• 78`."""
    return f"•• {phone[-2:]}"


def code_from(token: bytes) -> str:
    """Six digits out of an HMAC, from which nothing else of it can be told."""
    return f"{int.from_bytes(token) % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def is_the_code(code: str, typed: str) -> bool:
    """Spaces between digits count for nothing. In the same time whichever digit is wrong."""
    if len(typed) > LONGEST or not typed.isascii():
        return False
    return hmac.compare_digest(code, "".join(typed.split()))
