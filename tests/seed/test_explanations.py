"""Ten thousand generated lines re-added from their steps, by what docs/rules.md says and without the rules' code."""

import json
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.seed.connections import Connection

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
SECTION = re.compile(
    r"^### `(?P<name>\w+)`\n\n[^\n]+\n\n- text: (?P<text>[^\n]+) \([\w-]+\)\n"
    r"- days of care: from (?P<first>[\d-]+)(?: to (?P<last>[\d-]+))?\n- part: (?P<part>\w+); step: (?P<step>.+)$",
    re.MULTILINE,
)
RULES = {each["name"]: each for each in re.finditer(SECTION, PAGE)}
LINES = 10_000


async def lines(seeded: Connection) -> list[Any]:
    """Of all kinds: lines that were taken back or refused come first."""
    return list(
        await seeded.fetch(
            """SELECT * FROM reimbursements
               ORDER BY reverses_id IS NULL, status <> 'REJECTED', md5(reimbursement_id::text) LIMIT $1""",
            LINES,
        )
    )


def added(line: Any) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    """The steps of a line, added up by part and by rule."""
    parts: dict[str, Decimal] = defaultdict(Decimal)
    rules: dict[str, Decimal] = defaultdict(Decimal)
    for name, amount, *_ in json.loads(line["explanation"]):
        parts[RULES[name]["part"]] += Decimal(amount)
        rules[name] += Decimal(amount)
    return parts, rules


async def test_every_amount_of_a_line_is_the_sum_of_its_steps(seeded: Connection) -> None:
    found = await lines(seeded)
    assert len(found) == LINES
    for line in found:
        parts, rules = added(line)
        assert {
            "spent": parts["SPENT"],
            "social_security_paid": -parts["SOCIAL_SECURITY"],
            "complementary_paid": -parts["COMPLEMENTARY"],
            "other_paid": -parts["OTHER"],
            "flat_contribution": rules["FLAT_CONTRIBUTION"],
            "deductible": rules["MEDICAL_DEDUCTIBLE"],
            "remaining": sum(parts.values()),
        }.items() <= dict(line).items(), line["explanation"]


async def test_every_step_names_a_rule_whose_text_and_days_cover_the_care_date(seeded: Connection) -> None:
    for line in await lines(seeded):
        for name, *_ in json.loads(line["explanation"]):
            rule = RULES[name]
            assert rule["text"]
            assert rule["step"] != "none"
            assert date.fromisoformat(rule["first"]) <= line["care_date"], name
            assert rule["last"] is None or line["care_date"] <= date.fromisoformat(rule["last"]), name


async def test_the_steps_of_a_share_are_the_base_times_the_rate(seeded: Connection) -> None:
    for line in await lines(seeded):
        for name, amount, *facts in json.loads(line["explanation"]):
            if name == "SOCIAL_SECURITY_SHARE":
                rate, base = Decimal(facts[0]), Decimal(facts[1])
                assert abs(rate * base - abs(Decimal(amount))) <= Decimal("0.005")
                assert base <= abs(line["reimbursement_base"])


async def test_every_line_says_by_which_version_of_the_rules_it_was_priced(seeded: Connection) -> None:
    (version,) = set(re.findall(r"version\s+\*\*([\d.]+)\*\*", PAGE))
    found = await seeded.fetch("SELECT DISTINCT rules_version FROM reimbursements")
    assert [row["rules_version"] for row in found] == [version]
