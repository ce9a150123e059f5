"""How long somebody waits for the first answer, on an empty data folder and at the next start."""

from collections.abc import Callable
from statistics import median
from typing import Any

import pytest

from tests.prove.demo import a_demo

ROUNDS = 5

pytestmark = pytest.mark.prove


def test_the_hub_answers_after_each_start(proof: Callable[[dict[str, Any]], None]) -> None:
    first, next_ = [], []
    for _ in range(ROUNDS):
        with a_demo() as demo:
            first.append(round(demo.start(), 2))
            assert demo.stop() == 0
            next_.append(round(demo.start(), 2))
            assert demo.stop() == 0
    proof(
        {
            "what": "seconds from ./hub demo (environment installed) to the answer of a GraphQL query over HTTP",
            "first start": {"median": median(first), "all": first},
            "next start": {"median": median(next_), "all": next_},
        }
    )
