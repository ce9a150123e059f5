"""A consent toward a broker: explicit, dated, taken back at any time, and one's own to give."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update

from loaders.brokers import BROKERS
from models.audit import AuditEntryRow
from models.brokers import BrokerRow
from models.consents import ConsentRow
from models.contracts import ContractRow
from models.people import PersonRow
from planner.global_id import encode
from rules.consents import year_after
from runtime import clock
from runtime.actor import Actor, Role
from runtime.database import Database
from tests.capacities import acting_as
from tests.hub_client import HubClient
from tests.insured import as_the_owner

SET = """mutation($input: BrokerConsentSetInput!) {
  brokerConsentSet(input: $input) { done errors { code message field } } }"""
CONSENTS = """{ me { consents { purpose broker { id name } textVersion endsOn withdrawnAt current } } }"""
DONE = {"done": True, "errors": []}


async def broker_id(database: Database, name: str = "Cabinet Rivoli") -> str:
    async with as_the_owner(database) as owner:
        key = await owner.scalar(select(BrokerRow.broker_id).where(BrokerRow.name == name))
    return encode(BROKERS, (key,))


async def choose(hub: HubClient, as_: Any, **choice: Any) -> Any:
    choice = {"brokerId": await broker_id(hub.database), "given": True, "textVersion": "2026-1"} | choice
    answer = await hub.ask(SET, as_=as_, input=choice)
    assert answer.errors == []
    return answer.data["brokerConsentSet"]


async def consents_of(hub: HubClient, as_: Any) -> list[Any]:
    return (await hub.ask(CONSENTS, as_=as_)).data["me"]["consents"]


async def written(database: Database) -> list[tuple[str, Any]]:
    query = select(AuditEntryRow.action, AuditEntryRow.details).order_by(AuditEntryRow.position)
    async with as_the_owner(database) as owner:
        found = await owner.execute(query.where(AuditEntryRow.action.like("BROKER_CONSENT%")))
        return [(row.action, row.details) for row in found]


def refused(payload: Any) -> list[tuple[str, Any]]:
    assert payload["done"] is False
    return [(error["code"], error["field"]) for error in payload["errors"]]


async def test_it_is_given_until_a_day_seen_and_taken_back(hub: HubClient, database: Database) -> None:
    day = clock.today() + timedelta(days=30)
    assert await choose(hub, "member", endsOn=day.isoformat()) == DONE
    (consent,) = await consents_of(hub, "member")
    assert consent == {
        "purpose": "BROKER_ACCESS",
        "broker": {"id": await broker_id(database), "name": "Cabinet Rivoli"},
        "textVersion": "2026-1",
        "endsOn": day.isoformat(),
        "withdrawnAt": None,
        "current": True,
    }
    assert await choose(hub, "member", given=False) == DONE
    (consent,) = await consents_of(hub, "member")
    assert consent["current"] is False
    assert consent["withdrawnAt"] is not None
    assert [action for action, _ in await written(database)] == [
        "BROKER_CONSENT_GIVEN",
        "BROKER_CONSENT_WITHDRAWN",
    ]


async def test_without_a_day_it_ends_in_a_year(hub: HubClient) -> None:
    await choose(hub, "member")
    (consent,) = await consents_of(hub, "member")
    assert consent["endsOn"] == year_after(clock.today()).isoformat()


async def test_asking_twice_leaves_one_trace(hub: HubClient, database: Database) -> None:
    for given in (True, True, False, False):
        assert await choose(hub, "member", given=given) == DONE
    assert len(await consents_of(hub, "member")) == 1
    assert len(await written(database)) == 2


async def test_another_wording_or_day_is_another_consent(hub: HubClient, database: Database) -> None:
    await choose(hub, "member")
    await choose(hub, "member", textVersion="2026-2")
    new, old = await consents_of(hub, "member")
    assert (new["textVersion"], new["current"], old["current"]) == ("2026-2", True, False)
    await choose(hub, "member", textVersion="2026-2", endsOn=(clock.today() + timedelta(1)).isoformat())
    assert [each["current"] for each in await consents_of(hub, "member")] == [True, False, False]
    details = [details for _, details in await written(database)]
    assert [each["text_version"] for each in details] == ["2026-1", "2026-2", "2026-2"]


async def test_what_ended_by_its_day_is_given_again(hub: HubClient, database: Database) -> None:
    await choose(hub, "member")
    async with as_the_owner(database) as owner:
        await owner.execute(update(ConsentRow).values(ends_on=clock.today()))
    assert [each["current"] for each in await consents_of(hub, "member")] == [False]
    await choose(hub, "member")
    assert [each["current"] for each in await consents_of(hub, "member")] == [True, False]


async def test_of_many_who_give_it_at_once_one_is_written(hub: HubClient, database: Database) -> None:
    answers = await asyncio.gather(*(choose(hub, "member") for _ in range(6)))
    assert answers == [DONE] * 6
    assert len(await written(database)) == len(await consents_of(hub, "member")) == 1


async def test_an_adult_decides_for_themselves_and_nobody_else_sees_it(hub: HubClient) -> None:
    assert await choose(hub, "spouse") == DONE
    assert len(await consents_of(hub, "spouse")) == 1
    assert await consents_of(hub, "member") == []


async def test_who_acts_for_somebody_decides_in_their_place(hub: HubClient, database: Database) -> None:
    assert await choose(hub, "guardian") == DONE
    guardian = (await hub.identity("guardian")).capacities[0]
    async with as_the_owner(database) as owner:
        row = (await owner.execute(select(ConsentRow.person_id, ConsentRow.member_id))).one()
        by = await owner.scalar(
            select(AuditEntryRow.account_id).where(AuditEntryRow.action == "BROKER_CONSENT_GIVEN")
        )
    assert (row.person_id, row.member_id) == (guardian.person_id, guardian.member_id)
    assert by == guardian.account_id


async def test_a_minor_does_not_decide(hub: HubClient, database: Database, spouse: Actor) -> None:
    async with as_the_owner(database) as owner:
        minor = await owner.scalar(select(PersonRow.person_id).where(PersonRow.first_name == "Noé"))
    for role in (Role.BENEFICIARY, Role.GUARDIAN):
        actor = replace(spouse, role=role, person_id=minor)
        payload = await choose(hub, await acting_as(database, actor))
        assert refused(payload) == [("FORBIDDEN", None)]


@pytest.mark.parametrize("persona", ["agent", "broker", "reporting", "service"])
async def test_nobody_from_outside_decides(hub: HubClient, database: Database, persona: str) -> None:
    assert refused(await choose(hub, persona)) == [("FORBIDDEN", None)]
    assert await written(database) == []


async def test_a_broker_of_none_of_the_contracts_does_not_exist(hub: HubClient, database: Database) -> None:
    other = await broker_id(database, "Cabinet Vauban")
    unknown = other[:-4] + "ffff"
    answers = [
        await choose(hub, "member", brokerId=each, given=given)
        for each in (other, unknown)
        for given in (True, False)
    ]
    assert [refused(each) for each in answers] == [[("NOT_FOUND", ["brokerId"])]] * 4
    assert len({str(each) for each in answers}) == 1


async def test_an_adult_agrees_toward_brokers_of_what_covers_them(hub: HubClient, database: Database) -> None:
    other = await broker_id(database, "Cabinet Vauban")
    async with as_the_owner(database) as owner:
        vauban = select(BrokerRow.broker_id).where(BrokerRow.name == "Cabinet Vauban").scalar_subquery()
        of_the_holder = update(ContractRow).where(ContractRow.number == "P-300001")
        await owner.execute(of_the_holder.values(broker_id=vauban))
    assert await choose(hub, "member", brokerId=other) == DONE
    assert refused(await choose(hub, "spouse", brokerId=other)) == [("NOT_FOUND", ["brokerId"])]


async def test_it_is_taken_back_from_a_broker_who_has_left(hub: HubClient, database: Database) -> None:
    await choose(hub, "member")
    async with as_the_owner(database) as owner:
        await owner.execute(update(ContractRow).values(broker_id=None))
    (consent,) = await consents_of(hub, "member")
    assert consent["broker"] is None
    assert await choose(hub, "member", given=False) == DONE
    assert await choose(hub, "member", given=False) == DONE
    assert refused(await choose(hub, "member")) == [("NOT_FOUND", ["brokerId"])]


@pytest.mark.parametrize(
    ("choice", "fields"),
    [
        ({"textVersion": None}, [["textVersion"]]),
        ({"textVersion": "x" * 65}, [["textVersion"]]),
        ({"textVersion": "a\u0000b"}, [["textVersion"]]),
        ({"endsOn": "2020-01-01"}, [["endsOn"]]),
        ({"endsOn": "9999-12-31", "textVersion": ""}, [["textVersion"], ["endsOn"]]),
    ],
)
async def test_what_cannot_be_taken_is_named_and_leaves_nothing(
    hub: HubClient, database: Database, choice: dict[str, Any], fields: list[list[str]]
) -> None:
    payload = await choose(hub, "member", **choice)
    assert refused(payload) == [("BAD_USER_INPUT", field) for field in fields]
    assert await written(database) == []


@pytest.mark.parametrize("id_", ["", "brk_1", "mbr_0000000000000001", "brk_" + "0" * 32, "é" * 9000])
async def test_what_is_no_id_of_a_broker_is_named(hub: HubClient, id_: str) -> None:
    answer = await hub.ask(SET, as_="member", input={"brokerId": id_, "given": False})
    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["argument"] == "input.brokerId"


async def test_postgres_lets_nothing_be_changed_but_that_it_was_withdrawn(
    hub: HubClient, database: Database, member: Actor
) -> None:
    await choose(hub, "member")
    for change in ("given_at = now()", "ends_on = NULL", "text_version = 'x'", "broker_id = NULL"):
        with pytest.raises(Exception, match="permission denied"):
            async with database.writing(member) as connection:
                await connection.execute(text(f"UPDATE consents SET {change}"))
    async with as_the_owner(database) as owner:
        assert await owner.scalar(select(func.count()).select_from(ConsentRow)) == 1
