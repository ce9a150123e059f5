"""The planner against the executor, which is the reference: operations at random over the whole schema, and every
kind of reader, demand the same JSON, the same codes of errors and the same people written down.

`./hub prove --only oracle` runs it at length. What it finds becomes a test in `test_counter_examples.py`.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.both_ways import Asked
from tests.planner.oracle import Oracle, questions

EXAMPLES = int(os.environ.get("ORACLE", "500"))
LEAST_PLANNED = 0.8

at_random = settings(
    max_examples=EXAMPLES,
    # The same ones each time, so that a change is judged by itself; ORACLE=5000 looks for others.
    derandomize="ORACLE" not in os.environ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)


@pytest.fixture
def counted(oracle: Oracle) -> Iterator[Oracle]:
    """Of the executor compared with itself nothing would come. With TALLY it writes what was covered there."""
    yield oracle
    found = oracle.ways
    if "TALLY" in os.environ:
        tally = {
            "ways": found,
            "asked": sorted(oracle.coverage.asked),
            "told": sorted(oracle.coverage.told),
            "wrong": oracle.wrong,
        }
        Path(os.environ["TALLY"]).write_text(json.dumps(tally))
    assert oracle.wrong == []
    answered = found.total() - found["errors"]
    assert found["planned"] >= LEAST_PLANNED * answered > 0, found


# Where a root field that must not be null fails at once, graphql-core drops what stands beside it, unawaited.
@pytest.mark.filterwarnings("ignore:coroutine 'GraphQLCoreConverter:RuntimeWarning")
@at_random
@given(data=st.data())
async def test_operations_at_random_are_answered_alike_both_ways(
    counted: Oracle, data: st.DataObject
) -> None:
    for asked in data.draw(questions(counted)):
        await _looked_at(counted, asked)


async def _looked_at(oracle: Oracle, asked: Asked) -> None:
    """At length, what is found is kept as it came: to make it small would take longer than to look for more."""
    try:
        answer = await oracle.alike(asked.who, asked.query, asked.variables)
        assert "INTERNAL" not in answer.codes, asked
    except AssertionError as error:
        if "TALLY" not in os.environ:
            raise
        oracle.wrong.append(str(error))


@pytest.mark.filterwarnings("ignore:coroutine 'GraphQLCoreConverter:RuntimeWarning")
@settings(at_random, max_examples=max(1, EXAMPLES // 10))
@given(data=st.data())
async def test_what_is_wrong_in_the_database_is_told_as_the_executor_tells_it(
    spoiled: Oracle, data: st.DataObject
) -> None:
    for asked in data.draw(questions(spoiled)):
        await spoiled.alike(asked.who, asked.query, asked.variables)
