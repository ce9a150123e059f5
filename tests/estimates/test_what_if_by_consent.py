"""A broker has a year added up on another level while its holder agrees, and learns sums and no care."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text, update

from loaders.brokers import BROKERS
from models.consents import ConsentRow
from models.people import PersonRow
from planner.global_id import encode
from rules.months import months_after
from runtime.actor import Actor
from runtime.database import Database
from tests.estimates.asking import at_level
from tests.estimates.test_what_if import TODAY, ask, care, settled, what_if
from tests.hub_client import HubClient
from tests.insured import Insured, as_the_owner

SET = """mutation($input: BrokerConsentSetInput!) {
  brokerConsentSet(input: $input) { done errors { code message field } } }"""
LOG = "{ me { accessLog { edges { node { role label about what } } } } }"
OF_CARE = ("lines", "linesLeftOut", "spent", "socialSecurityPaid")
SUMS = ("currentComplementaryPaid", "complementaryPaid", "currentRemaining", "remaining")


@pytest.fixture(autouse=True)
async def a_year(database: Database, agent: Actor, insured: Insured) -> None:
    """At level 1, a visit at 60 € each of the holder, a minor, and the holder's spouse."""
    await at_level(database, 1)
    await settled(database, agent, *(care(insured, who) for who in ("Camille", "Noé", "Dominique")))


@pytest.fixture(params=[True, False], ids=["planner", "executor"])
def either(database: Database, request: pytest.FixtureRequest) -> HubClient:
    """A hub with the planner before the executor, and one without."""
    return HubClient(database, planner=request.param)


async def agree(hub: HubClient, who: str = "member", **choice: Any) -> None:
    broker = (await hub.identity("broker")).capacities[0].broker_id
    given = {"brokerId": encode(BROKERS, (broker,)), "given": True, "textVersion": "2026-1", **choice}
    payload = (await hub.ask(SET, as_=who, input=given)).data["brokerConsentSet"]
    assert payload == {"done": True, "errors": []}


@asynccontextmanager
async def looking(database: Database) -> AsyncIterator[HubClient]:
    """A hub that has written down who looked when it is left."""
    own = Database(database.addresses)
    yield HubClient(own)
    await own.close()


async def sums(hub: HubClient, level: int = 4) -> list[str]:
    found = await what_if(hub, level, "broker")
    return [found[name] for name in SUMS]


async def test_with_the_holders_consent_a_broker_is_told_sums_and_no_care(either: HubClient) -> None:
    await agree(either)
    found = await what_if(either, 4, "broker")
    assert [found[name] for name in OF_CARE] == [None] * 4
    whole = await what_if(either, 4, "member")
    assert (whole["lines"], whole["linesLeftOut"]) == (2, 1)
    assert [found[name] for name in SUMS] == [whole[name] for name in SUMS]
    assert found["premiumDifference"] == whole["premiumDifference"]
    assert (found["currentLevel"], found["level"]) == ({"rank": 1}, {"rank": 4})
    assert not any(character.isdigit() for notice in found["notices"] for character in notice)


async def test_without_a_consent_there_is_nothing_whatever_is_asked(either: HubClient) -> None:
    answers = [await ask(either, level, "broker") for level in (1, 4, 99)]
    assert [(answer.errors, answer.data["whatIf"]) for answer in answers] == [([], None)] * 3


async def test_what_was_taken_back_is_gone_at_once(either: HubClient) -> None:
    await agree(either)
    assert await what_if(either, 4, "broker") is not None
    await agree(either, given=False)
    assert await what_if(either, 4, "broker") is None


async def test_a_consent_ends_with_the_day_before_its_end(either: HubClient, database: Database) -> None:
    await agree(either, endsOn=(TODAY + timedelta(days=1)).isoformat())
    assert await what_if(either, 4, "broker") is not None
    async with as_the_owner(database) as owner:
        await owner.execute(update(ConsentRow).values(ends_on=TODAY))
    assert await what_if(either, 4, "broker") is None


async def test_an_adults_care_is_added_when_that_adult_agrees_too(either: HubClient) -> None:
    await agree(either)
    without = await sums(either)
    await agree(either, "spouse")
    with_theirs = await sums(either)
    more = [Decimal(each) for each in with_theirs]
    assert all(each > Decimal(less) for each, less in zip(more, without, strict=True))
    await agree(either, "spouse", given=False)
    assert await sums(either) == without


async def test_sharing_with_the_holder_is_no_consent_toward_the_broker(either: HubClient) -> None:
    await agree(either)
    before = await sums(either)
    await either.ask("mutation { sharingSet(input: {given: true}) { done } }", as_="spouse")
    assert (await what_if(either, 4, "member"))["lines"] == 3
    assert await sums(either) == before


async def test_an_adult_alone_lets_a_broker_add_up_nothing(either: HubClient) -> None:
    await agree(either, "spouse")
    assert await what_if(either, 4, "broker") is None


async def test_who_comes_of_age_is_left_out_from_that_day(either: HubClient, database: Database) -> None:
    await agree(either)
    before = await what_if(either, 4, "broker")
    of_age = months_after(TODAY, -18 * 12)
    async with as_the_owner(database) as owner:
        await owner.execute(update(PersonRow).where(PersonRow.first_name == "Noé").values(birth_date=of_age))
    after = await what_if(either, 4, "broker")
    assert Decimal(after["complementaryPaid"]) < Decimal(before["complementaryPaid"])


LEAVES = {
    "another broker placed the contract":
        "UPDATE contracts SET broker_id = NULL WHERE number = 'S-200001'",
    "the broker follows the household no more":
        "UPDATE member_brokers SET valid_from = '2020-01-01', valid_to = '2025-01-01'",
    "the consent is toward another broker":
        "UPDATE consents SET broker_id = (SELECT broker_id FROM brokers WHERE name = 'Cabinet Vauban')",
    "it is a consent to something else":
        "UPDATE consents SET broker_id = NULL, purpose = 'MARKETING'",
}  # fmt: skip


@pytest.mark.parametrize("how", LEAVES)
async def test_only_the_broker_of_the_contract_who_was_agreed_to_is_told(
    either: HubClient, database: Database, how: str
) -> None:
    await agree(either)
    async with as_the_owner(database) as owner:
        await owner.execute(text(LEAVES[how]))
    assert await what_if(either, 4, "broker") is None
    assert (await ask(either, 4, "other-broker")).data["whatIf"] is None


async def test_nothing_but_sums_is_opened_by_a_consent(either: HubClient) -> None:
    await agree(either)
    query = """{ members(search: "100001") { edges { node { reimbursements(first: 5) { totalCount totals { spent } }
      statements(first: 5) { totalCount } consents { purpose } } } } }"""
    (edge,) = (await either.ask(query, as_="broker")).data["members"]["edges"]
    assert edge["node"]["reimbursements"] == {"totalCount": 0, "totals": {"spent": "0.00"}}
    assert (edge["node"]["statements"], edge["node"]["consents"]) == ({"totalCount": 0}, [])


async def test_two_households_in_one_question_are_not_taken_for_each_other(
    either: HubClient, database: Database
) -> None:
    await agree(either)
    alone = await what_if(either, 4, "broker")
    query = "{ me { contracts(lineOfBusiness: HEALTH) { id } } }"
    mine, other = [
        (await either.ask(query, as_=who)).data["me"]["contracts"][0]["id"]
        for who in ("member", "other-member")
    ]
    fields = " ".join(SUMS)
    both = await either.ask(
        f'{{ a: whatIf(contractId: "{mine}", level: 4) {{ {fields} }}'
        f' b: whatIf(contractId: "{other}", level: 4) {{ {fields} }}'
        f' c: whatIf(contractId: "{mine}", level: 1) {{ {fields} }} }}',
        as_="broker",
    )
    assert both.errors == []
    assert both.data["a"] == {name: alone[name] for name in SUMS}
    assert both.data["b"] is None
    assert both.data["c"]["complementaryPaid"] == alone["currentComplementaryPaid"]


async def test_each_whose_care_was_added_up_is_told_who_looked(database: Database) -> None:
    async with looking(database) as broker:
        await agree(broker)
        await agree(broker, "spouse")
        await what_if(broker, 4, "broker")
    hub = HubClient(database)
    lines = {
        who: [edge["node"] for edge in (await hub.ask(LOG, as_=who)).data["me"]["accessLog"]["edges"]]
        for who in ("member", "spouse", "adult-child")
    }
    looked = {"role": "BROKER", "label": "Courtier · Cabinet Rivoli"}
    assert {each["about"]: each for each in lines["member"]} == {
        None: {**looked, "about": None, "what": ["Contract", "WhatIf"]},
        "Camille": {**looked, "about": "Camille", "what": ["WhatIf"]},
        "Noé": {**looked, "about": "Noé", "what": ["WhatIf"]},
    }
    assert lines["spouse"] == [{**looked, "about": "Dominique", "what": ["WhatIf"]}]
    assert lines["adult-child"] == []


async def test_where_nobody_is_told_anything_nobody_is_said_to_have_looked(database: Database) -> None:
    async with looking(database) as broker:
        await ask(broker, 4, "broker")
    async with as_the_owner(database) as owner:
        assert await owner.scalar(text("SELECT count(*) FROM access_log")) == 0
