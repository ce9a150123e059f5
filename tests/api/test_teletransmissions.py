"""Links to the social security, person by person."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from models.affiliations import TeletransmissionRow
from models.contracts import CoverageRow
from rules.teletransmission import ATTESTATION, CONFIRM_ON_AMELI, NOT_RETROACTIVE, OVERLAPS, SOME_DAYS
from runtime import clock
from runtime.database import Database
from tests.hub_client import HubClient
from tests.insured import ONE_DAY, Insured, as_the_owner, the_insured

LINKS = """{ member(number: "100001") { beneficiaries { firstName contract { lineOfBusiness } teletransmission {
  status since rejectReason gapPeriods { from to } instructions advice } } } }"""
TODAY = clock.today()
COVERED = TODAY - timedelta(days=100)


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


async def state(insured: Insured, name: str, status: str, first: int, last: int | None, **more: Any) -> None:
    """From so many days ago until so many days ago, when it no longer was so."""
    await insured.add(
        TeletransmissionRow, coverage_id=insured.coverages[name], status=status,
        valid_from=TODAY - timedelta(days=first),
        valid_to=None if last is None else TODAY - timedelta(days=last), **more,
    )  # fmt: skip


@pytest.fixture
async def links(database: Database) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        await owner.execute(
            update(CoverageRow).where(CoverageRow.member_id == 1).values(covered_from=COVERED)
        )
        await state(insured, "Camille", "REQUESTED", 100, 90)
        await state(insured, "Camille", "CONNECTED", 90, 50)
        await state(insured, "Camille", "NOT_CONNECTED", 50, 40)
        await state(insured, "Camille", "CONNECTED", 40, None)
        await state(insured, "Dominique", "OVERLAP", 30, None, reject_code="53")
        await state(insured, "Léa", "CONNECTED", 100, None)


async def ask(hub: HubClient, persona: str) -> dict[str, Any]:
    answer = await hub.ask(LINKS, as_=persona)
    assert answer.errors == []
    return {
        each["firstName"]: each["teletransmission"]
        for each in answer.data["member"]["beneficiaries"]
        if each["contract"]["lineOfBusiness"] == "HEALTH"
    }


@pytest.mark.usefixtures("links")
@pytest.mark.parametrize("persona", ["member", "agent"])
async def test_a_link_tells_its_state_its_gaps_and_what_to_do(hub: HubClient, persona: str) -> None:
    found = await ask(hub, persona)
    assert (found["Camille"]["status"], found["Camille"]["since"]) == ("CONNECTED", ago(40))
    assert found["Camille"]["gapPeriods"] == [
        {"from": ago(100), "to": ago(91)},
        {"from": ago(50), "to": ago(41)},
    ]
    assert found["Camille"]["advice"] == [NOT_RETROACTIVE]
    assert found["Léa"]["gapPeriods"] == found["Léa"]["advice"] == []


@pytest.mark.usefixtures("links")
async def test_a_person_sees_their_own_link_and_why_it_was_refused(hub: HubClient) -> None:
    found = await ask(hub, "spouse")
    assert list(found) == ["Dominique"]
    assert found["Dominique"]["status"] == "OVERLAP"
    assert found["Dominique"]["rejectReason"] == OVERLAPS
    assert found["Dominique"]["gapPeriods"] == [{"from": ago(100), "to": ago(0)}]
    assert found["Dominique"]["advice"] == [CONFIRM_ON_AMELI, SOME_DAYS, NOT_RETROACTIVE]


@pytest.mark.usefixtures("links")
async def test_who_never_had_a_link_is_not_connected(hub: HubClient) -> None:
    found = (await ask(hub, "member"))["Noé"]
    assert (found["status"], found["since"], found["rejectReason"]) == ("NOT_CONNECTED", None, None)
    assert found["instructions"].startswith("La télétransmission n’est pas active")
    assert found["advice"] == [ATTESTATION, SOME_DAYS, NOT_RETROACTIVE]


async def test_a_gap_ends_with_the_cover(hub: HubClient, database: Database) -> None:
    async with as_the_owner(database) as owner:
        end = TODAY - 10 * ONE_DAY
        await owner.execute(
            update(CoverageRow).where(CoverageRow.member_id == 1).values(covered_from=COVERED, covered_to=end)
        )
    assert (await ask(hub, "member"))["Noé"]["gapPeriods"] == [{"from": ago(100), "to": ago(11)}]


@pytest.mark.usefixtures("links")
async def test_a_broker_sees_no_link(hub: HubClient) -> None:
    assert set((await ask(hub, "broker")).values()) == {None}


async def test_protection_has_no_link(hub: HubClient) -> None:
    query = '{ contract(number: "P-300001") { beneficiaries { teletransmission { status } } } }'
    found = (await hub.ask(query, as_="member")).data["contract"]["beneficiaries"]
    assert found == [{"teletransmission": None}]
