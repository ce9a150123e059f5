"""What is refused, at its field; and nothing is left behind of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text, update

from loaders.beneficiaries import BENEFICIARIES
from models.contracts import ContractRow, CoverageRow
from models.procedures import ProcedureRow
from planner.global_id import encode
from runtime import clock
from runtime.actor import Actor, Role
from runtime.database import Database
from tests.capacities import acting_as
from tests.estimates.asking import ids_of
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured
from tests.lines import add_lines
from tests.procedures.asking import ago, care, refused, rows, send, sent

BENEFICIARY, DAY = ["input", "beneficiaryId"], ["input", "careDate"]
AMOUNT, KEY = ["input", "amountPaid"], ["idempotencyKey"]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"amountPaid": "0.00"}, [AMOUNT]),
        ({"amountPaid": "-30.00"}, [AMOUNT]),
        ({"amountPaid": "1000000.01"}, [AMOUNT]),
        ({"careDate": ago(-2)}, [DAY]),
        ({"careDate": "9999-12-31"}, [DAY]),
        ({"careDate": "0001-01-01"}, [DAY]),
        ({"careDate": ago(800)}, [DAY]),
        ({"careDate": ago(-2), "amountPaid": "0.00"}, [AMOUNT, DAY]),
        ({"beneficiaryId": ""}, [BENEFICIARY]),
        ({"beneficiaryId": "mbr_0000000000000001"}, [BENEFICIARY]),
        ({"beneficiaryId": "bnf_0000000000000001"}, [BENEFICIARY]),
        ({"beneficiaryId": "x" * 9000, "careDate": ago(-2)}, [BENEFICIARY, DAY]),
    ],
)
async def test_what_cannot_be_worked_with_is_refused_at_its_field(
    hub: HubClient, database: Database, changes: dict[str, Any], fields: list[list[str]]
) -> None:
    asked, before = care((await ids_of(hub))["Camille"], **changes), await rows(database)
    for only in (True, False):
        payload = await send(hub, "member", asked, only=only)
        assert refused(payload) == [("BAD_USER_INPUT", field) for field in fields]
    assert await rows(database) == before


@pytest.mark.parametrize("key", ["", "k" * 101, "k\u0000", "a\tb", "\u202ek"])
async def test_a_key_that_is_none_is_refused_beside_what_else_is_wrong(
    hub: HubClient, database: Database, key: str
) -> None:
    asked, before = care((await ids_of(hub))["Camille"]), await rows(database)
    assert refused(await send(hub, "member", asked, key=key)) == [("BAD_USER_INPUT", KEY)]
    both = await send(hub, "member", {**asked, "amountPaid": "0.00"}, key=key, only=True)
    assert refused(both) == [("BAD_USER_INPUT", KEY), ("BAD_USER_INPUT", AMOUNT)]
    assert await rows(database) == before


async def test_amounts_and_days_that_graphql_does_not_read_are_refused_before(hub: HubClient) -> None:
    query = """mutation($input: ReimbursementRequestInput!) {
      reimbursementRequest(input: $input, idempotencyKey: "k") { errors { code } } }"""
    id_ = (await ids_of(hub))["Camille"]
    for changes in (
        {"amountPaid": "30.005"},
        {"amountPaid": 30},
        {"careDate": "2026-02-30"},
        {"category": "X"},
    ):
        answer = await hub.ask(query, as_="member", input=care(id_, **changes))
        assert answer.codes == ["BAD_USER_INPUT"]


async def test_who_is_not_theirs_is_as_though_they_did_not_exist(hub: HubClient, database: Database) -> None:
    ids, before = await ids_of(hub), await rows(database)
    nobody = encode(BENEFICIARIES, (1, 2**40))
    no_household = encode(BENEFICIARIES, (2**40, 1))
    asked = [
        ("member", nobody), ("member", no_household), ("member", ids["Dominique"]), ("spouse", ids["Camille"]),
        ("spouse", ids["Noé"]), ("spouse", ids["Léa"]), ("other-member", ids["Camille"]),
        ("other-member", ids["Noé"]), ("guardian", ids["Camille"]),
    ]  # fmt: skip
    payloads = [await send(hub, persona, care(id_)) for persona, id_ in asked]
    assert [refused(each) for each in payloads] == [[("NOT_FOUND", BENEFICIARY)]] * len(asked)
    assert len({str(each) for each in payloads}) == 1
    assert await rows(database) == before


async def test_what_is_told_of_somebody_elses_cover_is_nothing(hub: HubClient, database: Database) -> None:
    """Not whether they were covered on the day, nor by which kind of contract."""
    ids = await ids_of(hub)
    for id_ in (ids["Camille"], encode(BENEFICIARIES, (1, 2**40))):
        payload = await send(hub, "other-member", care(id_, careDate=ago(700)))
        assert refused(payload) == [("NOT_FOUND", BENEFICIARY)]


@pytest.mark.parametrize("persona", ["broker", "other-broker", "agent", "reporting", "service"])
async def test_nobody_from_outside_asks(hub: HubClient, database: Database, persona: str) -> None:
    """Whatever else is wrong, and without a look at whom it is for."""
    ids, before = await ids_of(hub), await rows(database)
    for id_ in (ids["Camille"], "nothing"):
        for only in (True, False):
            payload = await send(hub, persona, care(id_), only=only)
            assert refused(payload) == [("FORBIDDEN", None)]
    assert await rows(database) == before


async def test_who_is_signed_out_signs_in_first(hub: HubClient) -> None:
    payload = await send(hub, None, care((await ids_of(hub))["Camille"]))
    assert refused(payload) == [("UNAUTHENTICATED", None)]


async def test_a_beneficiary_of_a_protection_contract_is_refused(hub: HubClient) -> None:
    answer = await hub.ask("{ me { beneficiaries { id contract { lineOfBusiness } } } }", as_="protection")
    (each,) = answer.data["me"]["beneficiaries"]
    assert each["contract"]["lineOfBusiness"] == "PROTECTION"
    assert refused(await send(hub, "protection", care(each["id"]))) == [("HEALTH_ONLY", BENEFICIARY)]


async def test_a_day_without_cover_is_refused_whatever_covers_today(
    hub: HubClient, database: Database
) -> None:
    id_ = (await ids_of(hub))["Camille"]
    async with as_the_owner(database) as owner:
        since = update(CoverageRow).values(covered_from=date.fromisoformat(ago(10)))
        insured = await the_insured(owner)
        await owner.execute(since.where(CoverageRow.contract_id == insured.contract_id))
    before = await rows(database)
    assert refused(await send(hub, "member", care(id_, careDate=ago(11)))) == [("CONTRACT_INACTIVE", DAY)]
    assert await rows(database) == before
    assert (await sent(hub, "member", care(id_, careDate=ago(10))))["status"] == "AWAITING_DOCUMENTS"


async def test_a_contract_that_never_took_effect_covers_no_day(hub: HubClient, database: Database) -> None:
    id_ = (await ids_of(hub))["Camille"]
    async with as_the_owner(database) as owner:
        contract = update(ContractRow).where(ContractRow.number == "S-200001")
        await owner.execute(contract.values(status="CANCELLED"))
    assert refused(await send(hub, "member", care(id_))) == [("CONTRACT_INACTIVE", DAY)]


async def test_the_last_day_of_the_two_years_is_taken_and_the_one_before_it_is_not(hub: HubClient) -> None:
    """Camille is covered since January 2023. The clock stands on days in Paris, not in UTC."""
    id_, identity = (await ids_of(hub))["Camille"], await hub.identity("member")
    asked = care(id_, careDate="2024-12-10")
    with clock.at(datetime(2026, 12, 10, 22, 59, tzinfo=UTC)):
        assert (await send(hub, identity, asked, only=True))["errors"] == []
    with clock.at(datetime(2026, 12, 10, 23, 1, tzinfo=UTC)):
        assert refused(await send(hub, identity, asked, only=True)) == [("BAD_USER_INPUT", DAY)]


async def test_today_is_the_day_in_paris(hub: HubClient) -> None:
    id_, identity = (await ids_of(hub))["Camille"], await hub.identity("member")
    asked = care(id_, careDate="2026-12-11")
    with clock.at(datetime(2026, 12, 10, 22, 59, tzinfo=UTC)):
        assert refused(await send(hub, identity, asked, only=True)) == [("BAD_USER_INPUT", DAY)]
    with clock.at(datetime(2026, 12, 10, 23, 1, tzinfo=UTC)):
        assert (await send(hub, identity, asked, only=True))["errors"] == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ["DUPLICATE"]),
        ({"amountPaid": "240.01"}, ["DUPLICATE"]),
        ({"amountPaid": "239.99"}, ["DUPLICATE"]),
        ({"thirdPartyPayment": True}, ["DUPLICATE"]),
        ({"coveredBySocialSecurity": False}, ["DUPLICATE"]),
        ({"amountPaid": "240.02"}, []),
        ({"amountPaid": "239.98"}, []),
        ({"careDate": ago(31)}, []),
        ({"category": "DENTAL"}, []),
    ],
)
async def test_the_same_care_is_asked_for_once(
    hub: HubClient, database: Database, changes: dict[str, Any], codes: list[str]
) -> None:
    id_ = (await ids_of(hub))["Camille"]
    first, before = await sent(hub, "member", care(id_)), await rows(database)
    payload = await send(hub, "member", care(id_, **changes))
    assert [each["code"] for each in payload["errors"]] == codes
    if codes:
        assert refused(payload) == [("DUPLICATE", None)]
        assert first["reference"] in payload["errors"][0]["message"]
        assert await rows(database) == before


async def test_the_same_care_of_somebody_else_is_something_else(hub: HubClient) -> None:
    ids = await ids_of(hub)
    await sent(hub, "member", care(ids["Camille"]))
    assert (await sent(hub, "member", care(ids["Noé"])))["beneficiary"]["firstName"] == "Noé"


@pytest.mark.parametrize(
    ("status", "again"),
    [
        ("SUBMITTED", False), ("IN_REVIEW", False), ("ACCEPTED", False), ("DONE", False), ("REJECTED", True),
        ("CANCELLED", True), ("EXPIRED", True),
    ],
)  # fmt: skip
async def test_after_a_refusal_it_can_be_asked_for_again(
    hub: HubClient, database: Database, status: str, again: bool
) -> None:
    id_ = (await ids_of(hub))["Camille"]
    await sent(hub, "member", care(id_))
    reason = "ILLEGIBLE" if status == "REJECTED" else None
    async with as_the_owner(database) as owner:
        await owner.execute(update(ProcedureRow).values(status=status, rejection_reason=reason))
    payload = await send(hub, "member", care(id_))
    assert [each["code"] for each in payload["errors"]] == ([] if again else ["DUPLICATE"])


GLASSES = {
    "who": "Camille", "care_date": date.fromisoformat(ago(30)), "category": "OPTICAL", "family": "GLASSES",
    "spent": Decimal("240.00"), "reimbursement_base": Decimal("30.00"), "social_security_paid": Decimal("19.00"),
    "flat_contribution": Decimal("0.00"), "complementary_paid": Decimal("200.00"), "remaining": Decimal("21.00"),
}  # fmt: skip


async def test_what_has_come_by_wire_is_named_by_its_statement(
    hub: HubClient, database: Database, member: Actor
) -> None:
    paid_on = date.fromisoformat(ago(20))
    await add_lines(database, member.member_id, {**GLASSES, "paid_on": paid_on})
    before = await rows(database)
    payload = await send(hub, "member", care((await ids_of(hub))["Camille"]))
    assert refused(payload) == [("DUPLICATE", None)]
    assert f"D-{paid_on}-0" in payload["errors"][0]["message"]
    assert await rows(database) == before


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({}, True),
        ({"status": "REJECTED", "complementary_paid": Decimal(0), "remaining": Decimal("221.00")}, False),
        ({"spent": Decimal("240.01"), "remaining": Decimal("21.01")}, True),
        ({"spent": Decimal("240.02"), "remaining": Decimal("21.02")}, False),
        ({"status": "CANCELLED"}, False),
        ({"category": "OTHER", "family": "SPECIALIST"}, False),
        ({"care_date": date.fromisoformat(ago(31))}, False),
        ({"who": "Noé"}, False),
    ],
)
async def test_a_line_that_is_not_paid_yet_is_the_same_care_too(
    hub: HubClient, database: Database, member: Actor, changes: dict[str, Any], known: bool
) -> None:
    await add_lines(database, member.member_id, {**GLASSES, **changes})
    payload = await send(hub, "member", care((await ids_of(hub))["Camille"]))
    assert [each["code"] for each in payload["errors"]] == (["DUPLICATE"] if known else [])
    if known:
        assert "une ligne de remboursement du" in payload["errors"][0]["message"]


async def test_a_line_that_was_taken_back_is_not_there(
    hub: HubClient, database: Database, member: Actor
) -> None:
    (line,) = await add_lines(database, member.member_id, {**GLASSES, "paid_on": date.fromisoformat(ago(20))})
    names = ("spent", "reimbursement_base", "social_security_paid", "complementary_paid", "remaining")
    back = {name: -GLASSES[name] for name in names}
    await add_lines(database, member.member_id, {**GLASSES, **back, "reverses_id": line})
    assert (await sent(hub, "member", care((await ids_of(hub))["Camille"])))["status"] == "AWAITING_DOCUMENTS"


async def test_who_acts_no_more_for_somebody_asks_for_nothing(
    hub: HubClient, database: Database, spouse: Actor
) -> None:
    """Their token says still that they do."""
    ids = await ids_of(hub)
    identity = await acting_as(database, replace(spouse, role=Role.BENEFICIARY))
    async with as_the_owner(database) as owner:
        key = identity.capacities[0].capacity_id
        await owner.execute(text("DELETE FROM capacities WHERE capacity_id = :key"), {"key": key})
    before = await rows(database)
    assert refused(await send(hub, identity, care(ids["Dominique"]))) == [("FORBIDDEN", None)]
    assert await rows(database) == before


async def test_by_another_contract_it_is_asked_for_as_well(hub: HubClient, database: Database) -> None:
    """A second contract pays what the first leaves."""
    id_ = (await ids_of(hub))["Camille"]
    await sent(hub, "member", care(id_))
    async with as_the_owner(database) as owner:
        other = (
            select(ContractRow.contract_id)
            .where(
                ContractRow.member_id == ProcedureRow.member_id, ContractRow.line_of_business == "PROTECTION"
            )
            .scalar_subquery()
        )
        await owner.execute(update(ProcedureRow).values(contract_id=other, coverage_id=None))
    await sent(hub, "member", care(id_))
