"""What is in the database and cannot be answered: the hub says so as the executor says it, error by error."""

from typing import Any

import pytest
from graphql import GraphQLInt
from sqlalchemy import BigInteger, literal, select

from planner.encoders import LARGEST, SMALLEST, encoder
from planner.statement import WRONG
from routes.planned import WRONG as NOT_ITS_TYPE
from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import Answer, HubClient
from tests.planner.oracle import spoil
from tests.visibility.world import World


def told(answer: Answer) -> list[Any]:
    """Errors without the number under which the log has each."""
    return [
        {**error, "message": None, "extensions": {"code": error["extensions"]["code"]}}
        for error in answer.errors
    ]


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("{ me { lastName contracts { number product { name } } } }", ["me", "contracts", 1, "product"]),
        ("{ a: me { number } me { contracts { member { number } b: product { code } } } }",
         ["me", "contracts", 1, "b"]),
        ("{ me { reimbursements(first: 50) { edges { node { spent contract { id } } } } } }",
         ["me", "reimbursements", "edges", None, "node", "contract"]),
        ("{ me { reimbursements(first: 50) { edges { node { id explanation { label } } } } } }",
         ["me", "reimbursements", "edges", None, "node", "explanation", 0, "label"]),
    ],
)  # fmt: skip
async def test_a_null_where_none_may_be_has_the_executors_error_and_takes_as_much_with_it(  # noqa: PLR0917  # fixtures
    hub: HubClient, executor: HubClient, database: Database, world: World, query: str, path: list[Any]
) -> None:
    await spoil(database)
    answers = [await each.ask(query, as_=world.identity("member")) for each in (hub, executor)]
    assert NOT_ITS_TYPE.reason in answers[0].way
    assert answers[0].data == answers[1].data
    assert told(answers[0]) == told(answers[1])
    where = [each["path"] for each in answers[0].errors]
    assert any(
        len(each) == len(path) and all(part in (None, here) for part, here in zip(path, each, strict=True))
        for each in where
    ), where


@pytest.mark.parametrize("value", [SMALLEST - 1, SMALLEST, 0, LARGEST, LARGEST + 1, None])
async def test_a_number_beyond_32_bits_is_no_int(database: Database, value: int | None) -> None:
    encode = encoder(GraphQLInt, BigInteger())
    assert encode is not None
    async with as_owner(database.addresses) as owner:
        found = await owner.scalar(select(encode(literal(value, BigInteger))), {"wrong": WRONG})
    fits = value is None or SMALLEST <= value <= LARGEST
    assert found == (value if fits else WRONG)
