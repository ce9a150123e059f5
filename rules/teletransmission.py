"""The link by which the statements of the social security come to the hub, as members are told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)


class LinkStatus(StrEnum):
    """Where the link of a covered person stands."""

    NOT_CONNECTED = "NOT_CONNECTED"
    REQUESTED = "REQUESTED"
    SENT_TO_SCHEME = "SENT_TO_SCHEME"
    CONNECTED = "CONNECTED"
    REJECTED = "REJECTED"
    OVERLAP = "OVERLAP"
    CANCEL_REQUESTED = "CANCEL_REQUESTED"


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included."""

    first: date
    last: date


ATTESTATION = (
    "Envoyez-nous une attestation de droits de moins de 6 mois, à jour, disponible sur le site ameli.fr ou"
    " sur le site de votre régime obligatoire."
)
SOME_DAYS = (
    "Ce changement peut prendre plusieurs jours selon les délais d’intervention des régimes obligatoires."
)
NOT_RETROACTIVE = (
    "La télétransmission n’étant pas rétroactive, il est nécessaire de nous envoyer vos décomptes du régime"
    " obligatoire sur cette période, à télécharger sur ameli.fr."
)
CONFIRM_ON_AMELI = (
    "En cas de changement d’assurance, il peut arriver qu’ameli.fr vous demande de confirmer ce changement"
    " depuis l’écran d’accueil."
)

INSTRUCTIONS = {
    LinkStatus.NOT_CONNECTED: "La télétransmission n’est pas active : vous pouvez demander son activation.",
    LinkStatus.REQUESTED: "Votre demande d’activation est enregistrée : vous n’avez rien à faire.",
    LinkStatus.SENT_TO_SCHEME: (
        "Votre demande a été transmise à votre régime obligatoire : vous n’avez rien à faire."
    ),
    LinkStatus.CONNECTED: "La télétransmission est active : vos décomptes nous parviennent directement.",
    LinkStatus.REJECTED: (
        "Votre régime obligatoire a refusé la télétransmission : envoyez-nous une attestation à jour."
    ),
    LinkStatus.OVERLAP: (
        "Une autre complémentaire est connue de votre régime obligatoire : confirmez votre choix sur votre"
        " compte ameli."
    ),
    LinkStatus.CANCEL_REQUESTED: (
        "La désactivation de la télétransmission est demandée : vous n’avez rien à faire."
    ),
}

ADVICE = {
    LinkStatus.NOT_CONNECTED: (ATTESTATION, SOME_DAYS),
    LinkStatus.REQUESTED: (SOME_DAYS, CONFIRM_ON_AMELI),
    LinkStatus.SENT_TO_SCHEME: (SOME_DAYS, CONFIRM_ON_AMELI),
    LinkStatus.CONNECTED: (),
    LinkStatus.REJECTED: (ATTESTATION, SOME_DAYS),
    LinkStatus.OVERLAP: (CONFIRM_ON_AMELI, SOME_DAYS),
    LinkStatus.CANCEL_REQUESTED: (SOME_DAYS,),
}

OVERLAPS = "Une autre complémentaire est connue : confirmez votre choix sur votre compte ameli."
CHECK_IDENTITY = (
    "Numéro de sécurité sociale ou date de naissance à vérifier : envoyez une attestation de droits."
)
OTHER_FUND = "Vous avez changé de caisse : envoyez une attestation de droits à jour."
SOLIDARITY = "Une complémentaire santé solidaire est en cours."
UNKNOWN = "Votre régime obligatoire a refusé la demande : envoyez une attestation de droits à jour."

REJECTIONS = {
    **dict.fromkeys(("53", "67"), OVERLAPS),
    **dict.fromkeys(("01", "02", "09", "10", "20", "30", "31"), CHECK_IDENTITY),
    **dict.fromkeys(("21", "38"), OTHER_FUND),
    **dict.fromkeys(("55", "56", "59", "78", "80", "81", "82"), SOLIDARITY),
}
"""By the codes with which schemes answer; of those not named here, only that it was refused is told."""


def rejection_in_words(code: str | None) -> str | None:
    """What an answer of the scheme means for the member; none where it refused nothing."""
    return None if code is None else REJECTIONS.get(code, UNKNOWN)


def advice(status: LinkStatus, *, has_gap: bool) -> list[str]:
    """What the member should know, in French, the most pressing first."""
    return [*ADVICE[status], *([NOT_RETROACTIVE] if has_gap else [])]


def gap_periods(
    covered_from: date,
    covered_to: date | None,
    connected: Iterable[tuple[date, date | None]],
    today: date,
) -> list[Days]:
    """Covered days up to today on which no link stood, in order: what was paid then came by no wire.

    `covered_to` and the second day of a pair are the first days without, or none.
    """
    end = today + ONE_DAY if covered_to is None else min(covered_to, today + ONE_DAY)
    gaps, day = [], covered_from
    for first, last in sorted(connected, key=lambda each: each[0]):
        if day < min(first, end):
            gaps.append(Days(day, min(first, end) - ONE_DAY))
        day = max(day, end if last is None else last)
    if day < end:
        gaps.append(Days(day, end - ONE_DAY))
    return gaps
