"""What the member space offers for a contract, and why not."""

from dataclasses import replace
from datetime import date

import pytest

from rules.contract_phases import ContractFacts
from rules.features import (
    COVERED_NO_MORE,
    OFFERS,
    SERVED,
    Availability,
    FeatureCode,
    features_of_contract,
    features_of_member,
)
from rules.refusals import ErrorCode

TODAY = date(2026, 6, 1)
EVERY_CONTRACT = {
    "CONTRACT_INFORMATION", "DOCUMENTS", "ADDRESS_CHANGE", "BANK_ACCOUNT_CHANGE", "PAYMENT_SCHEDULE",
    "ACCOUNTANT_DECLARATION", "CONTENT", "ACCOUNT", "ASSISTANT",
}  # fmt: skip
EVERY = tuple(FeatureCode)
HEALTH_CONTRACTS = {code.value for code in FeatureCode} - EVERY_CONTRACT


def contract(line: str = "HEALTH", status: str = "ACTIVE", start: date = date(2024, 1, 1)) -> ContractFacts:
    return ContractFacts(line, status, start, None, other_levels=True)


def reasons(found: list[Availability]) -> dict[str, str | None]:
    return {each.code.value: None if each.refusal is None else each.refusal.code.value for each in found}


def of(facts: ContractFacts, *, for_holder: bool = True) -> dict[str, str | None]:
    return reasons(features_of_contract(facts, for_holder=for_holder, today=TODAY, codes=EVERY))


def test_every_feature_is_offered_somehow_and_answered_once() -> None:
    assert set(OFFERS) == set(FeatureCode)
    assert list(of(contract())) == [code.value for code in FeatureCode]


def test_the_holder_of_a_health_contract_in_force_can_use_everything() -> None:
    assert set(of(contract()).values()) == {None}


def test_what_is_about_care_is_for_health_contracts_only() -> None:
    found = of(contract("PROTECTION"))
    assert {code for code, reason in found.items() if reason == "HEALTH_ONLY"} == HEALTH_CONTRACTS
    assert {code for code, reason in found.items() if reason is None} == EVERY_CONTRACT


def test_a_covered_person_can_use_what_is_about_themselves() -> None:
    found = of(contract(), for_holder=False)
    assert {code for code, reason in found.items() if reason is not None} == {
        "BANK_ACCOUNT_CHANGE", "PAYMENT_SCHEDULE", "ACCOUNTANT_DECLARATION", "BENEFICIARY_ADD",
        "BENEFICIARY_REMOVE", "LEVEL_CHANGE",
    }  # fmt: skip
    assert {reason for reason in found.values() if reason} == {"NOT_HOLDER"}


def test_to_who_is_covered_no_more_the_contract_has_ended_whatever_becomes_of_it() -> None:
    told = []
    for status in ("ACTIVE", "SUSPENDED", "TERMINATED"):
        facts = replace(contract(status=status), covers_reader=False)
        told.append(features_of_contract(facts, for_holder=False, today=TODAY, codes=EVERY))
    assert told[0] == told[1] == told[2]
    available = {each.code for each in told[0] if each.available}
    assert {"REIMBURSEMENTS", "STATEMENTS", "DOCUMENTS", "CONTENT"} < available
    inactive = {each.code for each in told[0] if each.refusal == COVERED_NO_MORE}
    assert inactive == {
        "THIRD_PARTY_CARD",
        "ESTIMATE",
        "QUOTE_ESTIMATE",
        "HOSPITAL_CARE",
        "TELETRANSMISSION_CHANGE",
    }


def test_another_contract_that_covers_them_still_counts() -> None:
    left = replace(contract(), covers_reader=False)
    found = features_of_member([left, contract()], for_holder=False, today=TODAY, codes=EVERY)
    assert reasons(found)["THIRD_PARTY_CARD"] is None


def test_of_a_suspended_contract_the_card_is_gone_and_old_care_can_be_claimed() -> None:
    found = of(contract(status="SUSPENDED"))
    assert found["THIRD_PARTY_CARD"] == found["HOSPITAL_CARE"] == "CONTRACT_INACTIVE"
    assert found["REIMBURSEMENT_REQUEST"] is None


@pytest.mark.parametrize("status", ["PROPOSAL", "CANCELLED"])
def test_a_contract_that_is_not_agreed_can_be_read_and_no_more(status: str) -> None:
    found = of(contract(status=status))
    can = {code for code, reason in found.items() if reason is None}
    assert can == {"CONTRACT_INFORMATION", "DOCUMENTS", "CONTENT", "ACCOUNT", "ASSISTANT"}


def test_before_it_begins_there_is_no_card_yet_but_a_child_can_be_added() -> None:
    found = of(contract(start=date(2026, 9, 1)))
    assert found["THIRD_PARTY_CARD"] == found["REIMBURSEMENTS"] == "NOT_YET_AVAILABLE"
    assert found["BENEFICIARY_ADD"] is None


def test_in_its_first_year_the_level_cannot_be_changed_yet() -> None:
    assert of(contract(start=date(2025, 6, 2)))["LEVEL_CHANGE"] == "NOT_YET_AVAILABLE"
    assert of(contract(start=date(2025, 6, 1)))["LEVEL_CHANGE"] is None


def test_every_reason_is_told_in_a_sentence() -> None:
    for facts in (contract("PROTECTION"), contract(status="SUSPENDED"), contract(start=date(2027, 1, 1))):
        for each in features_of_contract(facts, for_holder=False, today=TODAY, codes=EVERY):
            assert each.available == (each.refusal is None)
            if each.refusal:
                assert each.refusal.message.endswith(".")


def test_of_several_contracts_one_that_can_is_enough_and_the_nearest_reason_is_told() -> None:
    health, protection = contract(status="SUSPENDED"), contract("PROTECTION")
    for order in ((health, protection), (protection, health)):
        found = reasons(features_of_member(order, for_holder=True, today=TODAY, codes=EVERY))
        assert found["BANK_ACCOUNT_CHANGE"] is None
        assert found["REIMBURSEMENTS"] is None
        assert found["THIRD_PARTY_CARD"] == "CONTRACT_INACTIVE"


def test_without_a_contract_there_is_what_needs_none() -> None:
    found = reasons(features_of_member([], for_holder=True, today=TODAY, codes=EVERY))
    can = {code for code, reason in found.items() if reason is None}
    assert can == {"CONTENT", "ACCOUNT", "ASSISTANT"}
    assert found["DOCUMENTS"] == ErrorCode.CONTRACT_INACTIVE


def test_only_what_is_served_is_listed() -> None:
    listed = [each.code for each in features_of_contract(contract(), for_holder=True, today=TODAY)]
    assert listed == list(SERVED) == [code for code in FeatureCode if code in SERVED]
