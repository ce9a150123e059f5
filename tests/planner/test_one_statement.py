"""Of a planned operation Postgres is asked one statement, and nothing around it: its own log is the witness."""

import pytest

from actions.households.household_open import household_open
from actions.transaction import transaction
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database
from tests.households import a_household
from tests.hub_client import HubClient
from tests.lines import add_lines
from tests.statement_log import Ran

TINY = "{ me { number } }"
HOME = """{ viewer { displayName unreadNotifications capacity { role household { number } } }
  me { firstName features { code available } contracts { number plan { label } premium { amount } }
    beneficiaries { firstName allowances { code consumed } }
    reimbursements(first: 10) { totalCount edges { node { careDate spent beneficiary { firstName } } } }
    procedures(first: 5) { edges { node { reference status title } } } } }"""
LIST = """{ me { reimbursements(first: 100, orderBy: SPENT_DESC) { totalCount totals { spent remaining }
  pageInfo { hasNextPage endCursor } edges { cursor node { id careDate spent detail contract { number } } } } } }"""
PORTFOLIO = """{ viewer { displayName broker { name } } members(first: 100) { pageInfo { hasNextPage }
  edges { node { number lastName contracts { number status } beneficiaries { firstName relation } } } } }"""


@pytest.mark.parametrize(
    ("operation", "persona"),
    [
        *((each, persona) for each in (TINY, HOME, LIST) for persona in ("member", "spouse")),
        (PORTFOLIO, "broker"),
        (PORTFOLIO, "agent"),
    ],
    ids=["tiny-1", "tiny-2", "home-1", "home-2", "list-1", "list-2", "portfolio-1", "portfolio-2"],
)
async def test_a_planned_operation_is_one_statement_however_many_rows_it_has(  # noqa: PLR0917  # fixtures
    hub: HubClient,
    database: Database,
    agent: Actor,
    member: Actor,
    all_that_ran: Ran,
    operation: str,
    persona: str,
) -> None:
    await add_lines(database, member.member_id, *({"who": "Camille"} for _ in range(40)))
    async with transaction(database, agent, clock.today()) as tx:
        for number in range(101000, 101030):
            await household_open(tx, a_household(str(number)))
    token = await hub.token(persona)
    headers = {"Authorization": f"Bearer {token}"}
    await hub.http.post("/graphql", json={"query": TINY}, headers=headers)  # the lane is open from here on
    for _ in range(2):  # made, then kept
        with all_that_ran() as ran:
            answer = await hub.http.post("/graphql", json={"query": operation}, headers=headers)
        assert answer.headers["Server-Timing"] == "planner"
        (statement,) = ran
        assert statement.startswith("SELECT row_to_json(")
