"""The command line, called as a person calls it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from runtime.postgres import EmbeddedPostgres
from runtime.settings import ROOT

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith(("HUB_", "DATABASE_"))
}


def hub(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        env={**ENVIRONMENT, **settings},
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "settings", "word"),
    [
        (["nothing"], {}, "No such command"),
        (["demo", "--port", "x"], {}, "--port"),
        (["demo", "--port", "70000"], {}, "--port"),
        (["serve", "--colour"], {}, "--colour"),
        (["token"], {}, "PERSONA"),
        (["token", "nobody"], {}, "there are member"),
        (["version", "extra"], {}, "extra"),
        (["prove", "--only", "nothing"], {}, "there are"),
        (["migrate"], {"HUB_PORT": "abc"}, "HUB_PORT"),
        (["migrate"], {"HUB_PROT": "1"}, "HUB_PORT"),
        (["migrate"], {"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
        (["migrate"], {"DATABASE_URL": "postgresql://u:p@h:abc/db"}, "DATABASE_URL"),
        (["seed", "--members", "0"], {}, "--members"),
        (["seed", "--years", "4"], {}, "--years"),
        (["seed", "--until", "yesterday"], {}, "--until"),
        (["catalogue", "unload"], {}, "unload"),
        (["explain", "{ me { id } }"], {}, "--as"),
        (["explain", "{ me { id } }", "--as", "nobody"], {}, "there are member"),
        (["explain", "nothing.graphql", "--as", "member"], {}, "nothing.graphql"),
        (["explain", "{ me { id }", "--as", "member"], {}, "not a GraphQL document"),
        (["explain", "{ me { nothing } }", "--as", "member"], {}, "line 1, column 8"),
        (["explain", "{ me { id } }", "--as", "member", "--variables", "[1]"], {}, "--variables"),
        (["explain", "query A { me { id } } query B { me { id } }", "--as", "member"], {}, "A, B"),
        (["explain", "query($b: Boolean!) { me { id @skip(if: $b) } }", "--as", "member"], {}, "$b"),
        (
            ["explain", "mutation { sharingSet(input: {given: true}) { done } }", "--as", "spouse"],
            {},
            "mutation",
        ),
        (["serve"], {"HUB_MODE": "production"}, "HUB_TOKEN_KEY"),
        (["serve"], {"HUB_MODE": "production", "HUB_TOKEN_KEY": "abc"}, "HUB_TOKEN_KEY"),
    ],
)
def test_a_wrong_argument_or_setting_gets_one_clear_line_and_code_2(
    arguments: list[str], settings: dict[str, str], word: str
) -> None:
    done = hub(*arguments, **settings)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("hub: ")
    assert word in done.stderr


@pytest.mark.parametrize(
    "arguments", [["demo"], ["token", "member"], ["explain", "{ me { id } }", "--as", "member"]]
)
def test_the_demo_has_no_place_in_production(arguments: list[str]) -> None:
    done = hub(*arguments, HUB_MODE="production")
    assert done.returncode == 1
    assert "production" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_invented_households_have_no_place_in_production() -> None:
    done = hub("seed", HUB_MODE="production")
    assert done.returncode == 1
    assert "production" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", [["seed"], ["catalogue", "load"]])
def test_a_database_that_was_not_migrated_is_said_in_one_line(
    command: list[str], server: EmbeddedPostgres
) -> None:
    done = hub(*command, DATABASE_URL=server.dsn("postgres", "postgres"))
    assert done.returncode == 1
    assert "./hub migrate" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_is_not_there_is_said_in_one_line_without_its_password() -> None:
    done = hub("migrate", DATABASE_URL="postgresql://hub:s3cret@127.0.0.1:1/hub")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "DATABASE_URL" in done.stderr
    assert "s3cret" not in done.stderr


def test_every_command_has_help() -> None:
    overview = hub("--help").stdout
    commands = [line.split()[0] for line in overview.partition("Commands:")[2].splitlines() if line.strip()]
    assert {
        "activation",
        "audit",
        "client",
        "demo",
        "serve",
        "migrate",
        "token",
        "seed",
        "bench",
        "bench-rules",
        "catalogue",
        "explain",
        "export-schema",
        "export-errors",
        "export-rules",
        "outbox",
        "check",
        "test",
        "prove",
        "stop",
        "version",
    } == set(commands)
    for command in commands:
        done = hub(command, "--help")
        assert done.returncode == 0
        assert len(done.stdout.splitlines()) > 4


def test_the_version_is_the_projects(tmp_path: Path) -> None:
    assert hub("version").stdout.strip() in (ROOT / "pyproject.toml").read_text()
