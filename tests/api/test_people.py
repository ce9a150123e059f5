"""What is personal: where people live, their national numbers, how to reach them."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from models.addresses import AddressRow
from models.people import PersonRow
from runtime import clock
from runtime.database import Database
from tests.decisions.test_visibility import second_broker
from tests.hub_client import HubClient
from tests.insured import ONE_DAY, Insured, as_the_owner, the_insured

HOUSEHOLD = """{ member(number: "100001") { birthDate phone nirMasked
  address { street complement postalCode city country since }
  beneficiaries { firstName nirMasked address { city } contract { lineOfBusiness } } } }"""


async def add_address(insured: Insured, city: str, name: str | None = None, **more: Any) -> None:
    values = {
        "street": "1 rue des Lilas", "postal_code": "69003", "city": city, "valid_from": date(2023, 1, 1),
        "person_id": None if name is None else insured.people[name], "broker_ids": [insured.broker_id], **more,
    }  # fmt: skip
    await insured.add(AddressRow, **values)


@pytest.fixture
async def people(database: Database) -> None:
    """The household in Lyon, after Paris and before Nice; the spouse, and both children, each elsewhere."""
    today = clock.today()
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        await add_address(insured, "Paris", valid_from=date(2020, 1, 1), valid_to=date(2023, 1, 1))
        await add_address(insured, "Lyon", valid_to=today + ONE_DAY)
        await add_address(insured, "Nice", valid_from=today + ONE_DAY)
        for name, city in (("Dominique", "Brest"), ("Léa", "Lille"), ("Noé", "Metz")):
            await add_address(insured, city, name)
        for name, key in insured.people.items():
            person = update(PersonRow).where(PersonRow.person_id == key)
            masked = f"* {name} ** *** ***"
            await owner.execute(person.values(nir_sealed=b"sealed", nir_masked=masked, phone="0639980001"))


async def ask(hub: HubClient, persona: Any) -> Any:
    answer = await hub.ask(HOUSEHOLD, as_=persona)
    assert answer.errors == []
    return answer.data["member"]


def of_health(member: Any, field: str) -> dict[str, Any]:
    return {
        each["firstName"]: each[field]
        for each in member["beneficiaries"]
        if each["contract"]["lineOfBusiness"] == "HEALTH"
    }


def cities(member: Any) -> dict[str, str]:
    return {name: address["city"] for name, address in of_health(member, "address").items()}


@pytest.mark.usefixtures("people")
async def test_the_holder_sees_the_household_s_address_of_today(hub: HubClient) -> None:
    found = await ask(hub, "member")
    assert found["address"] == {
        "street": "1 rue des Lilas", "complement": None, "postalCode": "69003", "city": "Lyon",
        "country": "FR", "since": "2023-01-01",
    }  # fmt: skip
    assert (found["birthDate"], found["phone"]) == ("1982-05-14", "0639980001")


@pytest.mark.usefixtures("people")
async def test_an_adult_s_own_address_is_told_to_nobody_but_them_and_agents(hub: HubClient) -> None:
    """Not even a hint of it: the others are shown the household's."""
    expected = {"Camille": "Lyon", "Dominique": "Lyon", "Léa": "Lyon", "Noé": "Metz"}
    assert cities(await ask(hub, "member")) == expected
    assert cities(await ask(hub, "broker")) == expected
    assert cities(await ask(hub, "spouse")) == {"Dominique": "Brest"}
    assert cities(await ask(hub, "agent")) == expected | {"Dominique": "Brest", "Léa": "Lille"}


async def test_without_an_address_of_their_own_people_live_with_the_household(
    hub: HubClient, database: Database
) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        await add_address(insured, "Lyon")
        await add_address(insured, "Brest", "Dominique", valid_to=clock.today())
    assert cities(await ask(hub, "spouse")) == {"Dominique": "Lyon"}
    assert (await ask(hub, "spouse"))["address"] is None


async def test_a_household_without_an_address_has_none(hub: HubClient) -> None:
    found = await ask(hub, "member")
    assert found["address"] is None
    assert set(of_health(found, "address").values()) == {None}


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("persona", ["member", "agent"])
async def test_national_numbers_are_masked_for_the_holder_and_for_agents(
    hub: HubClient, persona: str
) -> None:
    found = await ask(hub, persona)
    assert found["nirMasked"] == "* Camille ** *** ***"
    assert set(of_health(found, "nirMasked").values()) == {
        f"* {name} ** *** ***" for name in ("Camille", "Dominique", "Léa", "Noé")
    }


@pytest.mark.usefixtures("people")
async def test_a_covered_person_sees_their_own_national_number_and_not_how_to_reach_the_holder(
    hub: HubClient,
) -> None:
    found = await ask(hub, "spouse")
    assert (found["nirMasked"], found["phone"], found["address"]) == (None, None, None)
    assert of_health(found, "nirMasked") == {"Dominique": "* Dominique ** *** ***"}


@pytest.mark.usefixtures("people")
async def test_a_broker_reaches_the_holder_and_sees_no_national_number(
    hub: HubClient, database: Database
) -> None:
    found = await ask(hub, "broker")
    assert (found["phone"], found["address"]["city"]) == ("0639980001", "Lyon")
    assert {found["nirMasked"], *of_health(found, "nirMasked").values()} == {None}
    assert await ask(hub, await second_broker(database)) is None
