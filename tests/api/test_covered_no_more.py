"""Who is covered no more: what a contract tells of their own cover, and nothing of how the household lives on."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from models.contracts import ContractRow, CoverageRow
from models.partners import PartnerRow, ServiceRow
from runtime import clock
from runtime.database import Database
from tests.api.published import publish
from tests.api.test_third_party_cards import add_card
from tests.hub_client import HubClient
from tests.insured import ONE_DAY, as_the_owner, the_insured

CONTRACT = """{ contract(number: "S-200001") { status endDate startDate
  premium { amount yearlyAmount frequency paymentDay paymentMethod }
  thirdPartyCard { people { firstName } } features { code available reason message } } }"""
FEATURES = "{ me { features { code available reason message } } }"
LISTS = {"services": "title", "partners": "name"}
LEFT = date(2025, 3, 1)


async def cover(database: Database, **changes: Any) -> None:
    """Change the spouse's cover."""
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        await owner.execute(
            update(CoverageRow)
            .where(CoverageRow.coverage_id == insured.coverages["Dominique"])
            .values(**changes)
        )


async def live_on(database: Database, **changes: Any) -> None:
    """Change the contract that goes on without them."""
    async with as_the_owner(database) as owner:
        await owner.execute(update(ContractRow).where(ContractRow.number == "S-200001").values(**changes))


async def ask(hub: HubClient, persona: str = "spouse") -> Any:
    answer = await hub.ask(CONTRACT, as_=persona)
    assert answer.errors == []
    return answer.data["contract"]


LIVES = [
    {"status": "ACTIVE"},
    {"status": "SUSPENDED", "premium_frequency": "YEARLY", "payment_day": 28, "payment_method": "CHEQUE"},
    {"status": "ACTIVE", "end_date": date(2098, 1, 1)},
    {"status": "TERMINATED", "end_date": date(2026, 2, 1)},
]


async def test_a_contract_answers_the_same_however_the_household_lives_on(
    hub: HubClient, database: Database
) -> None:
    await cover(database, covered_to=LEFT)
    answers = []
    for life in LIVES:
        await live_on(database, **life)
        answers.append([await ask(hub), (await hub.ask(FEATURES, as_="spouse")).data])
    assert answers == [answers[0]] * len(LIVES)


async def test_it_has_ended_for_them_on_the_day_on_which_their_cover_did(
    hub: HubClient, database: Database
) -> None:
    await cover(database, covered_to=LEFT)
    found = await ask(hub)
    assert (found["status"], found["endDate"]) == ("TERMINATED", "2025-03-01")
    assert set(found["premium"].values()) == {None}
    for persona in ("member", "broker", "agent"):
        assert (await ask(hub, persona))["status"] == "ACTIVE"
        assert (await ask(hub, persona))["premium"]["frequency"] == "MONTHLY"


async def test_their_past_can_be_read_and_nothing_that_goes_on_be_used(
    hub: HubClient, database: Database
) -> None:
    await cover(database, covered_to=LEFT)
    household = (await hub.ask(FEATURES, as_="spouse")).data["me"]["features"]
    for features in ((await ask(hub))["features"], household):
        told = {each["code"]: each for each in features}
        assert told["REIMBURSEMENTS"]["available"]
        assert told["STATEMENTS"]["available"]
        assert not told["THIRD_PARTY_CARD"]["available"]
        assert told["THIRD_PARTY_CARD"]["message"] == "Ce contrat ne vous couvre plus."


async def test_services_and_partners_come_with_a_contract_that_covers_them_still(
    hub: HubClient, database: Database
) -> None:
    """Else one that goes would tell that the household is behind with its premiums."""
    for audience in ("ALL", "HEALTH"):
        await publish(database, ServiceRow, audience, audience=audience)
        await publish(database, PartnerRow, audience, audience=audience)
    query = "{ services { title } partners { name } }"
    everything = {name: [{key: "ALL"}, {key: "HEALTH"}] for name, key in LISTS.items()}
    assert (await hub.ask(query, as_="spouse")).data == everything
    await cover(database, covered_to=LEFT)
    assert (await hub.ask(query, as_="spouse")).data == {name: [{key: "ALL"}] for name, key in LISTS.items()}
    assert (await hub.ask(query, as_="member")).data == everything


@pytest.mark.parametrize("days", [1, 30])
async def test_up_to_the_last_day_they_are_told_all(hub: HubClient, database: Database, days: int) -> None:
    await cover(database, covered_to=clock.today() + days * ONE_DAY)
    await live_on(database, status="SUSPENDED", end_date=date(2098, 1, 1))
    found = await ask(hub)
    assert (found["status"], found["endDate"]) == ("SUSPENDED", "2098-01-01")
    assert found["premium"]["frequency"] == "MONTHLY"
    assert any("suspendu" in (each["message"] or "") for each in found["features"])


async def test_a_card_is_for_who_is_covered_today(hub: HubClient, database: Database) -> None:
    today = clock.today()
    async with as_the_owner(database) as owner:
        await add_card(await the_insured(owner), "Camille", "Dominique")
    for changes, theirs, named in (
        ({}, ["Dominique"], ["Camille", "Dominique"]),
        ({"covered_to": today}, None, ["Camille"]),
        ({"covered_from": today, "covered_to": None}, ["Dominique"], ["Camille", "Dominique"]),
        ({"covered_from": today + ONE_DAY}, None, ["Camille", "Dominique"]),
    ):
        if changes:
            await cover(database, **changes)
        card = (await ask(hub))["thirdPartyCard"]
        assert (card and [each["firstName"] for each in card["people"]]) == theirs
        card = (await ask(hub, "member"))["thirdPartyCard"]
        assert [each["firstName"] for each in card["people"]] == named
