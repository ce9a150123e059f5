"""Acts whose tariff is that of one letter (NGAP, NABM): so many letters, their coefficient, make one act."""

from decimal import Decimal
from typing import NamedTuple

from rules.french import euros_in_words
from rules.reimbursement.acts import Act, Tariff
from rules.reimbursement.texts import Part, rule

BY_LETTER = frozenset({"B", "AMI", "AIS", "AMO"})


class Letters(NamedTuple):
    """How many letters a price is for. Not `exact` where it is for no whole number of them."""

    number: int
    exact: bool


def letters_charged(act: Act, tariff: Tariff | None, spent: Decimal) -> Letters | None:
    """How many letters are in a price, where nobody says: none for an act that has no letters."""
    if act.code not in BY_LETTER or tariff is None or not tariff.base:
        return None
    number, rest = divmod(spent, tariff.base)
    return Letters(max(1, int(number)), number >= 1 and not rest)


@rule("DEDUCTIBLES_OF_A_LINE", Part.SOCIAL_SECURITY, "", text="CSS L160-13, D160-9")
def deductibles_of(act: Act, quantity: int) -> int:
    """How many deductibles a line may take: one a box, act or trip, but one for all letters of an act."""
    return 1 if act.code in BY_LETTER else quantity


def as_counted(act: Act, number: int) -> str:
    """The notice that so many were counted."""
    return f"Sans précision, le prix est compté pour {number} lettres {act.code}."


def not_whole(act: Act, tariff: Tariff, number: int) -> str:
    """The doubt where a price is for no whole number of letters."""
    each = "" if tariff.base is None else f" à {euros_in_words(tariff.base)}"
    return (
        f"Le prix n’est pas celui d’un nombre entier de lettres {act.code}{each} : {number} comptées,"
        " indiquez leur nombre."
    )
