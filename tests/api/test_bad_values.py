"""A value that cannot be worked with is BAD_USER_INPUT, and the answer names its argument: all over the schema."""

from typing import Any

import pytest

from runtime.database import Database
from tests.api.published import add_act
from tests.api.ways import arguments, operation, places, some_value
from tests.hub_client import HubClient

NOT_ITS_FORM = {"Date": "2025-02-30", "DateTime": "2025-01-01", "Euros": "1,50"}
FORMS = [
    (operation(way, field, name, each.type), some_value(each.type, place[1:], NOT_ITS_FORM[scalar]), ".".join(place))
    for way, field, name, each in arguments()
    for place, scalar in places(each.type, [name])
    if scalar in NOT_ITS_FORM
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "value", "argument"), FORMS, ids=[f"{each[2]}-{i}" for i, each in enumerate(FORMS)]
)
async def test_a_day_an_instant_or_an_amount_in_no_form_of_it_is_named(
    hub: HubClient, query: str, value: Any, argument: str
) -> None:
    answer = await hub.ask(query, as_="agent", value=value)
    assert [each["extensions"] for each in answer.errors] == [
        {"code": "BAD_USER_INPUT", "argument": argument}
    ]


def test_days_and_amounts_are_among_what_is_tried() -> None:
    assert {"onDate", "filter.careDate.from", "filter.paidOn.to", "filter.spent.min"} <= {
        each[2] for each in FORMS
    }


@pytest.mark.parametrize(
    ("document", "argument"),
    [
        ('{ acts(onDate: "2025-02-30") { totalCount } }', "onDate"),
        ("{ acts(onDate: 20250101) { totalCount } }", "onDate"),
        ('{ me { reimbursements(filter: {careDate: {from: "x"}}) { totalCount } } }', "filter.careDate.from"),
        ('{ me { reimbursements(filter: {spent: {min: "1.234"}}) { totalCount } } }', "filter.spent.min"),
        ("{ acts(first: 99999999999) { totalCount } }", "first"),
        ("{ acts(first: -2147483649) { totalCount } }", "first"),
        ("query($n: Int = 2147483648) { acts(first: $n) { totalCount } }", "$n"),
        ('query($day: Date = "x") { acts(onDate: $day) { totalCount } }', "$day"),
    ],
)
async def test_so_it_is_in_the_document_itself(hub: HubClient, document: str, argument: str) -> None:
    answer = await hub.ask(document, as_="member")
    assert [each["extensions"] for each in answer.errors] == [
        {"code": "BAD_USER_INPUT", "argument": argument}
    ]
    assert argument in answer.errors[0]["message"]
    assert answer.errors[0]["locations"]


@pytest.mark.parametrize(
    ("document", "value", "argument"),
    [
        (
            "query($v: Date) { me { reimbursements(filter: {careDate: {to: $v}}) { totalCount } } }",
            "x",
            "filter.careDate.to",
        ),
        ("query($v: Int) { acts(first: $v) { totalCount } }", "x", "first"),
        ("query($v: [ID!]!) { nodes(ids: $v) { id } }", ["a", {}], "ids"),
        ("query($v: Boolean!) { me @skip(if: $v) { id } }", "x", "if"),
        ("query($v: Int) { ...F } fragment F on Query { acts(first: $v) { totalCount } }", "x", "first"),
        (
            "query($v: Int) { acts(first: $v) { totalCount } }",
            "Variable '$v' has invalid value at .a: ",
            "first",
        ),
    ],
)
async def test_a_variable_is_named_by_the_argument_it_is_used_in(
    hub: HubClient, document: str, value: object, argument: str
) -> None:
    answer = await hub.ask(document, as_="member", v=value)
    assert [each["extensions"] for each in answer.errors] == [
        {"code": "BAD_USER_INPUT", "argument": argument}
    ]


async def test_what_does_not_fit_the_schema_is_about_the_document(hub: HubClient) -> None:
    for document in ('{ acts(first: "x") { totalCount } }', "{ acts(onDay: 1) { totalCount } }"):
        assert (await hub.ask(document, as_="member")).codes == ["GRAPHQL_VALIDATION_FAILED"]


@pytest.fixture
async def an_act(database: Database) -> None:
    await add_act(database, "G", "Consultation d’un médecin généraliste")


@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2101-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "field",
    [
        "acts(onDate: $day) { totalCount }",
        "acts { edges { node { tariffs(onDate: $day) { rate } } } }",
    ],
)
@pytest.mark.usefixtures("an_act")
async def test_a_day_is_of_the_years_that_there_are_rules_for(hub: HubClient, field: str, day: str) -> None:
    answer = await hub.ask(f"query($day: Date) {{ {field} }}", as_="agent", day=day)
    assert [each["extensions"] for each in answer.errors] == [
        {"code": "BAD_USER_INPUT", "argument": "onDate"}
    ]
