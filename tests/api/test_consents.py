"""Consents: each person's own."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.consents import ConsentRow
from runtime import clock
from runtime.database import Database
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured

CONSENTS = "{ me { consents { purpose textVersion givenAt endsOn withdrawnAt current } } }"
TODAY, NOON = clock.today(), datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
async def consents(database: Database) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        for who, purpose, values in (
            ("Camille", "HEALTH_DATA", {"given_at": NOON}),
            ("Camille", "MARKETING", {"given_at": NOON + timedelta(1), "withdrawn_at": NOON + timedelta(2)}),
            ("Camille", "ASSISTANT", {"given_at": NOON + timedelta(2), "ends_on": TODAY}),
            ("Dominique", "ASSISTANT", {"given_at": NOON, "ends_on": TODAY + timedelta(1)}),
        ):
            person_id = insured.people[who]
            await insured.add(ConsentRow, person_id=person_id, purpose=purpose, text_version="1", **values)


@pytest.mark.usefixtures("consents")
async def test_each_person_sees_their_own_and_what_became_of_them(hub: HubClient) -> None:
    mine = (await hub.ask(CONSENTS, as_="member")).data["me"]["consents"]
    assert [(each["purpose"], each["current"]) for each in mine] == [
        ("ASSISTANT", False),
        ("MARKETING", False),
        ("HEALTH_DATA", True),
    ]
    assert mine[1]["withdrawnAt"] == "2026-05-06T12:00:00Z"
    assert mine[0]["endsOn"] == date.isoformat(TODAY)
    theirs = (await hub.ask(CONSENTS, as_="spouse")).data["me"]["consents"]
    assert [(each["purpose"], each["current"]) for each in theirs] == [("ASSISTANT", True)]


@pytest.mark.usefixtures("consents")
async def test_nobody_else_sees_any(hub: HubClient) -> None:
    query = "{ members { edges { node { consents { purpose } } } } }"
    for persona in ("agent", "broker"):
        households = (await hub.ask(query, as_=persona)).data["members"]["edges"]
        assert len(households) > 1
        assert all(each["node"]["consents"] == [] for each in households)
    assert (await hub.ask(CONSENTS, as_="other-member")).data["me"]["consents"] == []
