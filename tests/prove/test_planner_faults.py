"""Faults planted in the planner, one at a time: the oracle has to find each of them."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.both_ways import Answer, Asked, Disagreement, Judge, new_plans
from tests.planner.oracle import Oracle, drawn, questions, spoil
from tests.planner.oracle_world import known, oracle, readers
from tests.prove.looked_for import looked_for
from tests.prove.planner_faults import FAULTS, Fault

__all__ = ["known", "oracle", "readers"]
pytestmark = [
    pytest.mark.prove,
    pytest.mark.filterwarnings("ignore:coroutine 'GraphQLCoreConverter:RuntimeWarning"),
]

AT_RANDOM = 300
"""Operations among which those faults are looked for that have not been found by what is chosen for it."""


class Search:
    """The same operations for each fault, and what the executor answers to each, which is asked once."""

    def __init__(self, oracle: Oracle, operations: list[tuple[Asked, ...]]) -> None:
        self._oracle, self._operations = oracle, operations
        self._answers: dict[int, list[Answer]] = {}

    async def finds(self, fault: Fault | None) -> tuple[int, str] | None:
        """After how many operations, and what is seen."""
        judge = Judge(self._oracle.judge.database, new_plans())
        for number, several in enumerate(self._operations, 1):
            for asked, answer in zip(several, await self._reference(number, several), strict=True):
                try:
                    await self._judged(fault, judge, asked, answer)
                except Disagreement as found:
                    return number, str(found).split("\n", maxsplit=1)[0].split(":", maxsplit=1)[0]
        return None

    async def _judged(self, fault: Fault | None, judge: Judge, asked: Asked, answer: Answer) -> None:
        reader = self._oracle.readers[asked.who]
        if fault is None:
            await judge.way(asked, *reader, answer)
            return
        with fault.planted():
            await judge.way(asked, *reader, answer)

    async def _reference(self, number: int, several: tuple[Asked, ...]) -> list[Answer]:
        if number not in self._answers:
            judge, readers = self._oracle.judge, self._oracle.readers
            self._answers[number] = [await judge.reference(each, *readers[each.who]) for each in several]
        return self._answers[number]


async def test_every_fault_of_the_planner_is_found(
    oracle: Oracle, seed: int, proof: Callable[[dict[str, Any]], None]
) -> None:
    operations = [*looked_for(oracle), *drawn(questions(oracle), str(seed), AT_RANDOM)]
    found: dict[str, Any] = {}
    for where in ("the world of the visibility tests", "the same with wrong values in it"):
        search = Search(oracle, operations)
        assert await search.finds(None) is None, "nothing is wrong yet"
        for fault in FAULTS:
            if fault.name not in found and (how := await search.finds(fault)) is not None:
                found[fault.name] = {"after operations": how[0], "seen": how[1], "in": where}
        await spoil(oracle.judge.database)
    missed = [fault.name for fault in FAULTS if fault.name not in found]
    proof(
        {
            "what": "One function of the planner is made wrong, and operations look for it, chosen ones and random ones",
            "faults": len(FAULTS),
            "found": found,
            "not found": missed,
        }
    )
    assert missed == []
