"""The oracle at length: 20,000 operations at random, by as many processes as there are cores, each with a database
of its own. All fields, arguments, filters, orders and values of enums that the planner takes on have to occur.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runtime.settings import ROOT
from tests.both_ways import SCHEMA
from tests.planner.coverage import NEVER_TOLD, is_field, universe

pytestmark = pytest.mark.prove

OPERATIONS = 20_000
"""Texts with their values, asked by somebody. A text with variables is asked twice, with other values."""

TEXTS = 10_400
"""At random; a tenth as many beside them have wrong values before them, and others are led to a coordinate each."""

SUITE = "tests/planner/test_oracle.py"


def test_twenty_thousand_operations_are_answered_alike_both_ways(
    seed: int, tmp_path: Path, proof: Callable[[dict[str, Any]], None]
) -> None:
    several = os.cpu_count() or 1
    tallies = [tmp_path / f"{each}.json" for each in range(several)]
    started = [
        _start(TEXTS // several + 1, (seed + each) % 2**32, tally, f"{each}/{several}")
        for each, tally in enumerate(tallies)
    ]
    told = [process.communicate()[0] for process in started]
    found = [
        json.loads(line) for tally in tallies if tally.exists() for line in tally.read_text().splitlines()
    ]
    assert [each for tally in found for each in tally["wrong"]] == [], f"seed {seed}"
    assert not any(process.returncode for process in started), f"seed {seed}:\n" + "\n".join(told)
    ways = sum((Counter(each["ways"]) for each in found), Counter[str]())
    asked, answered = ({name for each in found for name in each[kind]} for kind in ("asked", "told"))
    every = universe(SCHEMA._schema)
    untold = {name for name in every - answered if is_field(SCHEMA._schema, name)}
    askers = sum((Counter(each["askers"]) for each in found), Counter[str]())
    proof(
        {
            "what": "Operations at random, answered alike by the planner and by the executor",
            "operations": ways.total(),
            "texts": TEXTS,
            "ways": ways,
            "planned, of those without errors": round(ways["planned"] / (ways.total() - ways["errors"]), 3),
            "coordinates of the schema": len(every),
            "not asked": sorted(every - asked),
            "asked, and never answered by more than null or nothing": {
                name: NEVER_TOLD.get(name) for name in sorted(untold)
            },
            "operations that the planner answered, by reader": askers,
        }
    )
    assert ways.total() >= OPERATIONS
    assert sorted(every - asked) == []
    assert untold == set(NEVER_TOLD)
    assert {name for each in found for name in each["readers"]} == set(askers)


def _start(texts: int, chance: int, tally: Path, part: str) -> "subprocess.Popen[str]":
    program = [sys.executable, "-m", "pytest", SUITE, "-q", f"--hypothesis-seed={chance}"]
    environment = os.environ | {"ORACLE": str(texts), "ORACLE_PART": part, "TALLY": str(tally)}
    return subprocess.Popen(
        program, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
