"""Third-party-payment cards: the valid one of a health contract, and who is on it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from models.third_party_cards import ThirdPartyCardPersonRow, ThirdPartyCardRow
from runtime import clock
from runtime.database import Database
from tests.hub_client import HubClient
from tests.insured import NEXT_YEAR, ONE_DAY, THIS_YEAR, Insured, as_the_owner, the_insured

CARD = """query($number: String!) { contract(number: $number) { thirdPartyCard {
  amcNumber convention routing memberNumber validFrom validTo responsible version issuedAt barcode
  people { firstName lastName birthDate birthRank relation domains { code label value } } } } }"""


async def add_card(insured: Insured, *names: str, **more: Any) -> None:
    values = {
        "contract_id": insured.contract_id, "version": 2, "valid_from": THIS_YEAR, "valid_to": NEXT_YEAR,
        "issued_at": datetime(2025, 12, 17, 9, tzinfo=UTC), "amc_number": "99999997", "convention": "SP",
        "routing": "HUB1", "member_number": "100001", **more,
    }  # fmt: skip
    card = await insured.add(ThirdPartyCardRow, **values)
    for name in names:
        await insured.add(
            ThirdPartyCardPersonRow,
            third_party_card_id=card["third_party_card_id"],
            coverage_id=insured.coverages[name],
            domains={"OPTI": "PEC", "PHAR": "100", "AUTRE": "-"},
        )


async def ask(hub: HubClient, persona: str, number: str = "S-200001") -> Any:
    answer = await hub.ask(CARD, as_=persona, number=number)
    assert answer.errors == []
    return answer.data["contract"]["thirdPartyCard"]


@pytest.fixture
async def card(database: Database) -> None:
    """The old one, which is revoked, and the one that is valid, of three of the four people."""
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        revoked = datetime(2026, 1, 2, tzinfo=UTC)
        await add_card(insured, "Camille", "Léa", version=1, status="REVOKED", revoked_at=revoked)
        await add_card(insured, "Camille", "Dominique", "Noé")


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize("persona", ["member", "agent"])
async def test_the_valid_card_shows_its_five_items_and_its_people(hub: HubClient, persona: str) -> None:
    found = await ask(hub, persona)
    people = found.pop("people")
    assert found == {
        "amcNumber": "99999997", "convention": "SP", "routing": "HUB1", "memberNumber": "100001",
        "validFrom": THIS_YEAR.isoformat(), "validTo": NEXT_YEAR.isoformat(), "responsible": True,
        "version": 2, "issuedAt": "2025-12-17T09:00:00Z", "barcode": None,
    }  # fmt: skip
    assert [(each["firstName"], each["relation"]) for each in people] == [
        ("Camille", "HOLDER"),
        ("Dominique", "SPOUSE"),
        ("Noé", "CHILD"),
    ]
    assert people[0]["domains"] == [
        {"code": "PHAR", "label": "Pharmacie", "value": "100"},
        {"code": "OPTI", "label": "Optique", "value": "PEC"},
        {"code": "AUTRE", "label": "AUTRE", "value": "-"},
    ]


@pytest.mark.usefixtures("card")
async def test_a_covered_person_sees_the_card_with_their_own_line(hub: HubClient) -> None:
    found = await ask(hub, "spouse")
    assert found["amcNumber"] == "99999997"
    assert [each["firstName"] for each in found["people"]] == ["Dominique"]


async def test_who_is_not_on_the_card_sees_none(hub: HubClient, database: Database) -> None:
    async with as_the_owner(database) as owner:
        await add_card(await the_insured(owner), "Camille")
    assert await ask(hub, "spouse") is None


@pytest.mark.usefixtures("card")
async def test_a_broker_sees_no_card(hub: HubClient) -> None:
    assert await ask(hub, "broker") is None


@pytest.mark.parametrize("status", ["SUSPENDED", "EXPIRED"])
async def test_a_card_that_no_professional_accepts_is_not_shown(
    hub: HubClient, database: Database, status: str
) -> None:
    async with as_the_owner(database) as owner:
        await add_card(await the_insured(owner), "Camille", status=status)
    assert await ask(hub, "member") is None


async def test_a_card_is_shown_up_to_its_last_day(hub: HubClient, database: Database) -> None:
    today = clock.today()
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner, "S-200002")
        await add_card(insured, "Karim", valid_from=today - ONE_DAY, valid_to=today + ONE_DAY)
        other = await the_insured(owner)
        await add_card(other, "Camille", valid_from=today - ONE_DAY, valid_to=today)
    assert (await ask(hub, "other-member", "S-200002"))["version"] == 2
    assert await ask(hub, "member") is None


async def test_protection_has_no_card(hub: HubClient) -> None:
    assert await ask(hub, "member", "P-300001") is None
