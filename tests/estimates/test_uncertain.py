"""What the catalogue is not sure of says so in every estimate that rests on it; what it does not know is never 0 €."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from actions.catalogue.acts_file import Act, Tariff
from actions.catalogue.changes_file import acts_with_changes
from actions.catalogue.files import CATALOGUE
from models.affiliations import SchemeAffiliationRow
from rules.reimbursement.acts import UNCERTAIN
from rules.reimbursement.constants import CONSTANTS, Code
from rules.reimbursement.rates import RATES
from runtime.database import Database
from tests.estimates.asking import at_level, estimate, ids_of
from tests.hub_client import HubClient
from tests.insured import Insured

CATALOGUE_FILE = acts_with_changes(CATALOGUE)
ACTS = CATALOGUE_FILE.acts
FIRST, USUAL = CATALOGUE_FILE.first_day, date(2026, 3, 10)
"""The first day of the catalogue, under the contract already, and one on which most tariffs hold."""

AT_LEAST = {
    "VG+MD", "CNPSY", "CNP", "CS-GYN", "CSC", "AMS9.5", "AMI", "AIS", "IFD", "AMO", "B", "PMR", "BFGA004",
    "G+MEG", "APC", "CS-PED-0-2", "CS-PED-2-6", "TCG", "HBJD001", "INO",
    "HBLD090", "ICO", "HBLD680", "HBLD038", "HBLD350", "HBLD073", "LEN",
}  # fmt: skip
"""What the research on tariffs marks as uncertain, whatever the catalogue's file says of it."""

APPLIES: dict[Code, str] = {Code.HEAVY_ACT_PARTICIPATION: "PAR32"}
"""An act whose price is the constant."""


def line_of(act: Act, tariff: Tariff | None = None, **facts: Any) -> dict[str, Any]:
    line: dict[str, Any] = {"actCode": act.code, "price": "20.00", **facts}
    practitioner = "ANY" if tariff is None else tariff.practitioners[0]
    return line if practitioner == "ANY" else {**line, "practitioner": practitioner}


def day_of(tariff: Tariff) -> date:
    """A day that it holds on, and the contract too."""
    first, before = tariff.valid_from or FIRST, tariff.valid_to or date.max
    return USUAL if first <= USUAL < before else max(first, FIRST)


def uncertain_tariffs() -> Iterator[tuple[str, date, dict[str, Any]]]:
    for act in ACTS:
        for tariff in act.tariffs:
            if tariff.certainty in UNCERTAIN and (tariff.valid_to is None or tariff.valid_to > FIRST):
                yield act.code, day_of(tariff), line_of(act, tariff)


def test_what_is_marked_as_uncertain_is_so_in_the_catalogue() -> None:
    said = {code for code, _, _ in uncertain_tariffs()} | {act.code for act in ACTS if not act.tariffs}
    assert AT_LEAST - said == set()


async def test_every_uncertain_tariff_is_to_be_looked_at(hub: HubClient, database: Database) -> None:
    await at_level(database, 3)
    id_ = (await ids_of(hub))["Camille"]
    walked = list(uncertain_tariffs())
    assert len(walked) > 15
    for code, day, line in walked:
        (found,) = (await estimate(hub, id_, day.isoformat(), line))["lines"]
        assert found["needsReview"] is True, (code, day)
        assert any(code in notice for notice in found["notices"]), (code, found["notices"])


async def test_an_act_without_a_figure_has_no_amounts(hub: HubClient, database: Database) -> None:
    await at_level(database, 3)
    id_ = (await ids_of(hub))["Camille"]
    walked = [act for act in ACTS if not act.tariffs]
    assert walked
    for act in walked:
        (found,) = (await estimate(hub, id_, USUAL.isoformat(), line_of(act)))["lines"]
        assert (found["needsReview"], found["remaining"], found["complementaryPaid"]) == (True, None, None)
        assert any(act.code in notice for notice in found["notices"])


@pytest.mark.parametrize("code", ["XYZ", "SPE", "CM0", "LBLD999", "G ", "’); --"])
async def test_an_unknown_act_is_to_be_looked_at_and_never_nothing(
    hub: HubClient, database: Database, code: str
) -> None:
    """But for blanks around a code, which are no part of it."""
    await at_level(database, 3)
    found = await estimate(
        hub, (await ids_of(hub))["Camille"], "2026-03-10", {"actCode": code, "price": "30.00"}
    )
    (line,) = found["lines"]
    unknown = code.strip() != "G"
    assert line["needsReview"] is unknown
    assert (line["act"] is None, line["remaining"] is None, found["remaining"] is None) == (unknown,) * 3
    assert unknown is any("n’est pas dans le catalogue" in notice for notice in line["notices"])


async def test_every_uncertain_constant_is_to_be_looked_at_from_its_first_day(
    hub: HubClient, database: Database
) -> None:
    await at_level(database, 3)
    id_ = (await ids_of(hub))["Camille"]
    walked = [each for series in CONSTANTS.values() for each in series if each.certainty in UNCERTAIN]
    assert {each.code for each in walked} == set(APPLIES)
    for each in walked:
        line = {"actCode": APPLIES[each.code], "price": f"{each.value}.00"}
        for day, looked_at in ((each.valid_from, True), (each.valid_from - timedelta(days=1), False)):
            (found,) = (await estimate(hub, id_, day.isoformat(), line))["lines"]
            assert any("Journal officiel" in notice for notice in found["notices"]) is looked_at
            assert found["needsReview"] or not looked_at


async def test_a_promise_in_percent_of_a_ceiling_that_is_not_known_yet_is_to_be_looked_at(
    hub: HubClient, database: Database
) -> None:
    """Level 5 pays 2 % of the ceiling a night: of 4 005 €, which is that of 2026."""
    await at_level(database, 5)
    id_ = (await ids_of(hub))["Camille"]
    newest = CONSTANTS[Code.PMSS][-1]
    assert (newest.value, newest.valid_from.year) == (4005, 2026)
    for day, looked_at in (("2026-12-31", False), ("2027-01-01", True)):
        room = {"actCode": "CHP", "price": "120.00"}
        (found,) = (await estimate(hub, id_, day, room))["lines"]
        assert (found["complementaryPaid"], found["needsReview"]) == ("80.10", looked_at)
        assert any("celui de 2026" in notice for notice in found["notices"]) is looked_at


async def test_a_stay_beside_a_heavy_act_is_to_be_looked_at(hub: HubClient, database: Database) -> None:
    """CSS R160-16: the participation takes the place of the copay of the whole stay."""
    await at_level(database, 1)
    id_, stay = (await ids_of(hub))["Camille"], {"actCode": "GHS", "price": "1000.00"}
    for act, price, looked_at in (
        ("BFGA004", "271.70", True), ("ADC", "119.99", False), ("ADC", "120.00", True), ("ADI", "120.00", False),
    ):  # fmt: skip
        for lines in ([stay, {"actCode": act, "price": price}], [{"actCode": act, "price": price}, stay]):
            found = (await estimate(hub, id_, "2026-04-10", *lines))["lines"]
            (its,) = (line for line in found if line["act"]["code"] == "GHS")
            assert (its["complementaryPaid"], its["needsReview"]) == ("200.00", looked_at), (act, price)
            assert any("acte lourd" in notice for notice in its["notices"]) is looked_at


async def test_every_uncertain_rate_is_to_be_looked_at(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    """Of the general scheme, then of Alsace-Moselle."""
    await at_level(database, 3)
    id_ = (await ids_of(hub))["Camille"]

    async def looked_at(words: str) -> set[str]:
        found: set[str] = set()
        for act in (act for act in ACTS if act.tariffs and act.code not in AT_LEAST | {"TO90"}):
            (line,) = (await estimate(hub, id_, USUAL.isoformat(), line_of(act, act.tariffs[-1])))["lines"]
            if any(words in notice for notice in line["notices"]):
                assert line["needsReview"] is True
                found.add(act.care_family)
        return found

    known = {act.care_family for act in ACTS if act.tariffs and act.code not in AT_LEAST | {"TO90"}}
    general = {family for family, rates in RATES.items() if rates.certainty in UNCERTAIN}
    assert await looked_at("Sécurité sociale est à vérifier") == general & known
    await insured.add(
        SchemeAffiliationRow, person_id=insured.people["Camille"], scheme_code="01", fund="671",
        alsace_moselle=True, valid_from=FIRST,
    )  # fmt: skip
    await insured.owner.commit()
    local = {family for family, rates in RATES.items() if rates.local_certainty in UNCERTAIN}
    assert local & known
    assert await looked_at("régime local d’Alsace-Moselle est à vérifier") == local & known
