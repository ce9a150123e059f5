"""What an adult has not shared changes nothing that the holder is answered: not a row, a count, a sum, a
cursor, whatever they filter by or order by.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from models.kinds import ACT_FAMILIES, CARE_CATEGORIES
from models.reimbursements import ReimbursementRow
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from schema.reimbursement_enums import ReimbursementOrder
from tests.hub_client import HubClient
from tests.lines import add_lines

LINE = """id detail status paidOn complementaryPaid careDate label category family professional quantity spent
  reimbursementBase socialSecurityPaid flatContribution deductible otherPaid remaining payee source act { code }
  statement { number } reverses { id } reversedBy { id } explanation { label }"""
PAGE = f"""totalCount totals {{ complementaryPaid spent reimbursementBase socialSecurityPaid flatContribution
  deductible otherPaid remaining }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
  edges {{ cursor node {{ {LINE} }} }}"""
ASK = f"""query($filter: ReimbursementFilter, $orderBy: ReimbursementOrder, $first: Int, $last: Int) {{ me {{
  reimbursements(filter: $filter, orderBy: $orderBy, first: $first, last: $last) {{ {PAGE} }}
  beneficiaries {{ firstName reimbursements(filter: $filter, orderBy: $orderBy, first: $first, last: $last)
    {{ {PAGE} }} allowances {{ consumed remaining }} }}
  statements(first: 5) {{ totalCount edges {{ node {{ number total payee
    reimbursements(first: 5) {{ {PAGE} }} }} }} }} }} }}"""

DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30))
AMOUNTS = st.decimals(Decimal(0), Decimal(500), places=2)
WORDS = ["consultation", "lentilles", "bernard", "couronne"]


def ranges(ends: st.SearchStrategy[Any], low: str, high: str) -> st.SearchStrategy[dict[str, str]]:
    return st.tuples(ends, ends).map(lambda two: {low: str(min(two)), high: str(max(two))})


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "category": st.lists(st.sampled_from(CARE_CATEGORIES), unique=True),
        "family": st.lists(st.sampled_from(ACT_FAMILIES[:6]), unique=True),
        "status": st.lists(st.sampled_from(["PENDING", "PAID"]), unique=True),
        "payee": st.sampled_from(["MEMBER", "PROFESSIONAL"]),
        "search": st.sampled_from([word[:4] for word in WORDS]),
        "careDate": ranges(DAYS, "from", "to"),
        "paidOn": ranges(DAYS, "from", "to"),
        "spent": ranges(AMOUNTS, "min", "max"),
    },
)
QUESTIONS = st.fixed_dictionaries(
    {
        "filter": st.none() | FILTERS,
        "orderBy": st.none() | st.sampled_from([each.name for each in ReimbursementOrder]),
    },
    optional={"first": st.integers(0, 4)},
) | st.fixed_dictionaries({"filter": FILTERS, "last": st.integers(1, 3)})

HIDDEN = st.fixed_dictionaries({
    "care_date": DAYS,
    "search": st.sampled_from(WORDS),
    "category": st.sampled_from(CARE_CATEGORIES),
    "family": st.sampled_from(ACT_FAMILIES[:6]),
    "payee": st.sampled_from(["MEMBER", "PROFESSIONAL"]),
    "source": st.sampled_from(["NOEMIE", "PAPER"]),
    "quantity": st.integers(1, 9),
    "remaining": AMOUNTS,
    "deductible": AMOUNTS,
})  # fmt: skip


@pytest.fixture
async def lines(database: Database, member: Actor) -> None:
    """Some of everybody; the spouse has not shared."""
    paid = date(2026, 5, 8)
    await add_lines(
        database,
        member.member_id,
        *(
            {"who": name, "paid_on": paid + timedelta(days=i)}
            for i, name in enumerate(["Camille", "Dominique", "Noé"])
        ),
        *({"who": name} for name in ("Camille", "Dominique", "Dominique")),
    )


async def change(database: Database, hidden: dict[str, Any]) -> None:
    """Change what is hidden of the spouse's lines, each a little otherwise; the parts still add up."""
    async with as_owner(database.addresses) as owner:
        person = "(SELECT person_id FROM people WHERE first_name = 'Dominique')"
        rows = await owner.exec_driver_sql(
            f"SELECT reimbursement_id, social_security_paid + complementary_paid + other_paid AS rest"  # no values
            f" FROM reimbursements WHERE person_id = {person} ORDER BY 1"
        )
        for number, row in enumerate(rows.all()):
            values = {**hidden, "remaining": hidden["remaining"] + number, "label": hidden["search"].title()}
            values["spent"] = row.rest + values["remaining"]
            statement = update(ReimbursementRow).values(values)
            await owner.execute(statement.where(ReimbursementRow.reimbursement_id == row.reimbursement_id))


@pytest.mark.usefixtures("lines")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(
    question={"filter": {"spent": {"min": "100.00", "max": "200.00"}}, "orderBy": "SPENT_DESC"},
    hidden={"care_date": date(2026, 2, 1), "search": "couronne", "category": "DENTAL", "family": "SPECIALIST",
            "payee": "PROFESSIONAL", "source": "PAPER", "quantity": 2, "remaining": Decimal(150), "deductible": Decimal(1)},
)  # fmt: skip
@given(question=QUESTIONS, hidden=HIDDEN)
async def test_hidden_columns_change_nothing_that_the_holder_is_answered(
    asked_once: HubClient, database: Database, question: dict[str, Any], hidden: dict[str, Any]
) -> None:
    before = await asked_once.ask(ASK, as_="member", **question)
    assert before.errors == []
    await change(database, hidden)
    after = await asked_once.ask(ASK, as_="member", **question)
    assert after.response.content == before.response.content


@pytest.mark.usefixtures("lines")
async def test_the_same_changes_are_seen_by_the_one_whose_they_are(
    hub: HubClient, database: Database
) -> None:
    """Else the law above would hold of a hub that answers nothing."""
    hidden = {"care_date": date(2026, 2, 1), "search": "couronne", "category": "DENTAL", "family": "SPECIALIST",
              "payee": "PROFESSIONAL", "source": "PAPER", "quantity": 2, "remaining": Decimal(150),
              "deductible": Decimal(1)}  # fmt: skip
    before = await hub.ask(ASK, as_="spouse")
    await change(database, hidden)
    after = await hub.ask(ASK, as_="spouse")
    assert after.response.content != before.response.content
    await hub.ask("mutation { sharingSet(input: {given: true}) { done } }", as_="spouse")
    shown = (await hub.ask(ASK, as_="member", filter={"search": "cour"})).data["me"]["reimbursements"]
    assert shown["totalCount"] == 3
