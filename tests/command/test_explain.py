"""`./hub explain`, called as a person calls it."""

import json
import subprocess
import sys

import pytest

from runtime.addresses import Addresses
from runtime.postgres import EmbeddedPostgres
from runtime.provision import OWNER
from runtime.settings import ROOT
from tests.command.test_cli import ENVIRONMENT

QUERY = "{ me { firstName contracts { number } } }"


@pytest.fixture
def url(server: EmbeddedPostgres, addresses: Addresses) -> str:
    assert addresses.owner.database is not None
    return server.dsn(OWNER, addresses.owner.database)


def explain(url: str, *arguments: str, given: str | None = None) -> str:
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "explain", *arguments, "--as", "member"],
        env={**ENVIRONMENT, "DATABASE_URL": url},
        input=given, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_query_of_standard_input_is_told_as_a_tree(url: str) -> None:
    lines = explain(url, "-", given=QUERY).splitlines()
    assert lines[0] == "A query, asked by member (MEMBER): one statement as hub_member"
    assert "  └─ contracts: [Contract!]!" in [line[:28] for line in lines]
    assert "     │ join      contracts.member_id = parent.member_id" in lines
    assert lines[-1] == "given     :actor_member_id = 1"


def test_programs_are_told_the_same_in_json(url: str) -> None:
    told = json.loads(explain(url, QUERY, "--json"))
    assert (told["planned"], told["role"], told["statements"]) == (True, "hub_member", 1)
    assert [field["key"] for field in told["fields"][0]["fields"]] == ["firstName", "contracts"]
    assert told["fields"][0]["fields"][1]["reads"][0]["rows"] == 2


def test_the_statement_is_told_alone(url: str) -> None:
    sql = explain(url, str(ROOT / "ide" / "examples" / "7-catalogue.graphql"), "--sql")
    assert sql.startswith("SELECT row_to_json(o$)")
    assert 'AS "acts"' in sql


def test_a_variable_is_a_parameter(url: str) -> None:
    query = "query($s: String) { acts(search: $s) { totalCount } }"
    assert ":f0_given_search = ['% cons%']" in explain(url, query, "--variables", '{"s": "cons"}')


def test_a_database_without_the_demo_is_said_in_one_line(server: EmbeddedPostgres) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "explain", QUERY, "--as", "member"],
        env={**ENVIRONMENT, "DATABASE_URL": server.dsn("postgres", "postgres")},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "hub: there is no demo yet: start ./hub demo first\n")
