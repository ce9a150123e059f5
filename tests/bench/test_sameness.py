"""Nothing is measured before all contenders say the same."""

from contextlib import AsyncExitStack
from typing import Any

import psutil
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bench.contenders import Contender, hand_written
from bench.operations import OPERATIONS
from bench.sameness import NotTheSame, demand_the_same
from runtime.actor import Actor
from tests.bench.serving import serving

BY_NAME = {each.name: each for each in OPERATIONS}
CAMILLE = {"data": {"me": {"firstName": "Camille"}}}


async def compared(
    operation: str, actor: Actor, answers: dict[str, Any], status: dict[str, int] | None = None
) -> None:
    """Contenders by name, each of whom answers this one thing."""
    async with AsyncExitStack() as stack:
        contenders = [
            Contender(
                name,
                await stack.enter_async_context(serving(answering(answer, (status or {}).get(name, 200)))),
                psutil.Process(),
                hand_written,
            )
            for name, answer in answers.items()
        ]
        await demand_the_same(BY_NAME[operation], contenders, [(actor, "token")])


def answering(answer: Any, status: int) -> Starlette:
    async def answered(_: Request) -> JSONResponse:
        return JSONResponse(answer, status)

    return Starlette(routes=[Route("/{operation}", answered)])


def lines(label: str | None, paid: str = "1.00") -> Any:
    """Of reimbursement, one; without a label it hides somebody's care."""
    return {"data": {"me": {"reimbursements": {"edges": [{"node": {"label": label, "paid": paid}}]}}}}


async def test_who_says_the_same_is_measured(member: Actor) -> None:
    await compared("tiny", member, {"hub": CAMILLE, "limit": CAMILLE})


@pytest.mark.parametrize(
    "other",
    [
        {"data": {"me": {"firstName": "Camile"}}},
        {"data": {"me": {"firstName": None}}},
        {"data": {"me": {"firstName": "Camille", "lastName": "Martin"}}},
        {"data": {"me": {}}},
        {"data": {"me": None}},
        {"data": [{"me": {"firstName": "Camille"}}]},
    ],
)
async def test_who_says_something_else_is_refused_by_name(member: Actor, other: Any) -> None:
    with pytest.raises(NotTheSame, match=r"^tiny: limit says .* and hub .*Camille"):
        await compared("tiny", member, {"hub": CAMILLE, "executor": CAMILLE, "limit": other})


async def test_an_error_is_no_answer_even_if_all_have_it(member: Actor) -> None:
    wrong = CAMILLE | {"errors": [{"message": "no"}]}
    with pytest.raises(NotTheSame, match=r"tiny: hub answers 200"):
        await compared("tiny", member, {"hub": wrong, "limit": wrong})
    with pytest.raises(NotTheSame, match=r"tiny: limit answers 503"):
        await compared("tiny", member, {"hub": CAMILLE, "limit": CAMILLE}, {"limit": 503})


async def test_one_without_rights_is_compared_where_there_is_nothing_to_hide(member: Actor) -> None:
    with pytest.raises(NotTheSame, match="limit-without-rights says"):
        shown = {"hub": lines("Consultation"), "limit-without-rights": lines("Consultation", "2.00")}
        await compared("reimbursements", member, shown)
    hidden = {"hub": lines(None), "limit-without-rights": lines("Consultation")}
    with pytest.raises(NotTheSame, match=r"nothing could be compared: .*'limit-without-rights': 0"):
        await compared("reimbursements", member, hidden)
    with pytest.raises(NotTheSame, match="limit says"):
        await compared("reimbursements", member, {"hub": lines(None), "limit": lines("Consultation")})
