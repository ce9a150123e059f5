"""After the whole suite no table, log, job or mail has a NIR, an IBAN, a password or a token in clear."""

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
from tests.accounts.test_bad_input import TEXTS
from tests.prove.secrets_used import KINDS_OF_MAIL, grepped

pytestmark = pytest.mark.prove

SERVERS = ROOT / ".data" / "tests"
WHAT = os.environ.get("PROVE_TESTS", "tests").split()
"""`PROVE_TESTS=tests/accounts` while something is looked for."""


def secrets_of(folder: Path) -> set[tuple[str, str]]:
    lines = (line for file in folder.glob("secrets-*.jsonl") for line in file.read_text().splitlines())
    return {(kind, secret) for kind, secret in map(json.loads, lines)}


def run(folder: Path, *arguments: str) -> None:
    """Tests in a process of their own, which keep what they leave behind in the folder."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.prove.keeping",
        "-p",
        "no:cacheprovider",
        "-q",
        *arguments,
    ]
    (folder / "tmp").mkdir()
    before = {each.stat().st_ino: each.stat().st_size for each in SERVERS.glob("postgres-*/server.log")}
    done = subprocess.run(
        [*command, f"--basetemp={folder / 'tmp'}", "-o", "addopts=--strict-markers -m 'not prove'"],
        cwd=ROOT, env={**os.environ, "KEPT": str(folder)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    (server_log,) = SERVERS.glob("postgres-*/server.log")
    with server_log.open("rb") as log:
        log.seek(before.get(server_log.stat().st_ino, 0))  # a server that has been started anew has a new one
        (folder / "postgres.log").write_bytes(log.read())


def left_in(folder: Path) -> list[str]:
    # What is sent in every place at once, as a login too, is nobody's secret; nor is one letter many times over.
    secrets = {each for each in secrets_of(folder) if each[1] not in TEXTS.values() and len(set(each[1])) > 1}
    mails = [*folder.glob("mail-*.eml"), *folder.glob("tmp/**/outbox/new/*")]
    others = [*folder.glob("dump-*.sql"), *folder.glob("*.log"), *folder.glob("tmp/**/*.log")]
    of_mail = [(kind, secret) for kind, secret in secrets if kind not in KINDS_OF_MAIL]
    patterns = folder / "patterns"
    return [*grepped(secrets, others, patterns), *grepped(of_mail, mails, patterns)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tmp_path.chmod(0o755)
    return tmp_path


def test_no_secret_that_was_used_is_left_in_clear(
    folder: Path, proof: Callable[[dict[str, Any]], None]
) -> None:
    run(folder, "-n", "auto", "--dist", "worksteal", *WHAT)
    found = left_in(folder)
    kinds = Counter(kind for kind, _ in secrets_of(folder))
    proof(
        {
            "what": "Tests, each database dumped by pg_dump before it is dropped; then dumps, logs of the hub and of"
            " Postgres, which has every statement with its values, and mails are searched for every secret used:"
            " as it is, in groups, hexadecimal, base64, percent-encoded, escaped as in JSON",
            "tests": WHAT,
            "secrets": dict(sorted(kinds.items())),
            "databases": len([*folder.glob("dump-*.sql")]),
            "mails": len([*folder.glob("mail-*.eml")]),
            "bytes searched": sum(each.stat().st_size for each in folder.glob("*.*")),
            "found": found,
            "not there": "pg_stat_statements: the embedded Postgres has no extensions",
        }
    )
    assert {"a NIR", "an IBAN", "a password", "an access token", "a link or refresh token"} <= kinds.keys()
    assert found == []


def test_what_is_left_in_clear_is_found_wherever_it_is(folder: Path) -> None:
    run(folder, "tests/prove/planted.py")
    found = left_in(folder)
    assert len([each for each in found if "dump-" in each and each.startswith("a password")]) == 4
    assert [each for each in found if "dump-" in each and each.startswith("an IBAN")]
    for kind in ("a NIR", "an activation id", "a recovery code"):
        assert [each for each in found if "in hub-" in each and each.startswith(kind)], kind
    assert [each for each in found if "in mail-" in each and each.startswith("a NIR")]
    assert [each for each in found if "in postgres.log" in each]


@pytest.mark.parametrize(
    ("written", "is_found"),
    [
        ("\\x1f78006912c3", False),
        ("+33678006912", False),
        ("1850578006912", True),
        ("0678006912\t78006912\tx", True),
    ],
)
def test_few_digits_in_the_midst_of_others_are_there_by_chance(
    tmp_path: Path, written: str, is_found: bool
) -> None:
    (dump := tmp_path / "dump-1-1-hub.sql").write_text(written)
    assert bool(grepped([("a NIR", "1850578006912")], [dump], tmp_path / "patterns")) is is_found
