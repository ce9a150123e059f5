"""Examples worked out by hand, asked over HTTP by act, day, price, practitioner and person alone."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select, update

from models.affiliations import SchemeAffiliationRow
from models.contracts import ContractPlanRow
from models.guarantees import GuaranteeRow
from models.products import PlanRow
from models.reimbursements import AllowanceUseRow
from runtime.database import Database
from tests.estimates.asking import added, at_level, estimate, ids_of, of_product
from tests.hub_client import HubClient
from tests.insured import Insured

AMOUNTS = ("socialSecurityPaid", "complementaryPaid", "remaining")

LOCAL = [
    ("CS", "40.00", "OPTAM", ["26.35", "11.03", "2.62"]),  # 31.50 × 90 % − 2; 39.38 − 28.35
    ("PH4", "8.00", None, ["5.40", "1.60", "1.00"]),  # 8 × 80 % − 1; 8 × 20 %
    ("HBLD634", "500.00", None, ["108.00", "392.00", "0.00"]),  # 120 × 90 %
    ("BFGA004", "271.70", "SECTOR_1", ["271.70", "0.00", "0.00"]),  # no copay, no participation
    ("GHS", "1000.00", None, ["1000.00", "0.00", "0.00"]),
    ("FJ", "92.00", None, ["80.00", "0.00", "12.00"]),  # 4 × 20, paid by the local scheme
    ("LUN-A", "95.00", None, ["25.65", "69.35", "0.00"]),  # 28.50 × 90 %
    ("AMS", "17.90", None, ["15.11", "1.79", "1.00"]),  # 16.11 − 1; 17.90 × 10 %
]
"""At level 2 on 28 February 2026, of somebody whom the scheme of Alsace-Moselle covers."""

OUTSIDE = [
    ("G", "30.00", "SECTOR_1", "Camille", ["7.00", "9.00", "14.00"]),  # 30 × 30 % − 2; 30 × 30 %
    ("CS", "40.00", "SECTOR_1", "Camille", ["7.45", "9.45", "23.10"]),  # 9.45 − 2; no authorised excess
    ("CS", "60.00", "OPTAM", "Camille", ["7.45", "37.95", "14.60"]),  # 60 − 22.05, as in the pathway
    ("G", "30.00", "SECTOR_1", "Noé", ["21.00", "9.00", "0.00"]),  # under 16 there is no pathway
]
"""At level 5, out of the pathway."""

HOSPITAL_ONLY = [
    ("G", "30.00", "SECTOR_1", ["19.00", "0.00", "11.00"]),
    ("PH7", "10.00", None, ["5.50", "0.00", "4.50"]),
    ("HBLD634", "500.00", None, ["72.00", "0.00", "428.00"]),
    ("GHS", "1000.00", None, ["800.00", "200.00", "0.00"]),
    ("BFGA004", "600.00", "NON_OPTAM", ["239.70", "249.36", "110.94"]),  # 271.70 × 180 % − 239.70
    ("FJ", "100.00", None, ["0.00", "92.00", "8.00"]),  # 4 × 23: no contract pays more
    ("FPU", "23.00", None, ["0.00", "23.00", "0.00"]),
    ("CHP", "90.00", None, ["0.00", "60.00", "30.00"]),
]
"""Of Hospi Only, which is no responsible contract and promises what level 3 does in hospital; on 15 May 2026."""

OTHER_PRODUCTS = [
    ("SANTE_TPE", 1, "CS", "40.00", "OPTAM", ["20.05", "17.33", "2.62"]),  # as level 2: 39.38 − 22.05
    ("SANTE_TPE", 2, "AUD-II", "1600.00", None, ["240.00", "660.00", "700.00"]),  # as level 3: 900 − 240
    ("SANTE_TPE", 3, "OST", "60.00", None, ["0.00", "40.00", "20.00"]),  # as level 4
    ("SANTE_SENIOR", 1, "AUD-II", "1600.00", None, ["240.00", "160.00", "1200.00"]),  # 400 − 240
    ("SANTE_SENIOR", 4, "CS", "80.00", "NON_OPTAM", ["14.10", "25.30", "40.60"]),  # 23 × 180 % − 16.10
]

SEVERAL = [
    ("G", "90.00", 3, ["57.00", "27.00", "6.00"]),  # 63 − 3 × 2; 90 × 30 %
    ("G", "180.00", 6, ["118.00", "54.00", "8.00"]),  # 126 − 4 × 2: four contributions a day
    ("B", "32.00", 128, ["17.20", "12.80", "2.00"]),  # 128 × 0.25 × 60 % − 2: one for all letters
    ("PH7", "600.00", 60, ["340.00", "210.00", "50.00"]),  # 390 − 50: no more a year
    ("AMS", "107.40", 6, ["60.44", "42.96", "4.00"]),  # 64.44 − 4: no more a day
    ("VSL", "210.00", 3, ["107.50", "94.50", "8.00"]),  # 115.50 − 8: no more a day
    ("FJ", "92.00", 2, ["0.00", "46.00", "46.00"]),  # 2 × 23, whatever is asked
    ("BFGA004", "543.40", 2, ["511.40", "32.00", "0.00"]),  # 543.40 − 32: one participation
    ("AUD-I", "1900.00", 2, ["480.00", "1420.00", "0.00"]),  # 2 × 240; 2 × 710
]
"""At level 1 on 15 May 2026, so many on one line."""


class Example(NamedTuple):
    level: int
    day: str
    line: dict[str, Any]
    who: str
    amounts: list[str]
    doubtful: bool


def examples() -> Iterator[Example]:
    for row in (Path(__file__).parent / "by_hand.txt").read_text("utf-8").splitlines():
        if row.startswith("#"):
            continue
        asked, expected, _ = row.split("|")
        level, day, code, price, practitioner, who = asked.split()
        line = {"actCode": code, "price": price}
        if practitioner != "-":
            line["practitioner"] = practitioner
        amounts, doubtful = expected.split(), "?" in expected
        yield Example(int(level), day, line, who, amounts[:3], doubtful)


def amounts(line: dict[str, Any]) -> list[str]:
    return [line[each] for each in AMOUNTS]


async def test_examples_come_out_as_they_were_worked_out_by_hand(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    ids, asked = await ids_of(hub), 0
    for level, of_level in groupby(sorted(examples(), key=lambda each: each.level), lambda each: each.level):
        await at_level(database, level)
        for example in of_level:
            found = await estimate(hub, ids[example.who], example.day, example.line)
            (line,) = found["lines"]
            assert amounts(line) == example.amounts, example
            assert line["needsReview"] is example.doubtful, (example, line["notices"])
            assert added(line) == Decimal(line["remaining"])
            asked += 1
    assert asked >= 75


async def test_examples_of_the_local_scheme_come_out(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 2)
    await insured.add(
        SchemeAffiliationRow, person_id=insured.people["Camille"], scheme_code="01", fund="671",
        alsace_moselle=True, valid_from=date(2023, 1, 1),
    )  # fmt: skip
    await insured.owner.commit()
    id_ = (await ids_of(hub))["Camille"]
    for code, price, practitioner, expected in LOCAL:
        line = {"actCode": code, "price": price, "practitioner": practitioner}
        (found,) = (await estimate(hub, id_, "2026-02-28", line))["lines"]
        assert amounts(found) == expected, code


async def test_examples_out_of_the_pathway_come_out(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 5)
    ids = await ids_of(hub)
    for code, price, practitioner, who, expected in OUTSIDE:
        line = {"actCode": code, "price": price, "practitioner": practitioner, "inCarePathway": False}
        (found,) = (await estimate(hub, ids[who], "2026-03-10", line))["lines"]
        assert amounts(found) == expected, (code, who)


async def test_examples_of_a_contract_that_is_not_responsible_come_out(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await of_product(database, "HOSPI_ONLY")
    id_ = (await ids_of(hub))["Camille"]
    for code, price, practitioner, expected in HOSPITAL_ONLY:
        line = {"actCode": code, "price": price, "practitioner": practitioner}
        (found,) = (await estimate(hub, id_, "2026-05-15", line))["lines"]
        assert amounts(found) == expected, code


async def test_examples_of_other_products_come_out(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    id_ = (await ids_of(hub))["Camille"]
    for product, rank, code, price, practitioner, expected in OTHER_PRODUCTS:
        await of_product(database, product, rank)
        line = {"actCode": code, "price": price, "practitioner": practitioner}
        (found,) = (await estimate(hub, id_, "2026-03-10", line, as_="member"))["lines"]
        assert amounts(found) == expected, (product, rank)


async def test_examples_of_several_acts_on_a_line_come_out(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 1)
    id_ = (await ids_of(hub))["Camille"]
    for code, price, quantity, expected in SEVERAL:
        line = {"actCode": code, "price": price, "quantity": quantity}
        (found,) = (await estimate(hub, id_, "2026-05-15", line))["lines"]
        assert amounts(found) == expected, (code, quantity)
        assert found["needsReview"] is (code in {"B", "FJ", "BFGA004"})


async def test_what_is_taken_by_the_day_is_taken_line_after_line(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 1)
    id_ = (await ids_of(hub))["Camille"]
    visits = {"actCode": "G", "price": "90.00", "quantity": 3}
    cataract = {"actCode": "BFGA004", "price": "271.70"}
    trip, session = {"actCode": "VSL", "price": "70.00"}, {"actCode": "AMS", "price": "17.90"}
    for lines, field, expected in (
        ([visits, visits, visits], "flatContribution", ["6.00", "2.00", "0.00"]),
        ([trip, trip, trip], "deductible", ["4.00", "4.00", "0.00"]),
        ([session] * 5, "deductible", ["1.00", "1.00", "1.00", "1.00", "0.00"]),
        ([cataract, cataract], "complementaryPaid", ["32.00", "0.00"]),
        ([cataract, cataract], "socialSecurityPaid", ["239.70", "271.70"]),
    ):
        found = (await estimate(hub, id_, "2026-05-15", *lines))["lines"]
        assert [line[field] for line in found] == expected, field


async def test_the_days_of_a_daily_charge_are_told_by_its_price_where_nobody_says_them(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 1)
    id_ = (await ids_of(hub))["Camille"]
    (line,) = (await estimate(hub, id_, "2026-05-15", {"actCode": "FJ", "price": "92.00"}))["lines"]
    assert any("4 jours" in notice for notice in line["notices"])
    (line,) = (await estimate(hub, id_, "2026-05-15", {"actCode": "FJ", "price": "92.00", "quantity": 1}))[
        "lines"
    ]
    assert (amounts(line), line["needsReview"]) == (["0.00", "23.00", "69.00"], True)
    assert any("23\u00a0€ par jour" in notice for notice in line["notices"])


async def test_a_daily_charge_beside_a_stay_that_leaves_a_copay_is_looked_at(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 1)
    id_ = (await ids_of(hub))["Camille"]
    stay, charge = {"actCode": "GHS", "price": "1000.00"}, {"actCode": "FJ", "price": "92.00"}
    found = (await estimate(hub, id_, "2026-05-15", stay, charge))["lines"]
    assert [line["needsReview"] for line in found] == [False, True]
    assert any("s’impute sur le ticket modérateur" in notice for notice in found[1]["notices"])


async def test_glasses_may_be_had_again_after_two_years_and_an_ear_after_four(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 3)
    whose = {
        "coverage_id": insured.coverages["Camille"], "contract_id": insured.contract_id,
        "person_id": insured.people["Camille"], "used": Decimal(1),
    }  # fmt: skip
    await insured.add(AllowanceUseRow, **whose, code="GLASSES", used_on=date(2024, 11, 24))
    await insured.add(AllowanceUseRow, **whose, code="HEARING_AID", part="LEFT", used_on=date(2023, 1, 10))
    await insured.owner.commit()
    id_ = (await ids_of(hub))["Camille"]
    glasses = {"actCode": "LUN-B-S", "price": "390.00"}
    aid = {"actCode": "AUD-II", "price": "1600.00"}
    for day, line, paid in (
        ("2026-11-23", glasses, "0.06"),  # the copay of 0.15, which a responsible contract owes
        ("2026-11-24", glasses, "219.91"),  # 220 − 0.09
        ("2027-01-09", {**aid, "part": "LEFT"}, "160.00"),  # the copay of 400
        ("2027-01-09", {**aid, "part": "RIGHT"}, "660.00"),  # 900 − 240
        ("2027-01-10", {**aid, "part": "LEFT"}, "660.00"),
    ):
        (found,) = (await estimate(hub, id_, day, line))["lines"]
        assert found["complementaryPaid"] == paid, (day, line)


async def test_the_level_of_the_day_of_care_decides(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 1)
    its = ContractPlanRow.contract_id == insured.contract_id
    higher = select(PlanRow.plan_id).where(PlanRow.product_id == insured.product_id, PlanRow.rank == 5)
    plan_id, change = await insured.owner.scalar(higher), date(2026, 3, 1)
    await insured.owner.execute(update(ContractPlanRow).where(its).values(valid_to=change))
    await insured.add(ContractPlanRow, contract_id=insured.contract_id, plan_id=plan_id, valid_from=change)
    await insured.owner.commit()
    id_ = (await ids_of(hub))["Camille"]
    visit = {"actCode": "CS", "price": "60.00", "practitioner": "OPTAM"}
    for day, expected in (
        ("2026-02-28", ["20.05", "9.45", "30.50"]),  # 31.50 × 100 % − 22.05
        ("2026-03-01", ["20.05", "37.95", "2.00"]),  # 60, less than 31.50 × 250 %; − 22.05
    ):
        (found,) = (await estimate(hub, id_, day, visit))["lines"]
        assert amounts(found) == expected


async def test_a_quota_pays_as_many_of_a_line_as_are_left(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 3)
    id_ = (await ids_of(hub))["Camille"]
    twice = [{"actCode": "OST", "price": "120.00", "quantity": 2}] * 2
    found = (await estimate(hub, id_, "2026-05-15", *twice))["lines"]
    assert [amounts(line) for line in found] == [
        ["0.00", "70.00", "50.00"],  # 2 × 35
        ["0.00", "35.00", "85.00"],  # the last of three a year
    ]


async def test_what_waits_is_not_paid_before_its_months_are_over_but_for_the_copay(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 3)
    families = GuaranteeRow.family.in_(("ALTERNATIVE_MEDICINE", "SPECIALIST"))
    await insured.owner.execute(update(GuaranteeRow).where(families).values(waiting_months=40))
    await insured.owner.commit()
    id_ = (await ids_of(hub))["Camille"]  # covered since 1 January 2023
    lines = [
        {"actCode": "OST", "price": "60.00"},
        {"actCode": "CS", "price": "60.00", "practitioner": "OPTAM"},
    ]
    for day, paid in (("2026-04-30", ["0.00", "9.45"]), ("2026-05-01", ["35.00", "25.20"])):
        found = (await estimate(hub, id_, day, *lines))["lines"]
        assert [line["complementaryPaid"] for line in found] == paid
