"""`./hub catalogue load` with a file that is not as it should be: one line that says what to do, and nothing loaded."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest

from runtime.addresses import Addresses
from runtime.postgres import EmbeddedPostgres
from runtime.provision import OWNER
from runtime.settings import ROOT
from tests.catalogue.changing import LEVEL, change
from tests.command.test_cli import ENVIRONMENT

CONSTANT = {
    "code": "PMSS", "value": "much", "valid_from": "2027-01-01", "source": "JO", "certainty": "L",
}  # fmt: skip
MEND = "Nothing of it was loaded: mend the file and run the command again"
FAULTS: list[tuple[dict[str, Any], str]] = [
    (
        {"constants": [CONSTANT]},
        "changes/2027.json: PMSS: value: a number as a text is wanted, such as 12.50, not much",
    ),
    (
        {"levels": [{**LEVEL, "rank": 6}]},
        "changes/2027.json: SANTE_PRO 6 2027-01-01: rank: one of 1, 2, 3, 4, 5 is wanted",
    ),
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hub, with a catalogue of its own."""
    unneeded = ignore_patterns(".*", "__pycache__", "docs", "tests", "ide")
    return Path(copytree(ROOT, tmp_path_factory.mktemp("hub") / "hub", ignore=unneeded))


@pytest.mark.parametrize(("parts", "fault"), FAULTS, ids=["constant", "level"])
def test_a_bad_file_is_told_in_one_line_with_what_to_do(
    tree: Path, server: EmbeddedPostgres, addresses: Addresses, parts: dict[str, Any], fault: str
) -> None:
    change(tree / "catalogue", **parts)
    done = subprocess.run(
        [sys.executable, "cli.py", "catalogue", "load"],
        env={**ENVIRONMENT, "DATABASE_URL": server.dsn(OWNER, str(addresses.owner.database))},
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"hub: {fault}. {MEND}\n"
