"""Pages: every list can be walked both ways, whatever is inserted meanwhile."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.households.household_open import household_open
from actions.transaction import transaction
from loaders.members import BY_NAME, MEMBER_PAGE
from planner import keyset
from planner.choices import BadArgument
from runtime.actor import Actor
from runtime.database import Database
from tests.households import a_household
from tests.hub_client import HubClient

TODAY = date(2026, 11, 25)
PAGE = """query($first: Int, $after: String, $last: Int, $before: String) {
  members(first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }"""


@pytest.fixture
async def households(database: Database, agent: Actor) -> list[str]:
    """Thirteen households, four of one name: the numbers in the list's order. Eight are the personas'."""
    names = {"100101": "Petit", "100102": "Petit", "100103": "Éluard", "100104": "Petit", "100105": "Petit"}
    async with transaction(database, agent, TODAY) as tx:
        for number, last_name in names.items():
            await household_open(tx, a_household(number, last_name=last_name))
    before = ["100002", "100008", "100103", "100004", "100007", "100005", "100001", "100003"]
    return [*before, "100101", "100102", "100104", "100105", "100006"]


async def walk(hub: HubClient, size: int, *, backward: bool) -> list[str]:
    numbers: list[str] = []
    cursor = None
    while True:
        arguments = {"last": size, "before": cursor} if backward else {"first": size, "after": cursor}
        page = (await hub.ask(PAGE, as_="agent", **arguments)).data["members"]
        assert page["totalCount"] == 13
        found = [edge["node"]["number"] for edge in page["edges"]]
        numbers = found + numbers if backward else numbers + found
        info = page["pageInfo"]
        if not info["hasPreviousPage" if backward else "hasNextPage"]:
            return numbers
        cursor = info["startCursor" if backward else "endCursor"]


@pytest.mark.parametrize("size", [1, 2, 3, 12, 13, 100])
@pytest.mark.parametrize("backward", [False, True])
async def test_all_pages_together_are_the_whole_list(
    hub: HubClient, households: list[str], size: int, backward: bool
) -> None:
    assert await walk(hub, size, backward=backward) == households


async def test_a_page_of_nothing_is_empty_and_says_whether_there_is_more(
    hub: HubClient, households: list[str]
) -> None:
    page = (await hub.ask(PAGE, as_="agent", first=0)).data["members"]
    assert page["edges"] == []
    assert page["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


async def test_a_page_goes_on_where_it_ended_while_rows_are_inserted(
    hub: HubClient, database: Database, agent: Actor, households: list[str]
) -> None:
    first = (await hub.ask(PAGE, as_="agent", first=8)).data["members"]
    async with transaction(database, agent, TODAY) as tx:
        await household_open(tx, a_household("100200", last_name="Aaa"))
        await household_open(tx, a_household("100201", last_name="Nizan"))
    cursor = first["pageInfo"]["endCursor"]
    second = (await hub.ask(PAGE, as_="agent", first=3, after=cursor)).data["members"]
    assert [edge["node"]["number"] for edge in second["edges"]] == ["100201", *households[8:10]]


async def test_between_two_cursors_lie_the_rows_between_them(hub: HubClient, households: list[str]) -> None:
    edges = (await hub.ask(PAGE, as_="agent")).data["members"]["edges"]
    bounds = {"after": edges[1]["cursor"], "before": edges[5]["cursor"]}
    for size in ({"first": 10}, {"last": 10}):
        page = (await hub.ask(PAGE, as_="agent", **bounds, **size)).data["members"]
        assert [edge["node"]["number"] for edge in page["edges"]] == households[2:5]


async def test_a_broker_counts_and_pages_the_own_portfolio_only(
    hub: HubClient, households: list[str]
) -> None:
    page = (await hub.ask(PAGE, as_="broker", first=1)).data["members"]
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (8, True)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80),
       st.integers(-(2**63), 2**63 - 1))  # fmt: skip
def test_a_cursor_gives_its_place_back(name: str, key: int) -> None:
    cursor = keyset.encode(MEMBER_PAGE, BY_NAME, (name, key))
    assert keyset.decode(MEMBER_PAGE, BY_NAME, "after", cursor) == (name, key)


@given(st.text(max_size=100) | st.binary(max_size=100).map(lambda raw: raw.decode("latin-1")))
def test_any_other_text_is_no_cursor(text: str) -> None:
    with pytest.raises(BadArgument):
        keyset.decode(MEMBER_PAGE, BY_NAME, "after", text)


@pytest.mark.parametrize("values", ['["members","a",true]', '["members","a",1.0]', '["members","a",9223372036854775808]',
                                    '["members","\\u0000",1]', '["members","\\ud800",1]', '["members","a"]', '{}',
                                    '["members","a",1,1]', '["Member","a",1]', '[["members"],"a",1]', '[]', '1'])  # fmt: skip
def test_a_forged_cursor_is_refused(values: str) -> None:
    import base64

    forged = base64.urlsafe_b64encode(values.encode()).decode().rstrip("=")
    with pytest.raises(BadArgument):
        keyset.decode(MEMBER_PAGE, BY_NAME, "after", forged)
