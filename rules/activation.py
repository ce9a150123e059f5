"""First connection: the three things that somebody is known by, as they are typed; when the space opens."""

import hmac
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rules.refusals import ErrorCode, Refusal

OPENS_AFTER = timedelta(hours=72)
"""After the mail that confirms the subscription was sent: its receipt, which the guide says, is not seen."""

PARIS = ZoneInfo("Europe/Paris")

LAST_8 = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{6}", re.ASCII)
NIR_DIGITS = 13
"""Of a national number (NIR) without its key."""

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Of an activation id: none that is taken for another."""
ID_LENGTH, LONGEST_ID = 12, 40

NOT_EIGHT = (
    "Indiquez les 8 derniers caractères de votre numéro de sécurité sociale, sans la clé (les deux derniers"
    " chiffres) : par exemple 75056123, ou 2A004123 si vous êtes né en Corse."
)
NOT_AN_ID = (
    "L’identifiant d’activation est dans le mail d’activation de votre espace : douze lettres et chiffres."
)


def normal_id(activation_id: str) -> str:
    """Without the dashes and spaces that it is written with."""
    return re.sub(r"[\s-]", "", activation_id).upper()


def shown_id(activation_id: str) -> str:
    """In groups of four, to be typed."""
    return "-".join(activation_id[place : place + 4] for place in range(0, len(activation_id), 4))


def can_be_an_id(activation_id: str, *field: str) -> Refusal | None:
    if len(activation_id) <= LONGEST_ID:
        normal = normal_id(activation_id)
        if len(normal) == ID_LENGTH and all(character in LETTERS for character in normal):
            return None
    return Refusal(ErrorCode.BAD_USER_INPUT, NOT_AN_ID, field)


def normal_last_8(typed: str) -> str:
    return re.sub(r"[\s.-]", "", typed).upper()


def can_be_the_last_8(typed: str, *field: str) -> Refusal | None:
    """The whole number is not taken either: which eight of it were meant is not guessed."""
    if len(typed) <= LONGEST_ID and LAST_8.fullmatch(normal_last_8(typed)):
        return None
    return Refusal(ErrorCode.BAD_USER_INPUT, NOT_EIGHT, field)


def is_the_person(nir: str, born: date, typed_last_8: str, typed_birth: date) -> bool:
    """Whether both are theirs, in the same time whatever is wrong. In Corsica 20 stands for 2A and 2B too, as
    it did before 1976.
    """
    last_8 = nir[NIR_DIGITS - 8 : NIR_DIGITS].rjust(8, "?")
    older = "20" + last_8[2:] if last_8[:2] in {"2A", "2B"} else last_8
    same_number = _same(last_8, typed_last_8) | _same(older, typed_last_8)
    return same_number & _same(born.isoformat(), typed_birth.isoformat())


def are_one_person(one: tuple[str, date], other: tuple[str, date]) -> bool:
    """Whether two people of two households are one human being: by the whole number, and the birthday."""
    same_number = _same(one[0][:NIR_DIGITS], other[0][:NIR_DIGITS])
    return same_number & _same(one[1].isoformat(), other[1].isoformat()) & one[0].isalnum()


def is_open(confirmed_at: datetime, now: datetime) -> Refusal | None:
    """Whether the space has opened; from when on it will be is told."""
    opens = confirmed_at + OPENS_AFTER
    if opens <= now:
        return None
    local = opens.astimezone(PARIS)
    message = f"Votre espace sera disponible le {local:%d/%m/%Y} à {local:%H} h {local:%M}."
    return Refusal(ErrorCode.NOT_YET_AVAILABLE, message, retry_at=opens)


def _same(known: str, typed: str) -> bool:
    return hmac.compare_digest(known.encode(), typed.encode())
