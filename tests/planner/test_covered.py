"""What the project shows to clients is answered by the planner, but for what is named here with the reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from graphql import GraphQLError, parse, validate

from actions.personas import PERSONAS
from routes.ide import all_examples
from runtime.settings import ROOT
from tests.both_ways import SCHEMA
from tests.hub_client import HubClient

WRITTEN = re.compile(r"^```graphql\n(.*?)^```$|`([^`\n]+)`|\"query\": \"([^\"]+)\"", re.MULTILINE | re.DOTALL)
"""On a page: a block, words between backquotes, the body of a request. What is no operation of the API is left out."""

EVERYBODY = set(PERSONAS)
NUMBERS = "a number about people who are written down"
LEFT = [
    ("query Reimbursements", {"guardian"}, f"at me.reimbursements: {NUMBERS}"),
    ("query Desk", EVERYBODY, f"at members: {NUMBERS}"),
    ("mutation", EVERYBODY, "not a valid document with one query to run"),
    ("query Quote", EVERYBODY, "at estimate: a resolver of its own"),
]
"""Which operations the executor answers, for whom and why. What is covered one day fails until it is taken out."""


@dataclass(frozen=True)
class Shown:
    where: str
    query: str
    persona: str

    def __str__(self) -> str:
        return f"{self.where} {self.query[:30]!r} as {self.persona}"

    @property
    def left(self) -> list[str]:
        return [why for begin, who, why in LEFT if self.query.startswith(begin) and self.persona in who]


def is_operation(text: str) -> bool:
    try:
        return "{" in text and not validate(SCHEMA._schema, parse(text))
    except GraphQLError:
        return False


def on_pages() -> Iterator[Shown]:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        texts = (next(filter(None, found)) for found in WRITTEN.findall(page.read_text()))
        for text in dict.fromkeys(text.strip() for text in texts if is_operation(text)):
            yield Shown(page.name, text, "spouse" if text.startswith("mutation") else "member")


SHOWN = [
    *(Shown("example", each.query, persona) for each in all_examples() for persona in each.personas),
    *on_pages(),
]


def test_the_pages_are_read() -> None:
    assert {"README.md", "architecture.md"} <= {each.where for each in SHOWN}
    assert {why for each in SHOWN for why in each.left} == {why for _, _, why in LEFT}


@pytest.mark.parametrize("shown", [each for each in SHOWN if not each.left], ids=str)
async def test_what_clients_are_shown_is_answered_by_the_planner(hub: HubClient, shown: Shown) -> None:
    answer = await hub.assert_planned(shown.query, as_=shown.persona)
    assert answer.errors == []


@pytest.mark.parametrize("shown", [each for each in SHOWN if each.left], ids=str)
async def test_what_is_left_to_the_executor_is_left_for_the_reason_named(
    hub: HubClient, shown: Shown
) -> None:
    with pytest.raises(AssertionError, match=f"left to the executor.*{shown.left[0]}"):
        await hub.assert_planned(shown.query, as_=shown.persona)
