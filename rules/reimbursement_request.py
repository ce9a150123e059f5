"""When a reimbursement can be asked for with papers (demande de remboursement), and what is told of it.

The guide, G26 and G54 to G57. Each refusal says in `field` where in the input it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.contract_phases import HEALTH, has_rights
from rules.french import SPACE, day_in_words, euros_in_words
from rules.months import YEAR, months_after
from rules.refusals import ErrorCode, Refusal
from rules.reimbursement.money import CENT, HIGHEST
from rules.sending import NOTHING_TO_SEND, RequirementCondition, Sending

INPUT = "input"
KIND = "REIMBURSEMENT_REQUEST"

PRESCRIPTION = 2 * YEAR
"""Months. Code des assurances, article L. 114-1: two years."""

FIELD_OF_NOTHING_TO_SEND = (INPUT, "thirdPartyPayment")

NOT_COUNTED = ("REJECTED", "CANCELLED", "EXPIRED")
"""Statuses of a démarche after which the same may be asked for again."""

NOBODY = Refusal(
    ErrorCode.NOT_FOUND,
    "Ce bénéficiaire n’existe pas, ou la demande ne se fait pas depuis votre espace : un adulte fait ses"
    " demandes depuis le sien.",
    (INPUT, "beneficiaryId"),
)
"""One sentence for whoever does not exist, is not of the household, or is an adult who asks for themself."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Of one person by one contract. `until` and `contract_end` are the first days without, or none."""

    line_of_business: str
    status: str
    since: date
    until: date | None
    contract_end: date | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same care, as it is known already: `where` names it to who may see it."""

    spent: Decimal
    where: str


def amount_can_have_been_paid(amount: Decimal) -> Refusal | None:
    """More than nothing, in whole cents, and no more than what an estimate takes for a line."""
    if 0 < amount <= HIGHEST and amount == amount.quantize(CENT):
        return None
    message = f"Le montant payé doit être supérieur à 0{SPACE}€ et ne pas dépasser {euros_in_words(HIGHEST)}."
    return Refusal(ErrorCode.BAD_USER_INPUT, message, (INPUT, "amountPaid"))


def care_was_given_by_today(care_date: date, today: date) -> Refusal | None:
    """Care that is to come has not been paid for. Both are days in France; today is one of them."""
    if care_date <= today:
        return None
    message = "La date des soins est à venir : demandez le remboursement une fois les soins payés."
    return Refusal(ErrorCode.BAD_USER_INPUT, message, (INPUT, "careDate"))


def care_is_not_time_barred(care_date: date, today: date) -> Refusal | None:
    """Two years from the day of care: code des assurances, article L. 114-1.

    The last day counts whole (code civil, articles 2228 and 2229): of care on 5 May 2024 one asks until 5 May
    2026, and no more on the 6th. What interrupts or suspends the two years, the hub does not know.
    """
    last = months_after(care_date, PRESCRIPTION)
    if today <= last:
        return None
    message = (
        f"Le remboursement de ces soins pouvait être demandé jusqu’au {day_in_words(last)} : passé deux ans,"
        " il y a prescription (article L. 114-1 du code des assurances)."
    )
    return Refusal(ErrorCode.BAD_USER_INPUT, message, (INPUT, "careDate"))


def may_be_asked_for(*, themself: bool, as_holder: bool, by_guardian: bool, of_age: bool) -> bool:
    """The holder asks for themself and for the minors whom the contract covers, an adult for themself, and
    who acts for one of them in their place. Code civil, article 414.
    """
    if themself:
        return as_holder or by_guardian or of_age
    return as_holder and not of_age


def care_is_of_a_health_contract(cover: Cover) -> Refusal | None:
    """A protection contract reimburses no care."""
    if cover.line_of_business == HEALTH:
        return None
    message = (
        "Un remboursement se demande sur un contrat santé : choisissez un bénéficiaire d’un tel contrat."
    )
    return Refusal(ErrorCode.HEALTH_ONLY, message, (INPUT, "beneficiaryId"))


def person_was_covered_on_the_day(cover: Cover, care_date: date) -> Refusal | None:
    """The day of care decides, not the day of asking: after the end what was before is still reimbursed. Of a
    contract that is suspended somebody looks at it.
    """
    if has_rights(cover.status, care_date, cover.since, cover.until, cover.contract_end):
        return None
    message = (
        f"Cette couverture ne comprend pas le {day_in_words(care_date)}. Si le bénéficiaire figure plusieurs"
        " fois au contrat, choisissez la période qui comprend ce jour."
    )
    return Refusal(ErrorCode.CONTRACT_INACTIVE, message, (INPUT, "careDate"))


def there_is_something_to_send(cell: Sending) -> Refusal | None:
    """The guide, G54: with télétransmission and third-party payment all comes by itself."""
    if cell != NOTHING_TO_SEND:
        return None
    return Refusal(ErrorCode.BAD_USER_INPUT, cell.instructions, FIELD_OF_NOTHING_TO_SEND)


def it_is_asked_for_once(amount: Decimal, known: Iterable[Earlier]) -> Refusal | None:
    """The same person, day and category are given: amounts a cent apart at most are the same care."""
    for each in known:
        if abs(each.spent - amount) <= CENT:
            return Refusal(ErrorCode.DUPLICATE, f"Ces soins sont déjà connus : {each.where}.")
    return None


def awaits_documents(cell: Sending) -> bool:
    """Something is to be sent in any case. Where the guide says nothing, nothing is asked for."""
    return any(each.condition is RequirementCondition.ALWAYS for each in cell.documents)


def what_is_to_be_sent(cell: Sending, reference: str) -> str:
    """What the person is told of the papers, once the démarche has its reference."""
    return f"{cell.instructions} Rappelez la référence {reference} dans votre envoi."


def in_a_request(reference: str) -> str:
    return f"la demande {reference} est déjà enregistrée"


def in_a_line(statement: str | None, care_date: date) -> str:
    """A line that is not paid yet is on no statement (décompte)."""
    if statement is not None:
        return f"ils figurent sur le décompte {statement}"
    return f"une ligne de remboursement du {day_in_words(care_date)} est déjà enregistrée"
