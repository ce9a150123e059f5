"""Hospitals, which are searched for and never listed whole."""

import pytest

from actions.personas import PERSONAS
from runtime.database import Database
from tests.api.published import add_hospital
from tests.hub_client import HubClient

FIND = "query($search: String!) { hospitals(search: $search) { totalCount edges { node { name } } } }"


async def names(hub: HubClient, search: str, as_: str | None = "member") -> list[str]:
    answer = await hub.ask(FIND, as_=as_, search=search)
    assert answer.errors == []
    found = [edge["node"]["name"] for edge in answer.data["hospitals"]["edges"]]
    assert answer.data["hospitals"]["totalCount"] == len(found)
    return found


@pytest.fixture
async def three(database: Database) -> None:
    await add_hospital(
        database, "699970877", "Centre hospitalier du Jeu d’Essai", "Lyon", phone="04 65 71 03 00"
    )
    await add_hospital(database, "699970885", "Clinique des Tilleuls", "Lyon")
    await add_hospital(database, "2A9970881", "Clinique de l’Épi", "Ajaccio")


@pytest.mark.usefixtures("three")
async def test_hospitals_are_found_by_name_town_and_number(hub: HubClient) -> None:
    assert await names(hub, "lyon") == ["Centre hospitalier du Jeu d’Essai", "Clinique des Tilleuls"]
    assert await names(hub, "clinique LYON") == ["Clinique des Tilleuls"]
    assert await names(hub, "epi") == ["Clinique de l’Épi"]
    assert await names(hub, "2A997") == ["Clinique de l’Épi"]
    assert await names(hub, "illeuls") == []


@pytest.mark.usefixtures("three")
async def test_a_hospital_says_how_to_reach_it(hub: HubClient) -> None:
    query = """{ hospitals(search: "essai") { edges { node {
        finess address street postalCode city phone admissionsPhone admissionsEmail } } } }"""
    (edge,) = (await hub.ask(query, as_="member")).data["hospitals"]["edges"]
    assert edge["node"] == {
        "finess": "699970877",
        "address": "1 rue Neuve, 69001 Lyon",
        "street": "1 rue Neuve",
        "postalCode": "69001",
        "city": "Lyon",
        "phone": "04 65 71 03 00",
        "admissionsPhone": None,
        "admissionsEmail": None,
    }


@pytest.mark.usefixtures("three")
async def test_everybody_who_has_signed_in_finds_the_same_hospitals(hub: HubClient) -> None:
    for persona in PERSONAS:
        assert await names(hub, "ajaccio", as_=persona) == ["Clinique de l’Épi"]


@pytest.mark.usefixtures("three")
async def test_signed_out_there_are_no_hospitals(hub: HubClient) -> None:
    assert await names(hub, "ajaccio", as_=None) == []


async def test_a_search_without_a_word_or_too_long_is_named(hub: HubClient) -> None:
    for search in ("", "   ", "’ - %", "a" * 101):
        for persona in ("member", None):
            answer = await hub.ask(FIND, as_=persona, search=search)
            assert answer.errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "search"}
