"""Recovery codes: for who has lost the application that makes the codes of their second factor.

Ten letters and digits out of 31 are 49 bits, for codes of which ten are good and few may be tried a day.
"""

from rules.activation import LETTERS

HOW_MANY, LENGTH = 10, 10
LONGEST = 40
"""Characters, with the dashes and spaces that people put between."""


def shown_code(code: str) -> str:
    """In two halves, to be written down: `ABCDE-FGH23`."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def normal_code(typed: str) -> str | None:
    """One way of writing it; none for what cannot be one."""
    if len(typed) > LONGEST:
        return None
    normal = "".join(typed.replace("-", "").split()).upper()
    is_one = len(normal) == LENGTH and all(character in LETTERS for character in normal)
    return normal if is_one else None
