"""What the member space offers for a contract, and why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.contract_phases import ContractFacts, Phase
from rules.french import day_in_words
from rules.level_change import level_change_refusal
from rules.refusals import ErrorCode, Refusal


class FeatureCode(StrEnum):
    """What can be used. The list only grows."""

    CONTRACT_INFORMATION = "CONTRACT_INFORMATION"
    DOCUMENTS = "DOCUMENTS"
    ADDRESS_CHANGE = "ADDRESS_CHANGE"
    BANK_ACCOUNT_CHANGE = "BANK_ACCOUNT_CHANGE"
    PAYMENT_SCHEDULE = "PAYMENT_SCHEDULE"
    ACCOUNTANT_DECLARATION = "ACCOUNTANT_DECLARATION"
    CONTENT = "CONTENT"
    ACCOUNT = "ACCOUNT"
    ASSISTANT = "ASSISTANT"
    THIRD_PARTY_CARD = "THIRD_PARTY_CARD"
    BENEFICIARIES = "BENEFICIARIES"
    BENEFICIARY_ADD = "BENEFICIARY_ADD"
    BENEFICIARY_REMOVE = "BENEFICIARY_REMOVE"
    REIMBURSEMENTS = "REIMBURSEMENTS"
    STATEMENTS = "STATEMENTS"
    REIMBURSEMENT_REQUEST = "REIMBURSEMENT_REQUEST"
    ESTIMATE = "ESTIMATE"
    QUOTE_ESTIMATE = "QUOTE_ESTIMATE"
    HOSPITAL_CARE = "HOSPITAL_CARE"
    TELETRANSMISSION_CHANGE = "TELETRANSMISSION_CHANGE"
    LEVEL_CHANGE = "LEVEL_CHANGE"


@dataclass(frozen=True, slots=True)
class Offer:
    """Of which contracts, to whom, and in which phases of the contract."""

    phases: frozenset[Phase]
    health_only: bool = False
    holder_only: bool = False


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a feature can be used; `refusal` says why not."""

    code: FeatureCode
    refusal: Refusal | None

    @property
    def available(self) -> bool:
        return self.refusal is None


ALWAYS = frozenset(Phase)
AGREED = ALWAYS - {Phase.NOT_AGREED}
BEGUN = AGREED - {Phase.TO_BEGIN}
"""After the end too: care from before may be claimed and is still paid."""
LIVING = frozenset({Phase.TO_BEGIN, Phase.IN_FORCE})
IN_FORCE = frozenset({Phase.IN_FORCE})

OFFERS = {
    FeatureCode.CONTRACT_INFORMATION: Offer(ALWAYS),
    FeatureCode.DOCUMENTS: Offer(ALWAYS),
    FeatureCode.ADDRESS_CHANGE: Offer(AGREED),
    FeatureCode.BANK_ACCOUNT_CHANGE: Offer(AGREED, holder_only=True),
    FeatureCode.PAYMENT_SCHEDULE: Offer(AGREED, holder_only=True),
    FeatureCode.ACCOUNTANT_DECLARATION: Offer(AGREED, holder_only=True),
    FeatureCode.CONTENT: Offer(ALWAYS),
    FeatureCode.ACCOUNT: Offer(ALWAYS),
    FeatureCode.ASSISTANT: Offer(ALWAYS),
    FeatureCode.THIRD_PARTY_CARD: Offer(IN_FORCE, health_only=True),
    FeatureCode.BENEFICIARIES: Offer(AGREED, health_only=True),
    FeatureCode.BENEFICIARY_ADD: Offer(LIVING, health_only=True, holder_only=True),
    FeatureCode.BENEFICIARY_REMOVE: Offer(LIVING, health_only=True, holder_only=True),
    FeatureCode.REIMBURSEMENTS: Offer(BEGUN, health_only=True),
    FeatureCode.STATEMENTS: Offer(BEGUN, health_only=True),
    FeatureCode.REIMBURSEMENT_REQUEST: Offer(BEGUN, health_only=True),
    FeatureCode.ESTIMATE: Offer(LIVING, health_only=True),
    FeatureCode.QUOTE_ESTIMATE: Offer(LIVING, health_only=True),
    FeatureCode.HOSPITAL_CARE: Offer(LIVING, health_only=True),
    FeatureCode.TELETRANSMISSION_CHANGE: Offer(LIVING, health_only=True),
    FeatureCode.LEVEL_CHANGE: Offer(LIVING, health_only=True, holder_only=True),
}  # fmt: skip

SERVED = (
    FeatureCode.CONTRACT_INFORMATION,
    FeatureCode.DOCUMENTS,
    FeatureCode.PAYMENT_SCHEDULE,
    FeatureCode.CONTENT,
    FeatureCode.THIRD_PARTY_CARD,
    FeatureCode.BENEFICIARIES,
    FeatureCode.REIMBURSEMENTS,
    FeatureCode.STATEMENTS,
    FeatureCode.REIMBURSEMENT_REQUEST,
    FeatureCode.LEVEL_CHANGE,
)
"""What there is to be used. A code comes in here with what it stands for, and not before."""

OF_CARE = frozenset(
    {
        FeatureCode.THIRD_PARTY_CARD,
        FeatureCode.REIMBURSEMENTS,
        FeatureCode.STATEMENTS,
        FeatureCode.REIMBURSEMENT_REQUEST,
    }
)
FOR_BROKERS = tuple(code for code in SERVED if code not in OF_CARE)
"""Without what tells of care."""

HEALTH_ONLY = Refusal(ErrorCode.HEALTH_ONLY, "Ce service n’existe que pour les contrats santé.")
NOT_HOLDER = Refusal(ErrorCode.NOT_HOLDER, "Ce service est réservé à l’adhérent.")
NO_CONTRACT = Refusal(ErrorCode.CONTRACT_INACTIVE, "Ce service demande un contrat.")
COVERED_NO_MORE = Refusal(ErrorCode.CONTRACT_INACTIVE, "Ce contrat ne vous couvre plus.")
"""To them it has ended: whether it goes on, or is suspended, is for those whom it covers."""
INACTIVE = {
    Phase.NOT_AGREED: "Ce contrat n’est pas en vigueur.",
    Phase.ENDED: "Ce contrat est résilié.",
    Phase.SUSPENDED: "Ce contrat est suspendu : régularisez vos cotisations pour retrouver ce service.",
}
NEAREST = (
    ErrorCode.NOT_YET_AVAILABLE,
    ErrorCode.CONTRACT_INACTIVE,
    ErrorCode.NOT_FOUND,
    ErrorCode.NOT_HOLDER,
    ErrorCode.HEALTH_ONLY,
)
"""Of the reasons that several contracts give, the one that is closest to a yes is told."""


def features_of_contract(
    contract: ContractFacts, *, for_holder: bool, today: date, codes: Iterable[FeatureCode] = SERVED
) -> list[Availability]:
    """All features, in the order of their codes. `for_holder`: not for somebody who is only covered."""
    return [Availability(code, _refusal(code, contract, for_holder, today)) for code in codes]


def features_of_member(
    contracts: Iterable[ContractFacts],
    *,
    for_holder: bool,
    today: date,
    codes: Sequence[FeatureCode] = SERVED,
) -> list[Availability]:
    """What can be used for one contract at least."""
    every = [
        features_of_contract(each, for_holder=for_holder, today=today, codes=codes) for each in contracts
    ]
    if not every:
        return [_without_contract(code) for code in codes]
    return [min(same, key=_distance) for same in zip(*every, strict=True)]


def _refusal(code: FeatureCode, contract: ContractFacts, for_holder: bool, today: date) -> Refusal | None:
    offer = OFFERS[code]
    phase = contract.phase(today) if contract.covers_reader else Phase.ENDED
    if offer.health_only and not contract.is_health:
        return HEALTH_ONLY
    if offer.holder_only and not for_holder:
        return NOT_HOLDER
    if phase not in offer.phases:
        return _not_now(phase, contract.start_date) if contract.covers_reader else COVERED_NO_MORE
    if code is FeatureCode.LEVEL_CHANGE:
        return level_change_refusal(contract, for_holder=for_holder, today=today)
    return None


def _not_now(phase: Phase, start_date: date) -> Refusal:
    if phase is Phase.TO_BEGIN:
        begins = day_in_words(start_date)
        return Refusal(ErrorCode.NOT_YET_AVAILABLE, f"Ce service sera disponible à partir du {begins}.")
    return Refusal(ErrorCode.CONTRACT_INACTIVE, INACTIVE[phase])


def _without_contract(code: FeatureCode) -> Availability:
    of_a_contract = OFFERS[code].phases != ALWAYS or code in (
        FeatureCode.CONTRACT_INFORMATION,
        FeatureCode.DOCUMENTS,
    )
    return Availability(code, NO_CONTRACT if of_a_contract else None)


def _distance(availability: Availability) -> int:
    refusal = availability.refusal
    return -1 if refusal is None else NEAREST.index(refusal.code)
