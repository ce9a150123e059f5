"""Who lets people into a broker firm's space, and whom a firm cannot do without."""

from rules.clients import can_be_a_name
from rules.refusals import ErrorCode, Refusal

MOST_OF_A_FIRM = 500
OF_ADDRESSES = frozenset("/@:")
"""Signs of an address of the web or of mail: a letter that greets by one would carry it to strangers."""


def can_be_a_name_in_letters(name: str, *field: str) -> Refusal | None:
    if refusal := can_be_a_name(name, *field):
        return refusal
    if OF_ADDRESSES.isdisjoint(name):
        return None
    message = "Un nom s’écrit sans les signes « / », « @ » et « : »."
    return Refusal(ErrorCode.BAD_USER_INPUT, message, field)


def has_room_for_a_user(current: int) -> Refusal | None:
    if current < MOST_OF_A_FIRM:
        return None
    message = f"Un cabinet a au plus {MOST_OF_A_FIRM} utilisateurs : retirez-en un d’abord."
    return Refusal(ErrorCode.CONFLICT, message)


def leaves_an_administrator(is_one: bool, administrators: int) -> Refusal | None:
    """A firm that has nobody left to let others in would have to be helped from outside."""
    if not is_one or administrators > 1:
        return None
    message = "C’est le dernier administrateur du cabinet : nommez-en d’abord un autre."
    return Refusal(ErrorCode.CONFLICT, message)
