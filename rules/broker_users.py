"""Who lets people into a broker firm's space, and whom a firm cannot do without."""

from rules.refusals import ErrorCode, Refusal

MOST_OF_A_FIRM = 500


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
