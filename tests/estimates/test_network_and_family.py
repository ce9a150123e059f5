"""A bonus in the partner network and a deductible of the family, from a file of the catalogue to an estimate."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from actions.catalogue.catalogue_load import catalogue_load
from actions.catalogue.files import CATALOGUE
from actions.reimbursements.line_reverse import line_reverse
from actions.reimbursements.line_settle import NewLine, line_settle
from actions.transaction import transaction
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.catalogue.changing import LEVEL, change
from tests.estimates.asking import added, at_level, estimate, ids_of
from tests.hub_client import HubClient
from tests.insured import Insured

DAY, TODAY = date(2026, 3, 10), date(2026, 11, 25)
LENSES = {
    "family": "CONTACT_LENSES", "label": "Lentilles", "expression": {
        "kind": "NETWORK_BONUS", "of": {"kind": "EUR", "euros": "80.00", "per": "ACT"},
        "in_network": {"kind": "EUR", "euros": "120.00", "per": "ACT"},
    },
}  # fmt: skip
SESSIONS = {
    "family": "ALTERNATIVE_MEDICINE", "label": "Médecines douces, par séance", "expression": {
        "kind": "FAMILY_DEDUCTIBLE", "of": {"kind": "EUR", "euros": "40.00", "per": "SESSION"}, "euros": "100.00",
    },
}  # fmt: skip
SESSION = {"actCode": "OST", "price": "60.00"}


@pytest.fixture(autouse=True)
async def level_3(database: Database, tmp_path: Path) -> None:
    """80 € of lenses, 120 in the network; 40 € a session once the family has borne 100 € of the year."""
    folder = Path(copytree(CATALOGUE, tmp_path / "catalogue"))
    change(folder, levels=[{**LEVEL, "valid_from": "2024-01-01", "guarantees": [LENSES, SESSIONS]}])
    async with as_owner(database.addresses) as owner:
        await catalogue_load(owner, folder)
    await at_level(database, 3)


@pytest.mark.parametrize(
    ("said", "paid", "noticed"),
    [({"inNetwork": True}, "120.00", False), ({"inNetwork": False}, "80.00", False), ({}, "80.00", True)],
)
async def test_lenses_of_the_network_are_paid_better(
    hub: HubClient, said: dict[str, Any], paid: str, *, noticed: bool
) -> None:
    id_ = (await ids_of(hub))["Camille"]
    (line,) = (await estimate(hub, id_, "2026-03-10", {"actCode": "LEN-NR", "price": "150.00", **said}))[
        "lines"
    ]
    assert (line["complementaryPaid"], line["needsReview"]) == (paid, True)  # their tariff is K-med
    assert any("réseau partenaire" in notice for notice in line["notices"]) is noticed


async def test_the_network_changes_nothing_of_a_guarantee_without_a_bonus(hub: HubClient) -> None:
    id_ = (await ids_of(hub))["Camille"]
    lines = [{"actCode": "G", "price": "30.00", **said} for said in ({}, {"inNetwork": True})]
    for line in lines:
        (found,) = (await estimate(hub, id_, "2026-03-10", line))["lines"]
        assert found["complementaryPaid"] == "9.00"
        assert not any("réseau" in notice for notice in found["notices"])


async def test_line_after_line_a_family_bears_its_deductible(hub: HubClient) -> None:
    """Of 40 € each: 40, 40 and 20 are borne, then 40 are paid in full."""
    id_ = (await ids_of(hub))["Camille"]
    found = await estimate(hub, id_, "2026-03-10", *[SESSION] * 4)
    assert [line["complementaryPaid"] for line in found["lines"]] == ["0.00", "0.00", "20.00", "40.00"]
    assert [line["allowance"] for line in found["lines"]] == [None] * 4
    for line in found["lines"]:
        assert added(line) == Decimal(line["remaining"])
    steps = found["lines"][2]["explanation"]
    assert [(step["label"].replace("\u202f", " ").replace("\u00a0", " "), step["amount"]) for step in steps][
        -1
    ] == (
        "Franchise familiale du contrat, dont il restait 20 €",
        "20.00",
    )


async def settled(database: Database, agent: Actor, insured: Insured, who: str) -> int:
    new = NewLine(
        member_id=insured.member_id, coverage_id=insured.coverages[who], act_code="OST", day=DAY,
        spent=Decimal("60.00"), professional="M. Roy",
    )  # fmt: skip
    async with transaction(database, agent, TODAY) as tx:
        return await line_settle(tx, new)


async def test_what_lines_of_one_of_a_family_bore_the_others_need_not_until_it_is_given_back(
    hub: HubClient, database: Database, agent: Actor, insured: Insured
) -> None:
    """80 € are borne by two sessions of Camille: 20 are left for Dominique, and 60 once one is taken back."""
    keys = [await settled(database, agent, insured, "Camille") for _ in range(2)]
    id_ = (await ids_of(hub))["Dominique"]
    for borne, paid in ((2, "20.00"), (1, "0.00")):
        (line,) = (await estimate(hub, id_, "2026-03-10", SESSION))["lines"]
        assert line["complementaryPaid"] == paid, borne
        async with transaction(database, agent, TODAY) as tx:
            await line_reverse(tx, insured.member_id, keys.pop())


async def test_who_may_not_know_what_others_used_is_told_that_it_counts_whole(hub: HubClient) -> None:
    id_ = (await ids_of(hub))["Camille"]
    told = (await estimate(hub, id_, "2026-03-10", SESSION, as_="member"))["notices"]
    assert any("toute la famille" in notice for notice in told)
    by_agent = (await estimate(hub, id_, "2026-03-10", SESSION))["notices"]
    assert not any("toute la famille" in notice for notice in by_agent)
