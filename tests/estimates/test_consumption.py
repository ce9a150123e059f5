"""What lines use of an allowance, in the transaction that writes them."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from actions.reimbursements.line_reverse import line_reverse
from actions.reimbursements.line_settle import NewLine, line_settle
from actions.transaction import transaction
from models.base import table_of
from models.contracts import ContractPlanRow, ContractRow, CoverageRow
from models.reimbursements import AllowanceUseRow, ReimbursementRow
from rules.refusals import ErrorCode, Refused
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.estimates.asking import at_level, estimate, ids_of
from tests.hub_client import HubClient
from tests.insured import Insured
from tests.lines import USUAL

TODAY, DAY = clock.today(), date(2026, 3, 10)


def session(insured: Insured, **facts: Any) -> NewLine:
    """An osteopath's, of which level 3 pays three a year at 35 €."""
    usual: dict[str, Any] = {
        "act_code": "OST",
        "day": DAY,
        "spent": Decimal("60.00"),
        "professional": "M. Roy",
    }
    whose = {"member_id": insured.member_id, "coverage_id": insured.coverages["Camille"]}
    return NewLine(**{**whose, **usual, **facts})


async def settled(database: Database, agent: Actor, new: NewLine) -> int:
    async with transaction(database, agent, TODAY) as tx:
        return await line_settle(tx, new)


async def paid(database: Database, *keys: int) -> list[Decimal]:
    async with as_owner(database.addresses) as owner:
        rows = await owner.execute(
            select(ReimbursementRow.complementary_paid)
            .where(ReimbursementRow.reimbursement_id.in_(keys))
            .order_by(ReimbursementRow.complementary_paid)
        )
        return list(rows.scalars())


@pytest.fixture(autouse=True)
async def a_level(database: Database) -> None:
    await at_level(database, 1)


@pytest.fixture
async def twice(database: Database, agent: Actor, insured: Insured) -> list[int]:
    """Two of three sessions are used."""
    await at_level(database, 3)
    return [await settled(database, agent, session(insured)) for _ in range(2)]


@pytest.mark.usefixtures("twice")
async def test_of_two_lines_that_race_for_the_last_session_one_gets_it(
    database: Database, agent: Actor, insured: Insured
) -> None:
    keys = await asyncio.gather(*(settled(database, agent, session(insured)) for _ in range(4)))
    assert await paid(database, *keys) == [Decimal("0.00")] * 3 + [Decimal("35.00")]
    async with as_owner(database.addresses) as owner:
        used = await owner.scalars(select(AllowanceUseRow.used))
        assert sum(used) == Decimal(3)


async def test_the_yearly_cap_counts_what_waits_to_be_paid(
    database: Database, agent: Actor, insured: Insured
) -> None:
    for n in range(27):
        new = session(insured, act_code="G", day=DAY + timedelta(days=n), spent=Decimal("30.00"))
        await settled(database, agent, new)
    async with as_owner(database.addresses) as owner:
        taken = await owner.scalars(select(ReimbursementRow.flat_contribution))
        assert sum(taken) == Decimal("50.00")  # CSS D160-6: 50 € a year, of 2 € each


async def contribution(database: Database, agent: Actor, new: NewLine, at: datetime) -> Decimal:
    """The flat contribution of a line that is settled at an instant."""
    with clock.at(at):
        async with transaction(database, agent, clock.today()) as tx:
            key = await line_settle(tx, new)
    async with as_owner(database.addresses) as owner:
        taken = select(ReimbursementRow.flat_contribution).where(ReimbursementRow.reimbursement_id == key)
        return Decimal(await owner.scalar(taken))


async def test_a_year_of_contributions_is_that_of_the_settlement_and_not_of_the_care(
    database: Database, agent: Actor, insured: Insured
) -> None:
    """CSS D160-6: care of 2025 that is settled in 2026 counts in 2026."""
    december, january = datetime(2025, 12, 31, 12, tzinfo=UTC), datetime(2026, 1, 2, 12, tzinfo=UTC)

    async def taken(n: int, at: datetime, year: int = 2025) -> Decimal:
        day = date(year, 1, 1) if year == 2026 else date(2025, 11, 1) + timedelta(days=n)
        new = session(insured, act_code="G", day=day, spent=Decimal("30.00"))
        return await contribution(database, agent, new, at)

    assert [await taken(n, december) for n in range(26)] == [Decimal(2)] * 25 + [Decimal(0)]
    assert [await taken(n, january) for n in range(26, 51)] == [Decimal(2)] * 25
    assert await taken(0, january, 2026) == Decimal(0)


async def test_caps_of_a_year_count_what_the_person_bore_under_another_contract_and_what_was_refused(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    """CSS D160-6: of 50 €, 30 were borne under another contract and 19 of a line that the contract refused."""
    camille = insured.people["Camille"]
    other = (
        await insured.owner.execute(
            select(CoverageRow.coverage_id, CoverageRow.contract_id).where(
                CoverageRow.person_id == camille, CoverageRow.contract_id != insured.contract_id
            )
        )
    ).first()
    assert other is not None
    taken = {"person_id": camille, **USUAL, "care_date": date(2026, 1, 5)}
    taken |= {"received_at": datetime(2026, 1, 6, 12, tzinfo=UTC)}
    its = {"coverage_id": insured.coverages["Camille"], "contract_id": insured.contract_id}
    refused = {"status": "REJECTED", "complementary_paid": Decimal(0), "remaining": Decimal("11.00")}
    await insured.add(ReimbursementRow, **{**taken, **other._mapping, "flat_contribution": Decimal(30)})
    await insured.add(ReimbursementRow, **{**taken, **its, **refused, "flat_contribution": Decimal(19)})
    await insured.add(
        ReimbursementRow, **{**taken, **its, "status": "CANCELLED", "flat_contribution": Decimal(1)}
    )
    await insured.owner.commit()
    visit = {"actCode": "G", "price": "30.00"}
    found = await estimate(hub, (await ids_of(hub))["Camille"], "2026-03-10", visit, visit)
    assert [line["flatContribution"] for line in found["lines"]] == ["1.00", "0.00"]


async def test_an_estimate_counts_the_year_of_its_day_of_care(
    hub: HubClient, database: Database, agent: Actor, insured: Insured
) -> None:
    for n in range(25):
        new = session(insured, act_code="G", day=date(2026, 1, 1) + timedelta(days=n), spent=Decimal("30.00"))
        await contribution(database, agent, new, datetime(2026, 2, 2, 12, tzinfo=UTC))
    id_ = (await ids_of(hub))["Camille"]
    for day, taken in (
        ("2026-02-01", "2.00"),
        ("2026-02-02", "0.00"),
        ("2026-12-31", "0.00"),
        ("2027-01-01", "2.00"),
    ):
        (line,) = (await estimate(hub, id_, day, {"actCode": "G", "price": "30.00"}))["lines"]
        assert line["flatContribution"] == taken, day


async def test_a_year_begins_at_midnight_in_france(
    database: Database, agent: Actor, insured: Insured
) -> None:
    def visits(day: date) -> NewLine:
        return session(insured, act_code="G", day=day, spent=Decimal("120.00"), quantity=4)

    for n in range(7):
        before = datetime(2025, 12, 31, 22, 30, tzinfo=UTC)
        expected = Decimal(8) if n < 6 else Decimal(2)  # 6 × 8, and 2 are left of 50
        assert await contribution(database, agent, visits(date(2025, 12, 1 + n)), before) == expected
    after = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert await contribution(database, agent, visits(date(2025, 12, 20)), after) == Decimal(8)


async def test_what_one_professional_took_that_day_is_known_of_the_lines_before(
    database: Database, agent: Actor, insured: Insured
) -> None:
    async def line(**facts: Any) -> Any:
        key = await settled(database, agent, session(insured, **{"professional": "Dr Roy", **facts}))
        async with as_owner(database.addresses) as owner:
            its = select(table_of(ReimbursementRow)).where(ReimbursementRow.reimbursement_id == key)
            return (await owner.execute(its)).one()

    visits = {"act_code": "G", "spent": Decimal("90.00"), "quantity": 3}
    taken = [(await line(**visits)).flat_contribution for _ in range(3)]
    assert taken == [Decimal(6), Decimal(2), Decimal(0)]
    assert (await line(**visits, professional="Dr Blanc")).flat_contribution == Decimal(6)
    cataract = {"act_code": "BFGA004", "spent": Decimal("271.70")}
    first, other = await line(**cataract), await line(**cataract)
    assert [first.complementary_paid, other.complementary_paid] == [Decimal(24), Decimal(0)]
    async with transaction(database, agent, TODAY) as tx:
        await line_reverse(tx, insured.member_id, first.reimbursement_id)
    assert (await line(**cataract)).complementary_paid == Decimal(24)


async def test_a_reversal_gives_back_what_was_used(
    hub: HubClient, database: Database, agent: Actor, insured: Insured, twice: list[int]
) -> None:
    last = await settled(database, agent, session(insured))
    async with transaction(database, agent, TODAY) as tx:
        back = await line_reverse(tx, insured.member_id, last)
    assert await paid(database, back) == [Decimal("-35.00")]
    found = await estimate(
        hub, (await ids_of(hub))["Camille"], "2026-03-10", *[{"actCode": "OST", "price": "60.00"}] * 2
    )
    assert [line["complementaryPaid"] for line in found["lines"]] == ["35.00", "0.00"]


async def test_a_line_is_taken_back_once(
    database: Database, agent: Actor, insured: Insured, twice: list[int]
) -> None:
    async with transaction(database, agent, TODAY) as tx:
        back = await line_reverse(tx, insured.member_id, twice[0])
    for line_id, code in (
        (twice[0], ErrorCode.CONFLICT),
        (back, ErrorCode.CONFLICT),
        (0, ErrorCode.NOT_FOUND),
    ):
        with pytest.raises(Refused) as refused:
            async with transaction(database, agent, TODAY) as tx:
                await line_reverse(tx, insured.member_id, line_id)
        assert refused.value.refusals[0].code is code


async def test_a_refusal_leaves_nothing_behind(database: Database, agent: Actor, insured: Insured) -> None:
    await at_level(database, 3)
    wrong = {
        ErrorCode.CONTRACT_INACTIVE: {"day": date(2022, 12, 31)},
        ErrorCode.BAD_USER_INPUT: {"act_code": "XYZ"},
        ErrorCode.NOT_FOUND: {"coverage_id": 0},
    }
    no_part = {"act_code": "AUD-II", "spent": Decimal("1600.00"), "part": "GAUCHE"}
    for code, facts in (*wrong.items(), (ErrorCode.BAD_USER_INPUT, no_part)):
        with pytest.raises(Refused) as refused:
            await settled(database, agent, session(insured, **facts))
        assert refused.value.refusals[0].code is code
    async with as_owner(database.addresses) as owner:
        assert (await owner.execute(select(table_of(ReimbursementRow)))).all() == []


async def test_a_line_is_not_settled_without_a_known_level_nor_under_a_contract_that_is_suspended_or_never_was(
    database: Database, agent: Actor, insured: Insured
) -> None:
    there = ContractPlanRow.contract_id == insured.contract_id
    whose = ContractRow.contract_id == insured.contract_id
    for change, code in (
        (update(ContractRow).where(whose).values(status="SUSPENDED"), ErrorCode.CONTRACT_INACTIVE),
        (update(ContractRow).where(whose).values(status="ACTIVE"), None),
        (delete(ContractPlanRow).where(there), ErrorCode.BAD_USER_INPUT),
        (update(ContractRow).where(whose).values(status="CANCELLED"), ErrorCode.CONTRACT_INACTIVE),
    ):
        async with as_owner(database.addresses) as owner:
            await owner.execute(change)
        if code is None:
            await settled(database, agent, session(insured))
            continue
        with pytest.raises(Refused) as refused:
            await settled(database, agent, session(insured))
        assert refused.value.refusals[0].code is code


async def test_a_line_keeps_its_explanation_and_the_version_of_the_rules(
    hub: HubClient, database: Database, agent: Actor, insured: Insured
) -> None:
    visit = session(insured, act_code="G", spent=Decimal("30.00"), practitioner="SECTOR_1")
    await settled(database, agent, visit)
    answer = await hub.ask(
        "{ me { reimbursements { edges { node { remaining rulesVersion explanation { amount rule part } } } } } }",
        as_="member",
    )
    (edge,) = answer.data["me"]["reimbursements"]["edges"]
    assert edge["node"]["rulesVersion"]
    assert sum(Decimal(step["amount"]) for step in edge["node"]["explanation"]) == Decimal("2.00")
    assert edge["node"]["remaining"] == "2.00"
