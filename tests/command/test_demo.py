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


def test_the_readme_names_the_test_command() -> None:
    section = README.read_text().partition("## Tests")[2]
    assert re.search(r"^```sh\n\./hub test\n```$", section, re.MULTILINE)
