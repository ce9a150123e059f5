"""When the holder may ask for another level, which the broker then arranges with them."""

from datetime import date

from rules.contract_phases import ContractFacts, Phase
from rules.french import day_in_words
from rules.months import months_after
from rules.refusals import ErrorCode, Refusal

MONTHS_OF_MEMBERSHIP = 12
"""Up or down, from the start of the contract; the guide to the member space says so."""

HEALTH_ONLY = Refusal(ErrorCode.HEALTH_ONLY, "Seuls les contrats santé ont des niveaux.")
NOT_HOLDER = Refusal(ErrorCode.NOT_HOLDER, "Seul l’adhérent peut demander un changement de niveau.")
INACTIVE = Refusal(ErrorCode.CONTRACT_INACTIVE, "Ce contrat n’est pas en vigueur.")
SUSPENDED = Refusal(
    ErrorCode.CONTRACT_INACTIVE,
    "Ce contrat est suspendu : un changement de niveau est possible une fois les cotisations régularisées.",
)
NO_OTHER_LEVEL = Refusal(ErrorCode.NOT_FOUND, "Ce contrat n’a pas d’autre niveau.")
BY_PHASE = {Phase.NOT_AGREED: INACTIVE, Phase.ENDED: INACTIVE, Phase.SUSPENDED: SUSPENDED}


def eligible_from(start_date: date) -> date:
    """The first day on which a change may be asked for: twelve months after the start, that day included."""
    return months_after(start_date, MONTHS_OF_MEMBERSHIP)


def level_change_refusal(contract: ContractFacts, *, for_holder: bool, today: date) -> Refusal | None:
    """Why no other level can be asked for today; none when it can."""
    if not contract.is_health:
        return HEALTH_ONLY
    if not for_holder:
        return NOT_HOLDER
    if refusal := BY_PHASE.get(contract.phase(today)):
        return refusal
    if not contract.other_levels:
        return NO_OTHER_LEVEL
    return _too_early(eligible_from(contract.start_date), today)


def _too_early(first_day: date, today: date) -> Refusal | None:
    if today >= first_day:
        return None
    sentence = "Un changement de niveau est possible après douze mois d’adhésion, à partir du"
    return Refusal(ErrorCode.NOT_YET_AVAILABLE, f"{sentence} {day_in_words(first_day)}.")
