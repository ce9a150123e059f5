"""Démarches: who sees which, and how much of them; how they are chosen and ordered."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from loaders.visibility_people import SHARED_KINDS
from models.kinds import CLOSED_STATUSES, PROCEDURE_STATUSES
from rules.procedure_words import STATUS_LABELS, TITLES
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from schema.procedure_enums import ProcedureKind, ProcedureStatus
from tests.asked import (
    ABOUT_SPOUSE,
    CHILDS,
    HOUSEHOLDS,
    MINE,
    OF_ME,
    ONE,
    QUEUE,
    SPOUSES,
    add_documents,
    add_events,
    add_procedures,
    ask,
    references,
    the_five,
)
from tests.decisions.test_visibility import second_broker
from tests.hub_client import HubClient
from tests.visibility import expected


@pytest.fixture
async def asked(database: Database, member: Actor, spouse: Actor) -> list[int]:
    return await the_five(database, member, spouse)


@pytest.mark.usefixtures("asked")
async def test_of_an_adult_who_does_not_share_the_holder_sees_what_they_sent_themselves(
    hub: HubClient,
) -> None:
    page = await ask(hub, OF_ME, "member")
    assert references(page) == [HOUSEHOLDS, ABOUT_SPOUSE, CHILDS, MINE]
    assert page["totalCount"] == 4
    found = (await hub.ask(ONE, as_="member", reference=SPOUSES)).data
    assert found == {"procedure": None}


@pytest.mark.usefixtures("asked")
async def test_what_an_adult_shares_the_holder_sees_at_once_and_no_longer_than_that(hub: HubClient) -> None:
    share = "mutation($given: Boolean!) { sharingSet(input: {given: $given}) { done } }"
    for given, count in ((True, 5), (False, 4)):
        await hub.ask(share, as_="spouse", given=given)
        assert (await ask(hub, OF_ME, "member"))["totalCount"] == count


@pytest.mark.usefixtures("asked")
async def test_a_covered_person_sees_what_is_about_them_whoever_sent_it(hub: HubClient) -> None:
    page = await ask(hub, OF_ME, "spouse")
    assert references(page) == [ABOUT_SPOUSE, SPOUSES]
    assert {edge["node"]["beneficiary"]["firstName"] for edge in page["edges"]} == {"Dominique"}


OWN_AFFAIRS = ["ADDRESS_CHANGE", "IDENTITY_CORRECTION", "EMAIL_REGISTRATION", "COMPLAINT", "DATA_EXPORT"]


@pytest.mark.parametrize("kind", [*OWN_AFFAIRS, "A_KIND_TO_COME"])
async def test_what_is_not_about_care_or_cover_is_an_adults_own_affair_though_they_share(
    hub: HubClient, database: Database, spouse: Actor, kind: str
) -> None:
    await hub.ask("mutation { sharingSet(input: {given: true}) { done } }", as_="spouse")
    theirs = {"who": "Dominique", "by": spouse.account_id}
    await add_procedures(database, {**theirs, "kind": kind}, {**theirs, "kind": "QUOTE_ESTIMATE"})
    query = "{ me { procedures { totalCount edges { node { reference } } } } }"
    assert references(await ask(hub, query, "member")) == [CHILDS]
    assert (await ask(hub, query, "spouse"))["totalCount"] == 2


async def test_the_holder_sees_an_adults_own_affair_that_they_sent_themselves(
    hub: HubClient, database: Database, member: Actor
) -> None:
    await add_procedures(database, {"who": "Dominique", "by": member.account_id, "kind": "ADDRESS_CHANGE"})
    assert references(await ask(hub, OF_ME, "member")) == [MINE]


@pytest.mark.parametrize("role", ["BENEFICIARY", "GUARDIAN"])
async def test_what_somebody_sent_who_acts_for_one_person_is_not_the_households_though_it_names_nobody(
    hub: HubClient, database: Database, spouse: Actor, role: str
) -> None:
    """The table takes no such row any more; the holder would not see it either."""
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql("ALTER TABLE procedures DROP CONSTRAINT procedures_whose_check")
    sent = {"by": spouse.account_id, "kind": "REIMBURSEMENT_REQUEST", "submitted_as": role}
    (key,) = await add_procedures(database, sent)
    await add_events(database, key, {"to_status": "SUBMITTED"})
    await add_documents(database, {"kind": "OTHER", "title": "Pièce", "of": key})
    theirs = [MINE] if role == "BENEFICIARY" else []  # in the place of somebody is not for oneself
    assert references(await ask(hub, OF_ME, "spouse")) == theirs
    assert references(await ask(hub, OF_ME, "member")) == []
    files = "{ me { documents { totalCount } } }"
    assert (await hub.ask(files, as_="member")).data == {"me": {"documents": {"totalCount": 0}}}


async def test_a_broker_sees_kind_status_and_dates_of_what_is_not_about_care(
    hub: HubClient, database: Database, asked: list[int]
) -> None:
    await add_events(database, asked[3], {"to_status": "SUBMITTED", "role": "MEMBER"})
    await add_documents(database, {"kind": "IPID", "of_contract": True, "of": asked[3]})
    page = await ask(hub, QUEUE, "broker")
    assert references(page) == [HOUSEHOLDS, ABOUT_SPOUSE]
    assert page["totalCount"] == 2
    node = page["edges"][1]["node"]
    assert (node["kind"], node["status"], node["submittedAt"]) == (
        "ADDRESS_CHANGE",
        "REJECTED",
        "2026-05-04T10:00:00Z",
    )
    assert node["title"] == "Changer d’adresse"
    assert node["stageLabel"] == "Refusée"
    hidden = ("stage", "expectedBy", "rejectionReason", "beneficiary")
    assert {node[name] for name in hidden} == {None}
    assert (node["documents"], node["events"]) == ([], [])
    assert (node["member"], node["contract"]) == ({"number": "100001"}, {"number": "S-200001"})


@pytest.mark.usefixtures("asked")
async def test_a_brokers_filters_tell_nothing_of_what_they_do_not_see(hub: HubClient) -> None:
    people = (await hub.ask("{ me { beneficiaries { id firstName } } }", as_="member")).data["me"]
    ids = [each["id"] for each in people["beneficiaries"]]
    for hidden in (
        {"beneficiaryIds": ids},
        {"kind": ["HOSPITAL_CARE", "QUOTE_ESTIMATE"]},
        {"takenByMe": True},
    ):
        page = await ask(hub, QUEUE, "broker", filter=hidden)
        assert (references(page), page["totalCount"]) == ([], 0)


async def test_another_broker_and_another_household_see_nothing_of_it(
    hub: HubClient, database: Database, asked: list[int]
) -> None:
    assert asked
    id_ = (await hub.ask(ONE, as_="agent", reference=HOUSEHOLDS)).data["procedure"]["id"]
    for stranger in ("other-member", await second_broker(database), None):
        found = await hub.ask(
            "query($id: ID!, $reference: String!) { node(id: $id) { id } procedure(reference: $reference) { id } }",
            as_=stranger,
            id=id_,
            reference=HOUSEHOLDS,
        )
        assert found.data == {"node": None, "procedure": None}
    assert (await ask(hub, QUEUE, await second_broker(database)))["totalCount"] == 0


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("persona", ["member", "spouse", None])
async def test_the_queue_is_for_brokers_and_agents(hub: HubClient, persona: str | None) -> None:
    answer = await hub.ask(QUEUE, as_=persona)
    assert answer.data == {"procedures": None}
    assert answer.codes == ["FORBIDDEN" if persona else "UNAUTHENTICATED"]


async def test_events_come_in_order_and_notes_are_for_agents(
    hub: HubClient, database: Database, asked: list[int]
) -> None:
    await add_events(
        database,
        asked[0],
        {"to_status": "SUBMITTED", "role": "MEMBER"},
        {
            "from_status": "SUBMITTED",
            "to_status": "DONE",
            "message": "C’est fait.",
            "note": "Vu avec l’hôpital",
        },
    )
    mine = (await hub.ask(ONE, as_="member", reference=MINE)).data["procedure"]["events"]
    assert mine == [
        {"at": "2026-05-04T10:00:00Z", "by": "MEMBER", "fromStatus": None, "toStatus": "SUBMITTED",
         "stage": None, "message": None, "note": None},
        {"at": "2026-05-04T10:00:00Z", "by": None, "fromStatus": "SUBMITTED", "toStatus": "DONE",
         "stage": None, "message": "C’est fait.", "note": None},
    ]  # fmt: skip
    desk = (await hub.ask(ONE, as_="agent", reference=MINE)).data["procedure"]["events"]
    assert [event["note"] for event in desk] == [None, "Vu avec l’hôpital"]


async def test_its_documents_are_those_that_the_reader_sees(
    hub: HubClient, database: Database, asked: list[int]
) -> None:
    await add_documents(
        database,
        {"kind": "ADDRESS_PROOF", "title": "Justificatif", "who": "Dominique", "of": asked[3]},
        {"kind": "OTHER", "title": "Autre", "of": asked[3]},
        {"kind": "OTHER", "title": "Sans démarche"},
    )
    titles = {}
    for persona in ("member", "spouse", "agent"):
        found = (await hub.ask(ONE, as_=persona, reference=ABOUT_SPOUSE)).data["procedure"]
        titles[persona] = [each["title"] for each in found["documents"]]
    assert titles == {"member": ["Autre"], "spouse": ["Justificatif"], "agent": ["Justificatif", "Autre"]}


@pytest.mark.parametrize("persona", ["member", "broker", "agent"])
async def test_the_number_of_statements_does_not_grow_with_the_rows(
    executor: HubClient,
    database: Database,
    member: Actor,
    statements: Callable[[], AbstractContextManager[list[str]]],
    persona: str,
) -> None:
    identity, query = await executor.identity(persona), OF_ME if persona == "member" else QUEUE
    one = {"who": "Noé", "by": member.account_id, "kind": "ADDRESS_CHANGE"}
    (first,) = await add_procedures(database, {**one, "idempotency_key": "first"})
    await add_events(database, first, {"to_status": "SUBMITTED"})
    with statements() as few:
        await ask(executor, query, identity)
    for key in await add_procedures(database, *[one] * 20):
        await add_events(database, key, {"to_status": "SUBMITTED"})
        await add_documents(database, {"kind": "OTHER", "of": key})
    with statements() as many:
        page = await ask(executor, query, identity, first=100)
    assert len(page["edges"]) == 21
    assert len(many) == len(few)


def test_every_kind_is_known_to_be_shared_or_an_own_affair() -> None:
    assert {*SHARED_KINDS, *expected.OWN_AFFAIRS} == {kind.value for kind in ProcedureKind}
    assert expected.OWN_AFFAIRS.isdisjoint(SHARED_KINDS)


def test_every_kind_and_status_has_its_words() -> None:
    assert set(TITLES) == {kind.value for kind in ProcedureKind}
    assert set(STATUS_LABELS) == {status.value for status in ProcedureStatus} == set(PROCEDURE_STATUSES)
    assert set(CLOSED_STATUSES) < set(PROCEDURE_STATUSES)
