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

from tests.both_ways import SCHEMA, Asked
from tests.planner.coverage import NEVER_TOLD, is_field, universe
from tests.planner.goals import goals_of
from tests.planner.oracle import SEE_MUCH, Oracle, drawn, led, of_reader, questions

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
def tallied(oracle: Oracle) -> Iterator[Oracle]:
    """With TALLY what was covered is added to it."""
    yield oracle
    if "TALLY" in os.environ:
        tally = {
            "ways": oracle.ways,
            "asked": sorted(oracle.coverage.asked),
            "told": sorted(oracle.coverage.told),
            "readers": sorted(oracle.readers),
            "askers": +oracle.askers,
            "wrong": oracle.wrong,
        }
        with Path(os.environ["TALLY"]).open("a") as file:
            file.write(json.dumps(tally) + "\n")
    assert oracle.wrong == []


@pytest.fixture
def counted(tallied: Oracle) -> Iterator[Oracle]:
    """Of the executor compared with itself nothing would come."""
    yield tallied
    found = tallied.ways
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


TRIES = 10
"""Of each reader: to whom it is not shown, or of whom there is none, it is of no use to ask once."""
ENOUGH = 3
"""Answers to each reader, of the few that all have."""


@pytest.mark.filterwarnings("ignore:coroutine 'GraphQLCoreConverter:RuntimeWarning")
async def test_every_coordinate_is_asked_by_somebody_and_answered_alike_both_ways(
    counted: Oracle, request: pytest.FixtureRequest
) -> None:
    """Here every tenth of them, at length all; whoever asks beside others asks a part."""
    part, parts = map(int, os.environ.get("ORACLE_PART", "0/10").split("/"))
    coordinates = sorted(universe(SCHEMA._schema))[part::parts]
    chance = int(request.config.getoption("--hypothesis-seed") or 0)
    for coordinate in coordinates:
        await _come_to(counted, coordinate, chance)
    assert [each for each in coordinates if each not in counted.coverage.asked] == []
    if "TALLY" not in os.environ:  # at length another may have come to it: the campaign looks at all of them
        assert [each for each in coordinates if not _is_met(counted, each)] == []


@pytest.mark.filterwarnings("ignore:coroutine 'GraphQLCoreConverter:RuntimeWarning")
async def test_everybody_is_answered_by_the_planner_alike_both_ways(
    tallied: Oracle, request: pytest.FixtureRequest
) -> None:
    chance = int(request.config.getoption("--hypothesis-seed") or 0)
    for who in tallied.readers:
        for several in drawn(of_reader(tallied, who), f"{chance} {who}", TRIES):
            for asked in several:
                await _looked_at(tallied, asked)
            if tallied.askers[who] >= ENOUGH:
                break
    assert [who for who in tallied.readers if not tallied.askers[who]] == []


async def _come_to(oracle: Oracle, coordinate: str, chance: int) -> None:
    for who in [*SEE_MUCH, *sorted(oracle.readers.keys() - set(SEE_MUCH))]:
        goal = goals_of(SCHEMA._schema, oracle.readers[who][1].sees).get(coordinate)
        if goal is None:
            continue
        for several in drawn(led(oracle, who, goal), f"{chance} {who} {coordinate}", TRIES):
            for asked in several:
                await _looked_at(oracle, asked)
            if _is_met(oracle, coordinate):
                return


def _is_met(oracle: Oracle, coordinate: str) -> bool:
    """An argument that is asked, and a field that is answered: of null on both sides nothing comes."""
    if is_field(SCHEMA._schema, coordinate) and coordinate not in NEVER_TOLD:
        return coordinate in oracle.coverage.told
    return coordinate in oracle.coverage.asked


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
