"""The README, followed by somebody who has just cloned the repository."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from runtime.settings import ROOT
from tests.command.test_cli import ENVIRONMENT, hub

README = ROOT / "README.md"


def block(language: str) -> str:
    """The one fenced block of the README in a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(), re.DOTALL | re.MULTILINE)
    return str(found)


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    """Not pytest's tmp_path: under root that one is closed to the account that runs the server."""
    folder = Path(tempfile.mkdtemp(prefix="hub-demo-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    hub("stop", HUB_DATA_DIR=str(folder))
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def address(data_dir: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "cli.py"), "demo", "--port", str(port)]
    demo = subprocess.Popen(
        command, env={**ENVIRONMENT, "HUB_DATA_DIR": str(data_dir)}, stdout=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    until_it_answers(url, demo)
    yield url
    demo.send_signal(signal.SIGINT)
    assert demo.wait(timeout=15) == 0


def until_it_answers(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, "it has ended"
        try:
            httpx2.get(f"{url}/healthz")
            return
        except httpx2.TransportError:
            time.sleep(0.05)
    raise AssertionError("it does not answer")


@pytest.mark.slow
def test_the_readmes_first_query_has_the_readmes_answer(address: str, data_dir: Path) -> None:
    token = hub("token", "member", HUB_DATA_DIR=str(data_dir)).stdout.strip()
    response = httpx2.post(
        f"{address}/graphql", json={"query": block("graphql")}, headers={"Authorization": f"Bearer {token}"}
    )
    assert response.json() == json.loads(block("json"))


@pytest.mark.slow
def test_a_taken_port_is_told_at_once(address: str, data_dir: Path) -> None:
    done = hub("demo", "--port", address.rpartition(":")[2], HUB_DATA_DIR=str(data_dir))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "--port" in done.stderr


@pytest.mark.slow
def test_the_demos_database_is_not_made_twice(address: str, data_dir: Path) -> None:
    assert hub("migrate", HUB_DATA_DIR=str(data_dir)).stdout.startswith("nothing to do")


@pytest.mark.slow
def test_the_first_connection_is_walked_as_the_page_says(address: str, data_dir: Path) -> None:
    page = (
        (ROOT / "docs" / "accounts.md").read_text().partition("## First connection")[2].partition("\n## ")[0]
    )
    activate, set_, sign_in = re.findall(r"^```graphql\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (shown,) = re.findall(r"^```\n(activationId.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert hub("activation", HUB_DATA_DIR=str(data_dir)).stdout == shown

    def asked(query: str) -> Any:
        (answer,) = httpx2.post(f"{address}/graphql", json={"query": query}).json()["data"].values()
        return answer

    assert asked(sign_in)["accessToken"] is None
    assert asked(activate) == {"sentTo": "s…@example.org", "errors": []}
    mail = until_there_is_mail(data_dir)
    (token,) = re.findall(r"#jeton=(\S+)", mail)
    assert asked(set_.replace("TOKEN", token)) == {"viewer": {"displayName": "Sofia Garcia"}, "errors": []}
    signed_in = asked(sign_in)
    assert (signed_in["viewer"]["displayName"], signed_in["errors"]) == ("Sofia Garcia", [])
    assert "it was opened" in hub("activation", HUB_DATA_DIR=str(data_dir)).stderr


def until_there_is_mail(data_dir: Path) -> str:
    for _ in range(60):
        shown = hub("outbox", "--last", "1", HUB_DATA_DIR=str(data_dir)).stdout
        if "#jeton=" in shown:
            return shown
        time.sleep(0.25)
    raise AssertionError("no mail has come")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "says"), [("no-email", "nirLast8: 13004956"), ("member", None), ("99999999", None)]
)
def test_what_somebody_types_is_shown_of_who_waits(
    address: str, data_dir: Path, who: str, says: str | None
) -> None:
    assert httpx2.get(f"{address}/healthz").status_code == 200
    done = hub("activation", who, HUB_DATA_DIR=str(data_dir))
    assert (done.returncode, says is not None and says in done.stdout) == (
        int(says is None),
        says is not None,
    )


def test_nobody_invented_is_shown_in_production() -> None:
    done = hub("activation", HUB_MODE="production")
    assert done.returncode != 0
    assert "activationId" not in done.stdout


def test_the_readme_names_the_test_command() -> None:
    section = README.read_text().partition("## Tests")[2]
    assert re.search(r"^```sh\n\./hub test\n```$", section, re.MULTILINE)
