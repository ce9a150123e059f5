"""Who is refused an estimate, and what is wrong with one: always said in the payload, where it is."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import update

from models.contracts import ContractRow
from models.reimbursements import AllowanceUseRow
from runtime.database import Database
from tests.estimates.asking import ask, at_level, estimate, ids_of
from tests.hub_client import HubClient
from tests.insured import Insured, as_the_owner

VISIT = {"actCode": "G", "price": "30.00"}
DAY = "2026-03-10"
FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"price": "30.00"}, "actCode"),
    ({"actCode": "G", "family": "SPECIALIST", "price": "30.00"}, "actCode"),
    ({"actCode": " ", "price": "30.00"}, "actCode"),
    ({"actCode": "G" * 31, "price": "30.00"}, "actCode"),
    ({"actCode": "G\u0000", "price": "30.00"}, "actCode"),
    ({"actCode": "G", "price": "0.00"}, "price"),
    ({"actCode": "G", "price": "-1.00"}, "price"),
    ({"actCode": "G", "price": "1000000.01"}, "price"),
    ({"actCode": "G", "price": "30.00", "quantity": 0}, "quantity"),
    ({"actCode": "G", "price": "30.00", "quantity": 2001}, "quantity"),
    ({"actCode": "G", "price": "30.00", "part": "LEFT EAR"}, "part"),
    ({"actCode": "G", "price": "30.00", "part": "GAUCHE"}, "part"),
    ({"actCode": "AUD-II", "price": "1600.00", "part": "11"}, "part"),
    ({"family": "HEARING_AID", "price": "1600.00", "part": "11"}, "part"),
    ({"actCode": "LEN-NR", "price": "120.00", "part": "26"}, "part"),
    ({"actCode": "HBLD634", "price": "500.00", "part": "LEFT"}, "part"),
    ({"actCode": "HBLD634", "price": "500.00", "part": "49"}, "part"),
]
"""A line with one thing wrong, and the field that it is in."""


async def refused(
    hub: HubClient, id_: str, *lines: dict[str, Any], day: str = DAY, as_: Any = "agent"
) -> Any:
    answer = await ask(hub, id_, day, *lines, as_=as_)
    assert answer.errors == []
    assert answer.data["estimate"]["estimate"] is None
    return [(each["code"], each["field"]) for each in answer.data["estimate"]["errors"]]


async def test_a_fault_of_a_line_is_told_at_its_field(hub: HubClient) -> None:
    id_ = (await ids_of(hub))["Camille"]
    for line, field in FAULTS:
        assert await refused(hub, id_, VISIT, line) == [("BAD_USER_INPUT", ["lines", "1", field])], line


async def test_a_quote_of_no_lines_or_of_too_many_is_refused(hub: HubClient) -> None:
    id_ = (await ids_of(hub))["Camille"]
    for lines in ([], [VISIT] * 21):
        assert await refused(hub, id_, *lines) == [("BAD_USER_INPUT", ["lines"])]


async def test_what_is_no_beneficiary_of_a_health_contract_is_refused(
    hub: HubClient, insured: Insured
) -> None:
    answer = await hub.ask("{ me { id beneficiaries { id contract { lineOfBusiness } } } }", as_="member")
    protection = next(
        each["id"]
        for each in answer.data["me"]["beneficiaries"]
        if each["contract"]["lineOfBusiness"] != "HEALTH"
    )
    for id_ in (answer.data["me"]["id"], "nothing", ""):
        assert await refused(hub, id_, VISIT) == [("BAD_USER_INPUT", ["beneficiaryId"])]
    assert await refused(hub, protection, VISIT) == [("HEALTH_ONLY", ["beneficiaryId"])]


async def test_a_day_without_cover_is_refused(hub: HubClient) -> None:
    id_ = (await ids_of(hub))["Camille"]
    assert await refused(hub, id_, VISIT, day="2022-12-31") == [("CONTRACT_INACTIVE", ["careDate"])]
    for day in ("2015-12-31", "2090-01-01"):
        assert await refused(hub, id_, VISIT, day=day) == [("BAD_USER_INPUT", ["careDate"])]


async def test_a_contract_that_never_took_effect_covers_no_day(hub: HubClient, insured: Insured) -> None:
    id_, its = (await ids_of(hub))["Camille"], ContractRow.contract_id == insured.contract_id
    await insured.owner.execute(update(ContractRow).where(its).values(status="CANCELLED"))
    await insured.owner.commit()
    assert await refused(hub, id_, VISIT) == [("CONTRACT_INACTIVE", ["careDate"])]


async def test_an_estimate_of_a_suspended_contract_says_so_and_each_line_is_looked_at(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    id_, its = (await ids_of(hub))["Camille"], ContractRow.contract_id == insured.contract_id
    await at_level(database, 1)
    for status, told in (("ACTIVE", False), ("SUSPENDED", True)):
        async with as_the_owner(database) as owner:
            await owner.execute(update(ContractRow).where(its).values(status=status))
        found = await estimate(hub, id_, DAY, VISIT)
        assert any("suspendu" in notice for notice in found["notices"]) is told
        (line,) = found["lines"]
        assert (line["complementaryPaid"], line["needsReview"]) == ("9.00", told)
        assert any("hors de la suspension" in notice for notice in line["notices"]) is told


async def test_only_who_sees_a_beneficiarys_care_may_ask(hub: HubClient) -> None:
    id_ = (await ids_of(hub))["Camille"]
    for persona in ("other-member", "spouse"):
        assert await refused(hub, id_, VISIT, as_=persona) == [("NOT_FOUND", ["beneficiaryId"])]
    for persona in ("broker", "reporting"):
        assert await refused(hub, id_, VISIT, as_=persona) == [("FORBIDDEN", None)]
    assert await refused(hub, id_, VISIT, as_=None) == [("UNAUTHENTICATED", None)]


async def test_what_an_adult_who_does_not_share_has_used_is_not_told_to_the_holder(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 3)
    await insured.add(
        AllowanceUseRow, coverage_id=insured.coverages["Dominique"], contract_id=insured.contract_id,
        person_id=insured.people["Dominique"], code="ALTERNATIVE_MEDICINE", used_on=date(2026, 1, 5), used=Decimal(3),
    )  # fmt: skip
    await insured.owner.commit()
    id_, session = (await ids_of(hub))["Dominique"], {"actCode": "OST", "price": "60.00"}
    paid = {}
    for persona in ("member", "spouse", "agent"):
        found = await estimate(hub, id_, DAY, session, as_=persona)
        paid[persona] = (found["complementaryPaid"], any("ne partage" in each for each in found["notices"]))
    assert paid == {"member": ("35.00", True), "spouse": ("0.00", False), "agent": ("0.00", False)}


async def test_a_contract_without_a_level_on_the_day_needs_a_review(hub: HubClient) -> None:
    (line,) = (await estimate(hub, (await ids_of(hub))["Camille"], DAY, VISIT))["lines"]
    assert (line["complementaryPaid"], line["needsReview"]) == (None, True)
