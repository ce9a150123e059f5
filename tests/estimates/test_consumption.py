"""What lines use of an allowance, in the transaction that writes them."""

import asyncio
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from actions.reimbursements.line_reverse import line_reverse
from actions.reimbursements.line_settle import NewLine, line_settle
from actions.transaction import transaction
from models.base import table_of
from models.reimbursements import AllowanceUseRow, ReimbursementRow
from rules.refusals import ErrorCode, Refused
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.estimates.asking import at_level, estimate, ids_of
from tests.hub_client import HubClient
from tests.insured import Insured

TODAY, DAY = date(2026, 11, 25), date(2026, 3, 10)


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
    for code, facts in wrong.items():
        with pytest.raises(Refused) as refused:
            await settled(database, agent, session(insured, **facts))
        assert refused.value.refusals[0].code is code
    async with as_owner(database.addresses) as owner:
        assert (await owner.execute(select(table_of(ReimbursementRow)))).all() == []


async def test_a_line_keeps_its_explanation_and_the_version_of_the_rules(
    hub: HubClient, database: Database, agent: Actor, insured: Insured
) -> None:
    await at_level(database, 1)
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
