"""A démarche that was sent is in the space at once, of whom it is for, and of nobody else."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import text, update

from models.accounts import CapacityRow
from runtime.actor import Actor, Role
from runtime.database import Database
from runtime.tokens import Identity
from tests.actions.test_access_record import until
from tests.capacities import acting_as
from tests.estimates.asking import ids_of
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured
from tests.procedures.asking import REQUEST, ago, care, refused, send, sent

OF_ME = "{ me { procedures { totalCount edges { node { reference status beneficiary { firstName } } } } } }"
BY_REFERENCE = "query($reference: String!) { procedure(reference: $reference) { reference status } }"
NODE = "query($id: ID!) { node(id: $id) { id } }"
PORTFOLIO = "{ members { edges { node { procedures { totalCount edges { node { reference } } } } } } }"
QUEUE = "{ procedures { totalCount edges { node { reference } } } }"


async def listed(hub: HubClient, as_: Any) -> list[str]:
    page = (await hub.ask(OF_ME, as_=as_)).data["me"]["procedures"]
    assert page["totalCount"] == len(page["edges"])
    return [edge["node"]["reference"] for edge in page["edges"]]


async def test_who_has_sent_it_finds_it_everywhere(hub: HubClient) -> None:
    procedure = await sent(hub, "member", care((await ids_of(hub))["Camille"]))
    assert await listed(hub, "member") == [procedure["reference"]]
    found = await hub.ask(BY_REFERENCE, as_="member", reference=procedure["reference"])
    assert found.data["procedure"] == {"reference": procedure["reference"], "status": "AWAITING_DOCUMENTS"}
    assert (await hub.ask(NODE, as_="member", id=procedure["id"])).data["node"] == {"id": procedure["id"]}


async def test_an_adults_is_hidden_from_the_holder_until_they_share(hub: HubClient) -> None:
    procedure = await sent(hub, "spouse", care((await ids_of(hub))["Dominique"]))
    assert await listed(hub, "spouse") == [procedure["reference"]]
    assert await listed(hub, "member") == []
    assert (await hub.ask(NODE, as_="member", id=procedure["id"])).data == {"node": None}
    by_reference = await hub.ask(BY_REFERENCE, as_="member", reference=procedure["reference"])
    assert by_reference.data == {"procedure": None}
    await hub.ask("mutation { sharingSet(input: {given: true}) { done } }", as_="spouse")
    assert await listed(hub, "member") == [procedure["reference"]]


async def test_the_holders_and_a_minors_are_hidden_from_the_adults(hub: HubClient) -> None:
    ids = await ids_of(hub)
    for name in ("Camille", "Noé"):
        await sent(hub, "member", care(ids[name]))
    assert len(await listed(hub, "member")) == 2
    for persona in ("spouse", "adult-child"):
        assert await listed(hub, persona) == []


async def test_another_household_does_not_see_it(hub: HubClient) -> None:
    procedure = await sent(hub, "member", care((await ids_of(hub))["Camille"]))
    assert await listed(hub, "other-member") == []
    for query, values in (
        (NODE, {"id": procedure["id"]}),
        (BY_REFERENCE, {"reference": procedure["reference"]}),
    ):
        assert set((await hub.ask(query, as_="other-member", **values)).data.values()) == {None}


async def test_a_broker_sees_nothing_of_it(hub: HubClient, database: Database, broker: Actor) -> None:
    """Although it is about a contract that they placed: it tells of care."""
    procedure = await sent(hub, "member", care((await ids_of(hub))["Camille"]))
    async with as_the_owner(database) as owner:
        assert await owner.scalar(text("SELECT broker_id FROM procedures")) == broker.broker_id
    for edge in (await hub.ask(PORTFOLIO, as_="broker")).data["members"]["edges"]:
        assert edge["node"]["procedures"] == {"totalCount": 0, "edges": []}
    for query, values in (
        (NODE, {"id": procedure["id"]}),
        (BY_REFERENCE, {"reference": procedure["reference"]}),
    ):
        assert set((await hub.ask(query, as_="broker", **values)).data.values()) == {None}


async def test_a_case_manager_has_it_in_the_queue(hub: HubClient) -> None:
    procedure = await sent(hub, "member", care((await ids_of(hub))["Camille"]))
    page = (await hub.ask(QUEUE, as_="agent")).data["procedures"]
    assert page == {"totalCount": 1, "edges": [{"node": {"reference": procedure["reference"]}}]}


async def test_what_who_acts_for_somebody_is_told_is_written_down(hub: HubClient, database: Database) -> None:
    """That it was sent, and that it was known already: each tells of the person. A wrong day does not."""
    guardian = (await hub.identity("guardian")).capacities[0]
    id_ = (await ids_of(hub, "guardian"))["Suzanne"]
    before = len(await until(database, bool))
    await send(hub, "guardian", care(id_, careDate=ago(-2)))
    await send(hub, "guardian", care(id_))
    written = (await until(database, lambda rows: len(rows) > before))[before:]
    assert {"Beneficiary", "Procedure", "ProcedureEvent"} <= told_of(guardian, written)
    before += len(written)
    await send(hub, "guardian", care(id_, amountPaid="240.01"))
    written = (await until(database, lambda rows: len(rows) > before))[before:]
    assert told_of(guardian, written) == {"Beneficiary"}


def told_of(guardian: Actor, written: Sequence[Any]) -> set[str]:
    """What of the person; nothing else is in the rows but what is of the household."""
    assert {(row.role, row.member_id) for row in written} == {("GUARDIAN", guardian.member_id)}
    assert {row.person_id for row in written} <= {guardian.person_id, None}
    return {each for row in written if row.person_id is not None for each in re.findall(r"\w+", row.what)}


async def test_who_is_of_the_household_is_not_written_down(hub: HubClient, database: Database) -> None:
    await sent(hub, "member", care((await ids_of(hub))["Camille"]))
    async with as_the_owner(database) as owner:
        assert await owner.scalar(text("SELECT count(*) FROM access_log")) == 0


async def test_what_was_sent_in_somebodys_place_is_not_ones_own(
    hub: HubClient, database: Database, member: Actor, spouse: Actor
) -> None:
    """The holder, or the other parent, is an adult child's guardian too: as themselves they see nothing of it,
    during the mandate and after it, and cannot fetch it under its key.
    """
    asked = care((await ids_of(hub))["Léa"])
    async with as_the_owner(database) as owner:
        lea = (await the_insured(owner)).people["Léa"]
    for number, own in enumerate((member, spouse)):
        acting = replace(own, role=Role.GUARDIAN, person_id=lea)
        mandate = await acting_as(database, acting)
        async with as_the_owner(database) as owner:
            whose = update(CapacityRow).where(CapacityRow.capacity_id == mandate.capacities[0].capacity_id)
            await owner.execute(whose.values(account_id=own.account_id))
        guardian = replace(mandate.capacities[0], account_id=own.account_id)
        both = Identity(own.account_id, "…", (own, guardian))
        asked, key = {**asked, "amountPaid": f"{50 + number}.00"}, f"key {number}"
        answer = await hub.ask(
            REQUEST, as_=both, capacity=str(guardian.capacity_id), input=asked, key=key, only=False
        )
        procedure = answer.data["reimbursementRequest"]["procedure"]
        assert procedure["beneficiary"]["firstName"] == "Léa"
        assert await listed(hub, Identity(own.account_id, "…", (own,))) == []
        found = await hub.ask(NODE, as_=both, capacity=str(own.capacity_id), id=procedure["id"])
        assert found.data == {"node": None}
        for only in (True, False):
            assert refused(await send(hub, both, asked, key=key, only=only)) == [
                ("IDEMPOTENCY_MISMATCH", ["idempotencyKey"])
            ]
