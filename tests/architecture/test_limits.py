"""What keeps the code small and its rooms apart, where the import linter cannot see it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.settings import ROOT

ROOMS = [
    "explain",
    "seed",
    "schema",
    "resolvers",
    "routes",
    "actions",
    "loaders",
    "planner",
    "rules",
    "models",
    "runtime",
]
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "manager", "service", "base"}
ALLOWED_NAMES = {"models/base.py"}


def sources() -> Iterator[Path]:
    for room in [*ROOMS, "tests"]:
        yield from (path for path in (ROOT / room).rglob("*.py") if "migrations/versions" not in str(path))
    yield from ROOT.glob("*.py")


def code_of(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    for room in rooms:
        for path in (ROOT / room).rglob("*.py"):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def calls(name: str) -> set[str]:
    """The files outside the tests in which something of this name is called."""
    found = set()
    trees = [*code_of(*ROOMS), *((path.name, ast.parse(path.read_text())) for path in ROOT.glob("*.py"))]
    for path, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                if name in (getattr(called, "attr", None), getattr(called, "id", None)):
                    found.add(path)
    return found


def test_no_file_is_over_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in sources()
        if (n := len(path.read_text().splitlines())) > 300
    }
    assert long == {}


def test_no_function_is_over_40_lines() -> None:
    long = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > 40:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = lines
    assert long == {}


def test_the_planner_knows_roles_and_scopes_and_not_which_there_are() -> None:
    named = {
        f"{path}: {ast.unparse(node)}"
        for path, tree in code_of("planner")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"Role", "ClientScope"}
    }
    assert named == set()


def test_no_file_has_a_name_that_hides_a_missing_noun() -> None:
    hidden = {str(path.relative_to(ROOT)) for path in sources() if path.stem in FORBIDDEN_NAMES}
    assert hidden == ALLOWED_NAMES


@pytest.mark.parametrize(
    "name",
    [
        *ROOMS,
        "gateway",
        "serving",
        "cli",
        "cli_audit",
        "cli_client",
        "cli_develop",
        "cli_explain",
        "auditing",
        "explaining",
    ],
)
def test_no_module_has_the_name_of_one_of_pythons_own(name: str) -> None:
    assert name not in sys.stdlib_module_names


def test_transactions_are_opened_and_committed_in_one_place() -> None:
    """`writing` is for `actions.transaction`; the owner's transactions migrate, seed and read accounts."""
    assert calls("commit") == set()
    assert calls("begin") == {"runtime/database.py", "runtime/migrations.py"}
    assert calls("writing") == {"actions/transaction.py"}
    copied = {"seed/command.py", "seed/generation.py"}  # the driver's own, for a COPY
    assert calls("transaction") == {"actions/personas/opening.py", "resolvers/context.py"} | copied
    assert calls("as_owner") == {
        "actions/personas/opening.py",
        "auditing.py",
        "cli.py",
        "cli_client.py",
        "routes/personas.py",  # of a demo only
        "runtime/migrations.py",
        "seed/generation.py",
        "serving.py",
    }


def test_the_raw_connection_of_the_driver_is_never_used() -> None:
    """A job written there would be committed at once, whatever becomes of the transaction."""
    attributes = {
        path
        for path, tree in code_of(*ROOMS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"driver_connection", "dbapi_connection"}
    }
    assert attributes == set()


def test_rules_look_at_no_clock() -> None:
    for path, tree in code_of("rules"):
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}), path


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = {
        path
        for path, tree in code_of(*ROOMS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "today", "utcnow"}
        and getattr(node.func.value, "id", None) in {"datetime", "date"}
    }
    assert asking == {"runtime/clock.py"}


def test_no_lock_file_names_a_registry() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert "--index-url" not in text
        assert text.count("--hash=sha256:") > 50
