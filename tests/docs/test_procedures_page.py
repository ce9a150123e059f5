"""`docs/procedures.md`: what it shows is taken by the hub, and what it names is in the schema."""

import re

from graphql import GraphQLInputObjectType

from rules.refusals import ErrorCode
from runtime.settings import ROOT
from schema.build import build
from tests.hub_client import HubClient
from tests.procedures.asking import ago

PAGE = (ROOT / "docs" / "procedures.md").read_text("utf-8")
DAY = '"2026-11-02"'
REFUSED = re.compile(r"^\| `(?P<code>[A-Z_]+)` \| (?P<field>`[\w.]+`|none) \|", re.MULTILINE)


async def test_what_is_shown_is_taken(hub: HubClient) -> None:
    mutation = PAGE.partition("```graphql\n")[2].partition("```")[0]
    assert DAY in mutation
    answer = await hub.ask(mutation.replace(DAY, f'"{ago(30)}"'), as_="member")
    assert answer.errors == []
    payload = answer.data["reimbursementRequest"]
    assert payload["errors"] == []
    assert re.fullmatch(r"DEM-\d{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", payload["procedure"]["reference"])


def test_codes_and_fields_of_refusals_are_the_schemas() -> None:
    kind = build()._schema.type_map["ReimbursementRequestInput"]
    assert isinstance(kind, GraphQLInputObjectType)
    places = {"none", "`idempotencyKey`", *(f"`input.{name}`" for name in kind.fields)}
    rows = list(REFUSED.finditer(PAGE))
    assert len(rows) == 11
    assert {row["code"] for row in rows} <= set(ErrorCode)
    assert {row["field"] for row in rows} <= places
