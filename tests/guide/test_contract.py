"""The contract (contrat)."""

from datetime import UTC, datetime

from runtime import clock
from runtime.database import Database
from tests.guide.asking import asked, offers_mutation
from tests.guide.furnished import furnish
from tests.guide.lines import guide
from tests.hub_client import HubClient


@guide(2, "Member.contracts")
async def test_a_member_has_contracts_of_both_lines_of_business(hub: HubClient) -> None:
    data = await asked(hub, "member", "{ me { contracts { number lineOfBusiness } } }")
    assert {each["lineOfBusiness"] for each in data["me"]["contracts"]} == {"HEALTH", "PROTECTION"}


@guide(11, "Member.features", missing="hospital agreements")
async def test_the_home_page_leads_to_five_things(hub: HubClient) -> None:
    query = """{ me { reimbursements(first: 10) { edges { node { id } } } features { code available }
                 contracts(lineOfBusiness: HEALTH) { thirdPartyCard { memberNumber } } }
                 news(first: 3) { edges { node { title } } } services { title } }"""
    me = (await asked(hub, "member", query))["me"]
    available = {each["code"] for each in me["features"] if each["available"]}
    assert {
        "REIMBURSEMENTS",
        "REIMBURSEMENT_REQUEST",
        "THIRD_PARTY_CARD",
        "HOSPITAL_CARE",
        "CONTENT",
    } <= available


@guide(12, "Member.features", missing="démarches and the account")
async def test_the_menu_has_six_entries(hub: HubClient) -> None:
    features = (await asked(hub, "member", "{ me { features { code } } }"))["me"]["features"]
    codes = {each["code"] for each in features}
    assert {"CONTRACT_INFORMATION", "REIMBURSEMENTS", "ADDRESS_CHANGE", "CONTENT", "ACCOUNT"} <= codes


@guide(13, "Contract.features")
async def test_what_is_for_health_only_says_so_on_a_protection_contract(hub: HubClient) -> None:
    query = "{ me { contracts { lineOfBusiness features { code available reason } } } }"
    contracts = (await asked(hub, "member", query))["me"]["contracts"]
    features = {
        each["lineOfBusiness"]: {feature["code"]: feature for feature in each["features"]}
        for each in contracts
    }
    for code in ("CONTRACT_INFORMATION", "DOCUMENTS", "PAYMENT_SCHEDULE"):
        assert features["HEALTH"][code]["available"]
        assert features["PROTECTION"][code]["available"]
    for code in ("THIRD_PARTY_CARD", "BENEFICIARIES", "REIMBURSEMENTS", "STATEMENTS"):
        assert features["HEALTH"][code]["available"]
        assert features["PROTECTION"][code]["reason"] == "HEALTH_ONLY"


@guide(14, "Contract")
async def test_a_member_reads_what_their_contract_says(hub: HubClient) -> None:
    query = """{ me { contracts(lineOfBusiness: HEALTH) { number status startDate product { name insurer }
                 premium { amount frequency } broker { name } } } }"""
    (contract,) = (await asked(hub, "member", query))["me"]["contracts"]
    assert (contract["number"], contract["status"]) == ("S-200001", "ACTIVE")
    assert contract["product"]["name"] == "Santé Pro"
    assert contract["premium"] == {"amount": "186.40", "frequency": "MONTHLY"}
    assert contract["broker"]["name"]


@guide(15, "Contract.beneficiaries")
async def test_a_member_reads_who_is_covered(hub: HubClient) -> None:
    query = (
        "{ me { contracts(lineOfBusiness: HEALTH) { beneficiaries { firstName relation coveredFrom } } } }"
    )
    (contract,) = (await asked(hub, "member", query))["me"]["contracts"]
    assert [each["relation"] for each in contract["beneficiaries"]] == ["HOLDER", "SPOUSE", "CHILD", "CHILD"]


@guide(16, "Contract.documents", missing="the files of documents")
async def test_a_member_downloads_the_documents_of_a_contract(hub: HubClient, database: Database) -> None:
    await furnish(database, "S-200001")
    query = "{ me { contracts(lineOfBusiness: HEALTH) { documents { edges { node { title url } } } } } }"
    (contract,) = (await asked(hub, "member", query))["me"]["contracts"]
    (edge,) = contract["documents"]["edges"]
    assert edge["node"]["url"] is not None


@guide(17, "Contract.thirdPartyCard", missing="the file of the card")
async def test_a_member_downloads_the_third_party_payment_card(hub: HubClient, database: Database) -> None:
    await furnish(database, "S-200001")
    query = """{ me { contracts(lineOfBusiness: HEALTH) { thirdPartyCard { memberNumber validFrom validTo }
                 documents(kinds: [THIRD_PARTY_CARD]) { edges { node { url } } } } } }"""
    (contract,) = (await asked(hub, "member", query))["me"]["contracts"]
    assert contract["thirdPartyCard"]["memberNumber"]
    assert [edge["node"]["url"] for edge in contract["documents"]["edges"]] not in ([], [None])


@guide(18, "Contract.levelChange")
async def test_the_level_can_be_changed_after_twelve_months(hub: HubClient, database: Database) -> None:
    await furnish(database, "S-200001")
    query = """{ me { contracts(lineOfBusiness: HEALTH) { levelChange { eligible eligibleFrom
                 levelsAbove { rank } levelsBelow { rank } } } } }"""
    (contract,) = (await asked(hub, "member", query))["me"]["contracts"]
    assert contract["levelChange"] == {
        "eligible": True,
        "eligibleFrom": "2024-01-01",
        "levelsAbove": [{"rank": 3}],
        "levelsBelow": [{"rank": 1}],
    }
    with clock.at(datetime(2023, 12, 31, 12, tzinfo=UTC)):
        (contract,) = (await asked(hub, "member", query))["me"]["contracts"]
        assert not contract["levelChange"]["eligible"]


@guide(19, "LevelChangeEligibility.broker")
async def test_the_level_is_changed_by_the_broker(hub: HubClient) -> None:
    query = "{ me { contracts(lineOfBusiness: HEALTH) { levelChange { broker { name email phone } } } } }"
    (contract,) = (await asked(hub, "member", query))["me"]["contracts"]
    assert contract["levelChange"]["broker"]["name"]
    assert not await offers_mutation(hub, "levelChangeByMember")


@guide(43, "Contract.paymentSchedule")
async def test_a_member_reads_what_is_due_and_when(hub: HubClient, database: Database) -> None:
    await furnish(database, "S-200001")
    query = """query($year: Int) { me { contracts(lineOfBusiness: HEALTH) { paymentSchedule(year: $year) {
                 year total installments { dueOn amount status } } } } }"""
    (contract,) = (await asked(hub, "member", query, year=2026))["me"]["contracts"]
    assert contract["paymentSchedule"] == {
        "year": 2026,
        "total": "45.00",
        "installments": [{"dueOn": "2026-05-05", "amount": "45.00", "status": "UPCOMING"}],
    }


@guide(58, "Contract.guarantees")
async def test_a_member_reads_their_guarantees(hub: HubClient, database: Database) -> None:
    await furnish(database, "S-200001")
    query = (
        "{ me { contracts(lineOfBusiness: HEALTH) { plan { rank label } guarantees { label sentence } } } }"
    )
    (contract,) = (await asked(hub, "member", query))["me"]["contracts"]
    assert contract["plan"] == {"rank": 2, "label": "Niveau 2"}
    (guarantee,) = contract["guarantees"]
    assert guarantee["label"] == "Lentilles"
    assert "60" in guarantee["sentence"]
