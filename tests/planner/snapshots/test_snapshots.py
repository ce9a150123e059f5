"""The SQL of small operations, kept for people to read: a change of it shows as a diff. This writes it anew:

SNAPSHOTS=write ./hub test tests/planner/snapshots
"""

import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from planner.plans import Plans, Ready
from tests.planner.snapshots.formatting import formatted, squeezed
from tests.planner.snapshots.operations import OPERATIONS, Operation, planned, plans

FOLDER = Path(__file__).parent
WRITE = os.environ.get("SNAPSHOTS") == "write"


@pytest.fixture(scope="module")
def made() -> Plans:
    return plans()


def rendered(made: Plans, operation: Operation) -> str:
    found = planned(made, operation, operation.reader)
    assert isinstance(found, Ready), found
    statement = found.statement
    names = ", ".join(f"${place} {name}" for place, name in enumerate(statement.names, 1))
    about = [f"as {operation.reader}", operation.query]
    if operation.variables:
        about.append(f"variables: {dict(operation.variables)}")
    return "".join(f"-- {line}\n" for line in [*about, names]) + formatted(statement.sql) + "\n"


@pytest.mark.parametrize("operation", OPERATIONS, ids=[each.name for each in OPERATIONS])
def test_the_sql_is_what_was_read_last(made: Plans, operation: Operation) -> None:
    path, now = FOLDER / f"{operation.name}.sql", rendered(made, operation)
    if WRITE:
        path.write_text(now)
    kept = path.read_text() if path.exists() else ""
    if kept != now:
        diff = difflib.unified_diff(kept.splitlines(), now.splitlines(), path.name, "now", lineterm="")
        pytest.fail("\n".join(diff) + "\nRead it, and write it anew: " + str(__doc__).splitlines()[-1])


def test_nothing_is_kept_of_an_operation_that_is_gone() -> None:
    names = [each.name for each in OPERATIONS]
    assert len(names) == len(set(names))
    for path in FOLDER.glob("*.sql"):
        if WRITE and path.stem not in names:
            path.unlink()
    assert {path.stem for path in FOLDER.glob("*.sql")} == set(names)


def test_formatting_changes_blanks_and_nothing_else(made: Plans) -> None:
    for operation in OPERATIONS:
        found = planned(made, operation, operation.reader)
        assert isinstance(found, Ready)
        sql = found.statement.sql
        assert squeezed(formatted(sql)) == squeezed(sql) == re.sub(r"\s", "", sql)


@pytest.mark.slow
def test_equal_keys_give_equal_text_whatever_the_order_of_hashes() -> None:
    """All operations as everybody, planned in two processes that hash differently."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.planner.snapshots.operations"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "4242")
    ]
    first, second = (each.communicate()[0] for each in processes)
    assert all(each.returncode == 0 for each in processes)
    assert len(first) > 100_000
    assert first == second
