"""All pages of every list, in every order that it has, are the whole list together, both ways, where rows are equal
in what they are ordered by and where that is not known. (`test_keyset` looks at one list while it changes.)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import GraphQLField, GraphQLObjectType

from planner.catalog import source_of
from planner.declarations import Page
from runtime.tokens import Identity
from seed.copying import owner_of
from tests.both_ways import SCHEMA
from tests.hub_client import HubClient

TIES = """
UPDATE reimbursements SET care_date = '2026-01-01', spent = 50, social_security_paid = 20, complementary_paid = 10,
                          remaining = 20 WHERE reimbursement_id % 3 = 0;
UPDATE reimbursements SET status = 'PENDING', paid_on = NULL, statement_id = NULL WHERE reimbursement_id % 7 = 0;
UPDATE procedures SET submitted_at = '2026-01-01 08:00Z', updated_at = '2026-06-01Z' WHERE procedure_id % 2 = 0;
UPDATE statements SET issued_on = '2026-01-01' WHERE statement_id % 2 = 0;
UPDATE documents SET issued_on = '2026-01-01';
UPDATE members SET sort_name = 'martin, ' || member_id % 3;
UPDATE acts SET search = left(search, 1);
UPDATE hospitals SET search = 'hopital';
UPDATE articles SET valid_from = '2025-01-01', valid_to = NULL, published_at = '2025-01-01Z', language = 'fr';
UPDATE tutorials SET position = 1, valid_from = '2025-01-01', valid_to = NULL, published_at = '2025-01-01Z', language = 'fr';
UPDATE aids SET position = 1, valid_from = '2025-01-01', valid_to = NULL, published_at = '2025-01-01Z', language = 'fr';
UPDATE faq_entries SET position = 1, valid_from = '2025-01-01', valid_to = NULL, published_at = '2025-01-01Z', language = 'fr';
INSERT INTO notifications (member_id, person_id, kind, title, body, created_at)
SELECT member_id, person_id, kind, title, body, created_at FROM notifications, generate_series(1, 4);
INSERT INTO access_log (member_id, at, account_id, role, label, what, person_id)
SELECT member_id, at, account_id, role, label, what, person_id FROM access_log, generate_series(1, 3);
INSERT INTO broker_users (broker_id, account_id, name, email, administrator, invited_at)
SELECT broker_id, account_id, 'Claire', 'claire@example.org', false, '2026-01-01Z' FROM brokers, accounts
WHERE account_id <= (SELECT min(account_id) + 6 FROM accounts) ON CONFLICT DO NOTHING;
INSERT INTO clients (account_id, client_id, name, role, broker_id, scopes, secret_hash, created_at, expires_on)
SELECT account_id, 'hub_' || account_id, 'Outil', 'BROKER',
       (SELECT broker_id FROM contracts WHERE number = 'S-20000029'), '{content:read}', '', '2026-01-01Z', '2100-01-01'
FROM accounts WHERE account_id <= (SELECT min(account_id) + 6 FROM accounts)
"""

HOUSEHOLD = "truth.household('20000029')"
LISTS: dict[str, tuple[str, str, str | None]] = {
    "acts": ("service", "%s", None),
    "hospitals": ("reporting", "%s", None),
    "news": ("agent", "%s", None),
    "prevention": ("agent", "%s", None),
    "tutorials": ("agent", "%s", None),
    "aids": ("agent", "%s", None),
    "faq": ("agent", "%s", None),
    "clients": ("agent", "%s", None),
    "clients of a broker": ("agent", 'contract(number: "S-20000029") { broker { %s } }', None),
    "users of a broker": ("agent", 'contract(number: "S-20000029") { broker { %s } }', None),
    "members": ("agent", "%s", None),
    "procedures": ("agent", "%s", None),
    "reimbursements": ("holder", "me { %s }", None),
    "statements": ("holder", "me { %s }", None),
    "household procedures": ("holder", "me { %s }", None),
    "documents": ("agent", 'member(number: "20000029") { %s }', None),
    "notifications": ("holder", "me { %s }", None),
    "access log": ("holder", "me { %s }", None),
    "contract documents": ("second-broker", 'contract(number: "S-20000029") { %s }', None),
    "beneficiary reimbursements": (
        "agent",
        "node(id: $id) { ... on Beneficiary { %s } }",
        f"SELECT truth.id('bnf', member_id, min(coverage_id)) FROM coverages WHERE member_id = {HOUSEHOLD} GROUP BY member_id",
    ),
    "statement reimbursements": (
        "agent",
        "node(id: $id) { ... on Statement { %s } }",
        "SELECT truth.id('stm', member_id, statement_id) FROM reimbursements WHERE statement_id IS NOT NULL"
        " GROUP BY member_id, statement_id ORDER BY count(*) DESC LIMIT 1",
    ),
}
"""By the name of the page: who reads it, where it hangs, and the id of what it hangs on."""

PAGE = "edges { cursor node { __typename } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
NEEDED = {"hospitals": 'search: "hopital"'}


def pages() -> Iterator[tuple[str, Page, str, GraphQLField]]:
    for kind in SCHEMA._schema.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            for name, field in kind.fields.items():
                if isinstance(source := source_of(field), Page):
                    yield kind.name, source, name, field


@dataclass(frozen=True, slots=True)
class Listed:
    """One list in one order."""

    page: str
    field: str
    order: str | None
    both_ways: bool

    def query(self, asked: str) -> str:
        """The operation for some arguments, and what is asked of the connection."""
        _, where, id_ = LISTS[self.page]
        arguments = ", ".join(
            filter(None, [NEEDED.get(self.page), self.order and f"orderBy: {self.order}", "%s"])
        )
        declared = "$size: Int, $place: String" + (", $id: ID!" if id_ else "")
        return f"query({declared}) {{ {where.replace('%s', f'{self.field}({arguments}) {{ {asked} }}')} }}"


def listed() -> Iterator[Listed]:
    for _, page, name, field in pages():
        order_by: Any = field.args.get("orderBy")
        for order in [None] if order_by is None else sorted(order_by.type.values):
            yield Listed(page.name, name, order, "last" in field.args)


CASES = [pytest.param(each, id=f"{each.page}-{each.order}") for each in listed()]


@pytest.fixture(scope="module")
async def tied(told_hub: HubClient) -> HubClient:
    async with owner_of(told_hub.database.addresses) as owner:
        await owner.execute(TIES)
    return told_hub


@pytest.fixture(scope="module", params=[True, False], ids=["planner", "executor"])
async def app(request: pytest.FixtureRequest, tied: HubClient) -> HubClient:
    return HubClient(tied.database, planner=request.param)


class Walk:
    """One list, page by page, as one reader."""

    def __init__(self, hub: HubClient, token: str, listed: Listed, id_: str | None) -> None:
        self.hub, self.token, self.listed, self.id_ = hub, token, listed, id_

    async def rows(self, size: int, *, backward: bool = False) -> list[str]:
        """The cursors of all rows, each of which is one row's."""
        query = self.listed.query(PAGE) % (
            "last: $size, before: $place" if backward else "first: $size, after: $place"
        )
        found, place = list[str](), None
        while True:
            page = await self._ask(query, size, place)
            cursors = [edge["cursor"] for edge in page["edges"]]
            assert len(cursors) <= size
            found = cursors + found if backward else found + cursors
            info = page["pageInfo"]
            ends = (info["startCursor"], info["endCursor"])
            assert ends == ((cursors[0], cursors[-1]) if cursors else (None, None))
            if not info["hasPreviousPage" if backward else "hasNextPage"]:
                return found
            place = ends[0] if backward else ends[1]

    async def count(self) -> int:
        query = self.listed.query("totalCount edges { node { __typename } }") % "first: $size, after: $place"
        return int((await self._ask(query, 1, None, planned=False))["totalCount"])

    async def _ask(self, query: str, size: int, place: str | None, *, planned: bool = True) -> Any:
        response = await self.hub.http.post(
            "/graphql",
            json={"query": query, "variables": {"id": self.id_, "size": size, "place": place}},
            headers={"Authorization": f"Bearer {self.token}"},
        )
        if planned:
            assert response.headers["Server-Timing"] in {"planner", 'executor;desc="there is no planner"'}
        data = response.json()["data"]
        while "edges" not in data:
            (data,) = data.values()
        return data


@pytest.mark.parametrize("each", CASES)
async def test_all_pages_are_the_whole_list(
    app: HubClient, identities: dict[str, Identity], each: Listed
) -> None:
    reader, _, id_ = LISTS[each.page]
    async with owner_of(app.database.addresses) as owner:
        key = await owner.fetchval(id_) if id_ else None
    walk = Walk(app, await app.token(identities[reader]), each, key)
    whole = await walk.rows(100)
    assert len(whole) == len(set(whole)) == await walk.count()
    assert len(whole) > 1, "one row has no order"
    parts = len(whole) // 4 or 1
    assert await walk.rows(parts) == whole
    if each.both_ways:
        assert await walk.rows(parts, backward=True) == whole


def test_every_list_is_walked() -> None:
    assert {page.name for _, page, _, _ in pages()} == set(LISTS)
