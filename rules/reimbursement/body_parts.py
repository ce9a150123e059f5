"""Which ear, eye or tooth care is of, as a quote says it: allowances of one of them are told apart by it."""

import re

SIDES = ("LEFT", "RIGHT")
OF_A_SIDE = frozenset({"HEARING_AID", "GLASSES", "CONTACT_LENSES"})
OF_A_TOOTH = frozenset({"DENTAL_CARE", "DENTAL_PROSTHESIS", "DENTAL_IMPLANT", "ORTHODONTICS"})
TOOTH = re.compile(r"[1-4][1-8]|[5-8][1-5]")
"""As dentists number them (ISO 3950): of adults, then of children."""

NO_SIDE = "Pour une oreille ou un œil, indiquez LEFT (gauche) ou RIGHT (droite)."
NO_TOOTH = "Pour une dent, indiquez son numéro, de 11 à 48, ou de 51 à 85 pour une dent de lait."
NO_PART = "Indiquez LEFT (gauche), RIGHT (droite) ou le numéro de la dent."


def fault_of(part: str, family: str | None = None) -> str | None:
    """What is wrong with a part of the body for a family of acts, in French; none where nothing is.

    Of a family that is not known, or has no parts, whatever is one of them is right.
    """
    if not part:
        return None
    side, tooth = part in SIDES, TOOTH.fullmatch(part) is not None
    if family in OF_A_SIDE:
        return None if side else NO_SIDE
    if family in OF_A_TOOTH:
        return None if tooth else NO_TOOTH
    return None if side or tooth else NO_PART
