"""The same key gives the same démarche, once; what is only looked at writes nothing; references are unique."""

import asyncio
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError

from actions.procedures import procedure_open
from models.people import PersonRow
from models.procedures import ProcedureEventRow, ProcedureReferenceRow, ProcedureRow
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database
from tests.estimates.asking import ids_of
from tests.hub_client import HubClient
from tests.insured import as_the_owner
from tests.procedures.asking import REQUEST, ago, care, linked, refused, rows, send, sent

MISMATCH = [("IDEMPOTENCY_MISMATCH", ["idempotencyKey"])]


async def test_the_same_request_again_is_the_same_demarche(hub: HubClient, database: Database) -> None:
    asked = care((await ids_of(hub))["Camille"])
    first = await send(hub, "member", asked, key="once")
    written = await rows(database)
    assert await send(hub, "member", asked, key="once") == first
    assert await rows(database) == written


async def test_it_is_the_same_however_its_amount_was_written(hub: HubClient) -> None:
    asked = care((await ids_of(hub))["Camille"])
    first = await sent(hub, "member", asked, key="once")
    for amount in ("240", "240.0"):
        assert await sent(hub, "member", {**asked, "amountPaid": amount}, key="once") == first


async def test_of_many_at_once_one_is_written(hub: HubClient, database: Database) -> None:
    asked, before = care((await ids_of(hub))["Camille"]), await rows(database)
    payloads = await asyncio.gather(*(send(hub, "member", asked, key="once") for _ in range(6)))
    assert payloads[0]["procedure"] is not None
    assert payloads == [payloads[0]] * 6
    added = {
        "procedures": 1,
        "procedure_references": 1,
        "procedure_events": 2,
        "audit_entries": 1,
        "heads": 1,
    }
    assert await rows(database) == {name: count + added.get(name, 0) for name, count in before.items()}


async def test_of_many_at_once_under_keys_of_their_own_one_is_taken(
    hub: HubClient, database: Database
) -> None:
    asked = care((await ids_of(hub))["Camille"])
    payloads = await asyncio.gather(*(send(hub, "member", asked) for _ in range(6)))
    told = sorted(str([each["code"] for each in payload["errors"]]) for payload in payloads)
    assert told == ["['DUPLICATE']"] * 5 + ["[]"]
    assert (await rows(database))["procedures"] == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"amountPaid": "240.01"},
        {"category": "DENTAL"},
        {"careDate": ago(31)},
        {"coveredBySocialSecurity": False},
        {"thirdPartyPayment": True},
        {"amountPaid": "0.00"},
    ],
)
@pytest.mark.parametrize("only", [True, False])
async def test_another_request_under_the_same_key_is_refused(
    hub: HubClient, database: Database, changes: dict[str, Any], only: bool
) -> None:
    asked = care((await ids_of(hub))["Camille"])
    await sent(hub, "member", asked, key="once")
    written = await rows(database)
    assert refused(await send(hub, "member", {**asked, **changes}, key="once", only=only)) == MISMATCH
    assert await rows(database) == written


async def test_for_another_person_it_is_another_request(hub: HubClient) -> None:
    ids = await ids_of(hub)
    await sent(hub, "member", care(ids["Camille"]), key="once")
    assert refused(await send(hub, "member", care(ids["Noé"]), key="once")) == MISMATCH


async def test_a_key_of_another_kind_of_demarche_is_used_too(
    hub: HubClient, database: Database, member: Actor
) -> None:
    asked = care((await ids_of(hub))["Camille"])
    await sent(hub, "member", asked, key="once")
    async with as_the_owner(database) as owner:
        await owner.execute(update(ProcedureRow).values(kind="ADDRESS_CHANGE", request_hash=bytes(32)))
    assert refused(await send(hub, "member", asked, key="once")) == MISMATCH


async def test_accounts_have_keys_of_their_own(hub: HubClient) -> None:
    ids = await ids_of(hub)
    first = await sent(hub, "member", care(ids["Camille"]), key="1")
    second = await sent(hub, "spouse", care(ids["Dominique"]), key="1")
    assert first["reference"] != second["reference"]


async def test_the_demarche_is_there_when_it_could_be_sent_no_more(
    hub: HubClient, database: Database
) -> None:
    """The answer was lost, and the day after the two years are over, or the link has begun meanwhile."""
    asked, identity = (
        care((await ids_of(hub))["Camille"], careDate="2024-12-10"),
        await hub.identity("member"),
    )
    with clock.at(datetime(2026, 12, 10, 12, tzinfo=UTC)):
        first = await send(hub, identity, asked, key="once")
    await linked(database, date(2023, 1, 1))
    with clock.at(datetime(2026, 12, 11, 12, tzinfo=UTC)):
        assert await send(hub, identity, asked, key="once") == first
        assert refused(await send(hub, identity, asked)) == [("BAD_USER_INPUT", ["input", "careDate"])]


async def test_who_has_come_of_age_since_is_no_reason_to_lose_what_was_sent_for_them(
    hub: HubClient, database: Database
) -> None:
    asked = care((await ids_of(hub))["Noé"])
    first = await sent(hub, "member", asked, key="once")
    async with as_the_owner(database) as owner:
        born = date(2000, 1, 1)
        await owner.execute(update(PersonRow).where(PersonRow.first_name == "Noé").values(birth_date=born))
    again = await sent(hub, "member", asked, key="once")
    assert again["reference"] == first["reference"]


async def test_what_is_only_looked_at_is_answered_as_it_would_be_and_writes_nothing(
    hub: HubClient, database: Database
) -> None:
    asked, before = care((await ids_of(hub))["Camille"]), await rows(database)
    looked_at = await send(hub, "member", asked, key="once", only=True)
    assert (looked_at["procedure"], looked_at["errors"]) == (None, [])
    assert await rows(database) == before
    payload = await send(hub, "member", asked, key="once")
    assert payload["preview"] == looked_at["preview"]
    assert payload["procedure"] is not None


async def test_of_what_was_sent_already_a_look_says_no_duplicate_under_its_own_key(
    hub: HubClient, database: Database
) -> None:
    asked = care((await ids_of(hub))["Camille"])
    payload = await send(hub, "member", asked, key="once")
    before = await rows(database)
    looked_at = await send(hub, "member", asked, key="once", only=True)
    assert looked_at == {**payload, "procedure": None}
    assert refused(await send(hub, "member", asked, key="other", only=True)) == [("DUPLICATE", None)]
    assert await rows(database) == before


async def test_left_out_and_null_it_is_sent(hub: HubClient) -> None:
    ids = await ids_of(hub)
    for name, variables in (("Camille", {}), ("Noé", {"only": None})):
        answer = await hub.ask(REQUEST, as_="member", input=care(ids[name]), key=name, **variables)
        assert answer.data["reimbursementRequest"]["procedure"]["beneficiary"]["firstName"] == name


async def test_a_reference_that_is_taken_is_drawn_again(
    hub: HubClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By another household, whose references are not to be seen."""
    draws: Iterator[str] = iter(["AAAABBBB", "AAAABBBB", "AAAABBBB", "CCCCDDDD"])
    monkeypatch.setattr(procedure_open, "drawn", lambda: next(draws))
    others = await ids_of(hub, "other-member")
    first = await sent(hub, "other-member", care(others["Karim"]))
    second = await sent(hub, "member", care((await ids_of(hub))["Camille"]))
    year = clock.today().year
    assert [first["reference"], second["reference"]] == [f"DEM-{year}-AAAA-BBBB", f"DEM-{year}-CCCC-DDDD"]
    assert len(second["events"]) == 2
    assert second["events"][1]["message"].endswith("CCCC-DDDD dans votre envoi.")
    counted = await rows(database)
    assert (counted["procedures"], counted["procedure_references"], counted["procedure_events"]) == (2, 2, 4)


async def test_where_no_reference_is_left_nothing_is_written(
    hub: HubClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(procedure_open, "drawn", lambda: "AAAABBBB")
    ids = await ids_of(hub)
    await sent(hub, "member", care(ids["Camille"]))
    before = await rows(database)
    answer = await hub.ask(REQUEST, as_="member", input=care(ids["Noé"]), key="k", only=False)
    assert answer.codes == ["INTERNAL"]
    assert await rows(database) == before


async def test_references_of_the_seed_have_another_form(hub: HubClient) -> None:
    """Theirs are figures after the year; these are two groups of four, without what is taken for another."""
    reference = (await sent(hub, "member", care((await ids_of(hub))["Camille"])))["reference"]
    dem, year, *drawn = reference.split("-")
    assert (dem, year, [len(each) for each in drawn]) == ("DEM", str(clock.today().year), [4, 4])
    assert not set("".join(drawn)) & set("01IOL")


CHANGES = [
    "UPDATE procedures SET status = 'ACCEPTED'",
    "UPDATE procedures SET form = '{}'",
    "UPDATE procedure_events SET message = 'x'",
    "DELETE FROM procedures",
    "DELETE FROM procedure_events",
    "DELETE FROM procedure_references",
    "SELECT reference FROM procedure_references",
    "INSERT INTO procedures (member_id, decision) VALUES (1, '{}')",
    "INSERT INTO procedures (member_id, taken_by) VALUES (1, 3)",
    "INSERT INTO procedure_events (member_id, note) VALUES (1, 'x')",
]


@pytest.mark.parametrize("change", CHANGES)
async def test_postgres_lets_a_household_add_and_neither_change_nor_decide(
    database: Database, member: Actor, change: str
) -> None:
    with pytest.raises(Exception, match="permission denied"):
        async with database.writing(member) as connection:
            await connection.execute(text(change))


SENT = {"submitted_as": "MEMBER", "status": "SUBMITTED"}
STEP = {"role": "MEMBER", "to_status": "SUBMITTED"}


@pytest.mark.parametrize(
    ("of_it", "of_its_step", "table"),
    [
        ({}, {}, None),
        ({"status": "AWAITING_DOCUMENTS"}, {"role": None, "to_status": "AWAITING_DOCUMENTS"}, None),
        ({"status": "DONE"}, {}, "procedures"),
        ({"status": "ACCEPTED"}, {}, "procedures"),
        ({"submitted_as": "AGENT"}, {}, "procedures"),
        ({}, {"to_status": "DONE"}, "procedure_events"),
        ({}, {"role": "AGENT"}, "procedure_events"),
        ({}, {"role": None, "to_status": "ACCEPTED"}, "procedure_events"),
    ],
)
async def test_postgres_lets_a_household_send_and_neither_accept_nor_speak_for_the_desk(
    database: Database, member: Actor, of_it: dict[str, Any], of_its_step: dict[str, Any], table: str | None
) -> None:
    now, key = clock.now(), {"member_id": member.member_id}
    row = {
        **key, **SENT, **of_it, "reference": "DEM-1", "kind": "COMPLAINT", "submitted_by": 1, "submitted_at": now,
        "updated_at": now, "idempotency_key": "k", "request_hash": b"", "form": {},
    }  # fmt: skip
    refusal = pytest.raises(DBAPIError, match=f'row-level security policy.* for table "{table}"')
    with refusal if table else nullcontext():
        async with database.writing(member) as connection:
            statement = insert(ProcedureRow).values(row).returning(ProcedureRow.procedure_id)
            of_one = {**key, "procedure_id": await connection.scalar(statement), "at": now}
            step = insert(ProcedureEventRow).inline().values({**of_one, **STEP, **of_its_step})
            await connection.execute(step)


async def test_all_of_it_is_undone_where_its_last_word_fails(
    hub: HubClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise ValueError("the audit cannot be written")

    before = await rows(database)
    monkeypatch.setattr("actions.audit.append", broken)
    asked = care((await ids_of(hub))["Camille"])
    answer = await hub.ask(REQUEST, as_="member", input=asked, key="once", only=False)
    assert answer.codes == ["INTERNAL"]
    assert await rows(database) == before
    monkeypatch.undo()
    assert (await sent(hub, "member", asked, key="once"))["status"] == "AWAITING_DOCUMENTS"
    async with as_the_owner(database) as owner:
        for table, count in ((ProcedureRow, 1), (ProcedureReferenceRow, 1), (ProcedureEventRow, 2)):
            assert len((await owner.execute(select(table))).all()) == count
