"""Features: what can be used, and why not."""

from datetime import date
from typing import Any

import strawberry

from rules.contract_phases import ContractFacts
from rules.features import (
    FOR_BROKERS,
    SERVED,
    Availability,
    FeatureCode,
    features_of_contract,
    features_of_member,
)
from rules.refusals import ErrorCode
from runtime.actor import Role
from schema.described import described

described(
    FeatureCode,
    "What the member space offers. What the hub does not serve yet is in no list. New codes may be added;"
    " none is ever taken away.",
    {
        "CONTRACT_INFORMATION": "What the contract says (informations du contrat).",
        "DOCUMENTS": "Its documents (documents).",
        "ADDRESS_CHANGE": "Tell of a new address (changement d’adresse).",
        "BANK_ACCOUNT_CHANGE": "Change an account and sign its mandate (changement de RIB).",
        "PAYMENT_SCHEDULE": "What is due and when (échéancier).",
        "ACCOUNTANT_DECLARATION": "Name an accountant (déclaration de l’expert-comptable).",
        "CONTENT": "News, prevention, tutorials, aids, services, partners (actualités, aides, services).",
        "ACCOUNT": "Personal information and password (informations personnelles).",
        "ASSISTANT": "Ask the assistant (assistant conversationnel).",
        "THIRD_PARTY_CARD": "The card that spares paying (carte de tiers payant).",
        "BENEFICIARIES": "Who is covered (bénéficiaires).",
        "BENEFICIARY_ADD": "Have somebody covered (ajout d’un bénéficiaire).",
        "BENEFICIARY_REMOVE": "Have somebody no longer covered (retrait d’un bénéficiaire).",
        "REIMBURSEMENTS": "Lines of reimbursement (remboursements).",
        "STATEMENTS": "Payments and their lines (décomptes).",
        "REIMBURSEMENT_REQUEST": "Ask for a reimbursement (demande de remboursement).",
        "ESTIMATE": "An instant estimate (estimation).",
        "QUOTE_ESTIMATE": "Have a quote assessed (étude de devis).",
        "HOSPITAL_CARE": "Ask for a hospital agreement (prise en charge hospitalière).",
        "TELETRANSMISSION_CHANGE": "Begin or end the link to the social security (télétransmission).",
        "LEVEL_CHANGE": "Ask for another level (changement de niveau).",
    },
)


@strawberry.type(description="Something that can be used, or cannot (fonctionnalité).")
class Feature:
    code: FeatureCode = strawberry.field(description="What it is.")
    available: bool = strawberry.field(description="Whether it can be used now.")
    reason: ErrorCode | None = strawberry.field(description="Why not; null when it can.")
    message: str | None = strawberry.field(description="The same as a sentence in French.")


def is_for_holder(role: str) -> bool:
    """Whoever is not a covered person is told what the holder can do."""
    return role != Role.BENEFICIARY


def _codes(role: str) -> tuple[FeatureCode, ...]:
    return FOR_BROKERS if role == Role.BROKER else SERVED


def of_contract(role: str, today: date, **facts: Any) -> list[Feature]:
    found = features_of_contract(
        ContractFacts(**facts), for_holder=is_for_holder(role), today=today, codes=_codes(role)
    )
    return [_feature(each) for each in found]


def of_member(role: str, today: date, contracts: list[dict[str, Any]]) -> list[Feature]:
    facts = [ContractFacts(**{**each, **_days(each)}) for each in contracts]
    found = features_of_member(facts, for_holder=is_for_holder(role), today=today, codes=_codes(role))
    return [_feature(each) for each in found]


def _days(contract: dict[str, Any]) -> dict[str, date | None]:
    """JSON knows no days."""
    days = {name: contract[name] for name in ("start_date", "end_date")}
    return {name: None if day is None else date.fromisoformat(day) for name, day in days.items()}


def _feature(found: Availability) -> Feature:
    refusal = found.refusal
    return Feature(
        code=found.code,
        available=found.available,
        reason=None if refusal is None else refusal.code,
        message=None if refusal is None else refusal.message,
    )
