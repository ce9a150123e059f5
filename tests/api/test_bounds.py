"""What is asked for at once is bounded, whatever it is made of; asking about the schema is not."""

import base64
import json
from typing import Any

import pytest
from graphql import get_introspection_query, get_operation_ast, parse

from resolvers.bounds import takes_a_password
from resolvers.costs import Costs
from runtime.passwords import Passwords
from schema.build import build
from tests.hub_client import Answer, HubClient

JSON = {"Content-Type": "application/json"}

NESTED = (
    "me { reimbursements(first: 100) { edges { node { contract { beneficiaries { reimbursements(first: 100)"
)
DEEP = f"{{ {NESTED} {{ edges {{ node {{ id }} }} }} }} }} }} }} }} }} }}"


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (DEEP, {}),
        (DEEP.replace("100)", "$n)").replace("{ me", "query($n: Int) { me", 1), {"n": 100}),
        (DEEP.replace("100)", "$n)").replace("{ me", "query($n: Int = 100) { me", 1), {}),
        (DEEP.replace("first: 100)", "last: 100)"), {}),
        (
            "{ me { ...M } } fragment M on Member { reimbursements(first: 100) { edges { node { contract { member"
            " { reimbursements(first: 100) { edges { node { ... on Node { id } } } } } } } } } }",
            {},
        ),
    ],
)
async def test_pages_of_pages_are_refused_before_anything_is_read(
    hub: HubClient, query: str, variables: Any
) -> None:
    answer = await hub.ask(query, as_="member", **variables)
    assert answer.codes == ["BAD_USER_INPUT"]
    assert "fields" in answer.errors[0]["message"]
    assert answer.data is None


async def test_a_page_of_a_hundred_with_all_around_it_is_not(hub: HubClient) -> None:
    query = """{ members(first: 100) { totalCount edges { node { number firstName lastName contracts { number
      status premium { amount } beneficiaries { firstName lastName relation } } } } } }"""
    assert (await hub.ask(query, as_="broker")).errors == []


async def test_the_schema_answers_the_usual_question_about_itself(hub: HubClient) -> None:
    answer = await hub.ask(get_introspection_query(input_value_deprecation=True))
    assert answer.errors == []
    assert answer.data["__schema"]["queryType"]["name"] == "Query"


async def test_and_no_question_that_multiplies(hub: HubClient) -> None:
    deep = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
    assert set((await hub.ask(deep)).codes) == {"GRAPHQL_VALIDATION_FAILED"}


@pytest.mark.parametrize("number", [2**31, 2**40, -(2**31) - 1])
async def test_a_cursor_with_a_number_that_its_column_cannot_hold_is_none(
    hub: HubClient, number: int
) -> None:
    values = ["procedures", number, "2026-05-04T10:00:00+00:00", 9, 1]
    cursor = base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")
    answer = await hub.ask(
        "query($a: String) { procedures(after: $a) { totalCount } }", as_="agent", a=cursor
    )
    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["argument"] == "after"


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("where", ["variables", "extensions"])
async def test_a_number_that_is_none_or_beyond_all_that_fit_is_refused_with_the_body(
    hub: HubClient, number: str, where: str
) -> None:
    body = f'{{"query": "query($n: Int) {{ members(first: $n) {{ totalCount }} }}", "{where}": {{"n": {number}}}}}'
    answer = Answer(await hub.http.post("/graphql", content=body, headers=JSON))
    assert (answer.response.status_code, answer.codes) == (400, ["BAD_USER_INPUT"])


@pytest.mark.parametrize("number", [1e300, 1.5, 10**400])
async def test_a_number_that_is_no_size_is_named(hub: HubClient, number: float) -> None:
    answer = await hub.ask("query($n: Int) { members(first: $n) { totalCount } }", as_="agent", n=number)
    assert [each["extensions"] for each in answer.errors] == [{"code": "BAD_USER_INPUT", "argument": "first"}]


@pytest.mark.parametrize("size", [float("inf"), float("-inf"), float("nan")])
def test_a_size_that_is_no_number_counts_as_the_largest(size: float) -> None:
    document = parse("query($n: Int) { acts(first: $n) { edges { cursor } } }")
    costs = Costs(build()._schema, document, {"n": size})
    assert costs.of(get_operation_ast(document)) == 1 + 100 * 2


SIGN_IN = 'signIn(login: "100001", password: "wrong") { errors { code } }'
CHANGE = 'passwordChange(input: {currentPassword: "a", newPassword: "b"}) { errors { code } }'
REMOVE = 'secondFactorRemove(password: "a", code: "b") { errors { code } }'


@pytest.mark.parametrize(
    "operation",
    [
        "mutation { " + " ".join(f"a{n}: {SIGN_IN}" for n in range(45)) + " }",
        f"mutation {{ a: {SIGN_IN} b: {CHANGE} c: {REMOVE} }}",
        f"mutation {{ ...F b: {SIGN_IN} }} fragment F on Mutation {{ c: {SIGN_IN} ... on Mutation {{ d: {CHANGE} }} }}",
        f"mutation {{ ...F ...G }} fragment F on Mutation {{ a: {SIGN_IN} ...G }} fragment G on Mutation {{ b: {SIGN_IN} }}",
    ],
)
async def test_an_operation_gives_a_password_to_two_fields_at_most(
    hub: HubClient, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    async def never(*_: object) -> bool:
        raise AssertionError("a password was looked at")

    monkeypatch.setattr(Passwords, "fits", never)
    answer = await hub.ask(operation)
    assert answer.codes == ["GRAPHQL_VALIDATION_FAILED"]
    assert "gives a password to at most 2 of its fields" in answer.errors[0]["message"]


def test_every_mutation_that_is_given_a_password_is_one_of_them() -> None:
    mutations = build()._schema.mutation_type
    assert mutations is not None
    assert {name for name, field in mutations.fields.items() if takes_a_password(field)} == {
        "signIn", "passwordSet", "passwordChange", "secondFactorRemove", "profileUpdate",
    }  # fmt: skip
