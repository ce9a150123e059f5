"""What a quote would be paid, asked over HTTP of the catalogue and the levels that the hub loads."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any

from models.affiliations import SchemeAffiliationRow
from models.reimbursements import AllowanceUseRow
from runtime.database import Database
from tests.estimates.asking import added, at_level, estimate, ids_of
from tests.hub_client import HubClient
from tests.insured import Insured

# Example, level of Santé Pro, day, act, price, practitioner, who; social security's part, the contract's, left.
EXAMPLES = """
E01 1 2026-03-10 G       30.00  SECTOR_1  Camille | 19.00  9.00   2.00
E02 1 2023-11-15 G       26.50  SECTOR_1  Camille | 17.55  7.95   1.00
E03 1 2023-11-15 CS      31.50  SECTOR_1  Camille | 21.05  9.45   1.00
E04 1 2025-02-01 CS      40.00  OPTAM     Camille | 20.05  9.45   10.50
E06 5 2026-03-10 CS      80.00  NON_OPTAM Camille | 14.10  29.90  36.00
E09 1 2023-06-01 AMS     16.13  -         Camille | 9.18   6.45   0.50
E11 1 2026-03-10 PH7     10.00  -         Camille | 5.50   3.50   1.00
E13 1 2024-03-01 HBJD001 28.92  -         Camille | 17.35  11.57  0.00
E14 1 2026-03-10 HBLD634 500.00 -         Camille | 72.00  428.00 0.00
E15 4 2026-03-10 HBLD634 750.00 -         Camille | 72.00  288.00 390.00
E17 4 2026-03-10 TO90    690.00 -         Noé     | 193.50 290.25 206.25
E18 1 2026-03-10 LUN-A   95.00  -         Camille | 17.10  77.90  0.00
E20 1 2026-03-10 AUD-I   950.00 -         Camille | 240.00 710.00 0.00
E21 1 2026-03-10 AUD-I-20 1400.00 -       Noé     | 840.00 560.00 0.00
E23 1 2026-05-15 BFGA004 271.70 SECTOR_1  Camille | 239.70 32.00  0.00
E25 1 2026-05-15 FJ      92.00  -         Camille | 0.00   92.00  0.00
E26 1 2026-02-10 FJ      80.00  -         Camille | 0.00   80.00  0.00
E30 1 2026-05-15 FPU     23.00  -         Camille | 0.00   23.00  0.00
E32 1 2026-03-10 TCG     25.00  -         Camille | 15.50  7.50   2.00
"""
UNCERTAIN = [
    ("AMS9.5", "2026-08-01", True), ("AMS9.5", "2026-03-01", False), ("HBJD001", "2024-03-01", False),
    ("HBJD001", "2026-03-01", True), ("AMI", "2026-03-01", True), ("PAR32", "2026-04-21", False),
    ("APC", "2024-12-21", True), ("APC", "2024-12-22", False), ("CNPSY", "2024-12-21", True),
    ("CNPSY", "2024-12-22", False), ("PAR32", "2026-04-22", True), ("BFGA004", "2026-05-15", True),
    ("TO90", "2026-03-01", True),
]  # fmt: skip
"""An act on a day, and whether somebody has to look at what it is paid: TO90 is not for who is grown up."""

BY_FAMILY = [
    ("GENERAL_PRACTITIONER", "30.00", "G", "9.00"),
    ("DENTAL_PROSTHESIS", "500.00", "HBLD634", "428.00"),
    ("GLASSES", "95.00", "LUN-A", "77.90"),
    ("GLASSES", "300.00", "LUN-B-S", "99.91"),
    ("HEARING_AID", "950.00", "AUD-I", "710.00"),
    ("EMERGENCY_CHARGE", "23.00", "FPU", "23.00"),
]


async def test_the_worked_examples_come_out_with_their_explanations(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    ids = await ids_of(hub)
    for example in EXAMPLES.strip().splitlines():
        asked, _, expected = example.partition("|")
        name, level, day, code, price, practitioner, who = asked.split()
        await at_level(database, int(level))
        line: dict[str, Any] = {"actCode": code, "price": price}
        if practitioner != "-":
            line["practitioner"] = practitioner
        found = await estimate(hub, ids[who], day, line)
        (its,) = found["lines"]
        assert [its[each] for each in ("socialSecurityPaid", "complementaryPaid", "remaining")] == (
            expected.split()
        ), name
        assert added(its) == Decimal(its["remaining"])
        assert added(its, "COMPLEMENTARY") == -Decimal(its["complementaryPaid"])
        assert added(its, "SOCIAL_SECURITY") == -Decimal(its["socialSecurityPaid"])
        assert all(step["label"] and step["reference"] for step in its["explanation"])
        assert found["complementaryPaid"] == its["complementaryPaid"]
        assert found["indicative"] is True


async def test_an_estimate_in_alsace_moselle_has_the_local_rate(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 1)
    await insured.add(
        SchemeAffiliationRow, person_id=insured.people["Camille"], scheme_code="01", fund="671",
        alsace_moselle=True, valid_from=date(2023, 1, 1),
    )  # fmt: skip
    await insured.owner.commit()
    found = await estimate(
        hub, (await ids_of(hub))["Camille"], "2026-03-10", {"actCode": "G", "price": "30.00"}
    )
    (line,) = found["lines"]
    assert (line["socialSecurityPaid"], line["complementaryPaid"], line["remaining"]) == (
        "25.00",
        "3.00",
        "2.00",
    )


async def test_a_member_who_has_no_codes_asks_by_family(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 1)
    id_ = (await ids_of(hub))["Camille"]
    for family, price, code, paid in BY_FAMILY:
        found = await estimate(hub, id_, "2026-05-15", {"family": family, "price": price}, as_="member")
        (line,) = found["lines"]
        assert (line["act"]["code"], line["complementaryPaid"]) == (code, paid), family
        assert any("Estimation faite pour" in notice for notice in line["notices"])


async def test_a_class_b_quote_has_its_class_a_beside_it(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 3)
    id_ = (await ids_of(hub))["Camille"]
    lines = [
        {"actCode": "LUN-B-S", "price": "390.00"}, {"actCode": "AUD-II", "price": "1600.00"},
        {"actCode": "HBLD634", "price": "750.00"}, {"actCode": "G", "price": "30.00"},
    ]  # fmt: skip
    found = (await estimate(hub, id_, "2026-03-10", *lines))["lines"]
    others = [line["alternative"] for line in found]
    assert [None if each is None else (each["act"]["code"], each["remaining"]) for each in others] == [
        ("LUN-A", "0.00"), ("AUD-I", "0.00"), ("HBLD634", "0.00"), None,
    ]  # fmt: skip
    assert [line["basket"] for line in found] == ["FREE", "FREE", "FREE", None]


async def test_a_line_finds_what_the_lines_before_it_left(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 3)
    await insured.add(
        AllowanceUseRow, coverage_id=insured.coverages["Camille"], contract_id=insured.contract_id,
        person_id=insured.people["Camille"], code="ALTERNATIVE_MEDICINE", used_on=date(2026, 1, 5), used=Decimal(1),
    )  # fmt: skip
    await insured.owner.commit()
    id_ = (await ids_of(hub))["Camille"]
    found = await estimate(hub, id_, "2026-03-10", *[{"actCode": "OST", "price": "60.00"}] * 3)
    assert [line["complementaryPaid"] for line in found["lines"]] == ["35.00", "35.00", "0.00"]
    assert [line["allowance"]["remaining"] for line in found["lines"]] == ["1.00", "0.00", "0.00"]
    assert "épuisé" in "".join(found["lines"][2]["notices"])
    assert (found["spent"], found["complementaryPaid"], found["remaining"]) == ("180.00", "70.00", "110.00")
    again = await estimate(hub, id_, "2026-03-10", {"actCode": "OST", "price": "60.00"})
    assert again["complementaryPaid"] == "35.00"


async def test_what_nobody_knows_needs_a_review_and_is_never_nothing(
    hub: HubClient, database: Database, insured: Insured
) -> None:
    await at_level(database, 1)
    lines = [
        {"actCode": "XYZ", "price": "50.00"}, {"actCode": "CSC", "price": "55.00"},
        {"actCode": "G", "price": "70.00", "practitioner": "NOT_AGREED"},
        {"actCode": "APC", "price": "60.00", "practitioner": "NOT_AGREED"},
        {"family": "NURSING", "price": "6.30"}, {"actCode": "G", "price": "30.00"},
    ]  # fmt: skip
    found = await estimate(hub, (await ids_of(hub))["Camille"], "2026-03-10", *lines)
    for line in found["lines"][:5]:
        assert line["needsReview"] is True
        assert (line["socialSecurityPaid"], line["complementaryPaid"], line["remaining"]) == (
            None,
            None,
            None,
        )
        assert line["notices"]
    assert found["lines"][0]["act"] is None
    assert found["lines"][5]["needsReview"] is False
    assert (found["spent"], found["complementaryPaid"]) == ("30.00", "9.00")
    assert "lignes 1, 2, 3, 4, 5" in found["notices"][-1]
    alone = await estimate(hub, (await ids_of(hub))["Camille"], "2026-03-10", lines[0])
    assert (alone["spent"], alone["complementaryPaid"], alone["remaining"]) == (None, None, None)


async def test_what_is_uncertain_says_so(hub: HubClient, database: Database, insured: Insured) -> None:
    await at_level(database, 1)
    id_ = (await ids_of(hub))["Camille"]
    for code, day, uncertain in UNCERTAIN:
        (line,) = (await estimate(hub, id_, day, {"actCode": code, "price": "20.00"}))["lines"]
        assert line["needsReview"] is uncertain, (code, day)
        assert line["complementaryPaid"] is not None


async def test_the_statements_do_not_grow_with_the_lines(
    database: Database, insured: Insured, executor: HubClient,
    statements: Callable[[], AbstractContextManager[list[str]]],
) -> None:  # fmt: skip
    await at_level(database, 3)
    id_ = (await ids_of(executor))["Camille"]
    counts = []
    for many in (1, 20):
        with statements() as ran:
            await estimate(executor, id_, "2026-03-10", *[{"actCode": "OST", "price": "60.00"}] * many)
        counts.append(len(ran))
    assert counts[0] == counts[1]
