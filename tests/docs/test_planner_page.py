"""`docs/planner.md` shows the SQL that the planner makes, and names what is there."""

import re

from explain.question import Question
from explain.terminal import lines_of
from explaining import PLANS, SCHEMA
from planner.plans import Ready
from runtime.settings import ROOT
from schema.build import RULES
from tests.docs.planner_page import MADE, PAGE, PARTS, query_of, rewritten
from tests.hub_client import HubClient

TEXT = PAGE.read_text()
EXPLAINED = re.compile(r"<!-- explained -->\n```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIGURES = re.compile(r"\s+[\d,]+ rows?\s+[\d.]+ ms$")


def lasting(lines: list[str]) -> list[str]:
    """What does not depend on how full the tables are."""
    return [FIGURES.sub("", line) for line in lines if " read " not in line]


def test_the_sql_on_the_page_is_what_the_planner_makes() -> None:
    assert [found["name"] for found in MADE.finditer(TEXT)] == list(PARTS)
    assert TEXT.count("```sql") == len(PARTS)
    assert rewritten(TEXT) == TEXT, "python -m tests.docs.planner_page writes it anew"


def test_sql_that_is_not_the_planners_is_found() -> None:
    changed = TEXT.replace("SELECT t1.c0", "SELECT t1.c1")
    assert changed != TEXT
    assert rewritten(changed) == TEXT


async def test_the_explained_query_begins_as_on_the_page(hub: HubClient) -> None:
    actor = (await hub.identity("member")).capacities[0]
    question = Question.of(SCHEMA, RULES, query_of(TEXT), {}, None)
    ready = question.planned(PLANS, actor)
    assert isinstance(ready, Ready)
    lines = lasting([*lines_of(await question.report(SCHEMA, ready, actor, hub.database))])
    found = EXPLAINED.search(TEXT)
    assert found is not None
    written = lasting(found[1].splitlines())
    assert len(written) > 5
    assert written == lines[: len(written)]


async def test_the_metric_of_the_page_counts_the_query(hub: HubClient) -> None:
    await hub.assert_planned(query_of(TEXT), as_="member")
    (name,) = re.findall(r"`(hub_operations\w*)`", TEXT)
    assert f'{name}{{way="planner",why=""}} 1.0' in (await hub.http.get("/metrics")).text


def test_every_module_of_the_planner_is_on_the_page_and_every_path_is_there() -> None:
    paths = set(re.findall(r"`((?:\w+/)+(?:\w+\.\w+)?)`", TEXT))
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []
    modules = {f"planner/{path.name}" for path in (ROOT / "planner").glob("*.py")} - {"planner/__init__.py"}
    assert modules - paths == set()
