"""A hub in a process of its own, on a data folder of its own, started and killed by a campaign."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from runtime.actor import Actor, Role
from runtime.keys import FILE
from runtime.settings import ROOT
from runtime.tokens import Identity, Tokens
from tests.command.test_cli import ENVIRONMENT, hub

QUESTION = "{ me { firstName contracts { number } beneficiaries { firstName } } }"


@dataclass
class Demo:
    data_dir: Path
    port: int
    token: str = ""
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Seconds from the call to the first answer out of the database."""
        command = [sys.executable, str(ROOT / "cli.py"), "demo", "--port", str(self.port)]
        environment = {**ENVIRONMENT, "HUB_DATA_DIR": str(self.data_dir)}
        began = time.perf_counter()
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while time.perf_counter() - began < 60:
            assert self.process.poll() is None, "the hub has ended"
            try:
                httpx2.get(f"{self.url}/healthz")
                answer = httpx2.post(f"{self.url}/graphql", json={"query": QUESTION}, headers=self.camille())
                assert answer.json()["data"]["me"]["firstName"] == "Camille"
                return time.perf_counter() - began
            except httpx2.TransportError:
                time.sleep(0.01)
        raise AssertionError("no answer within a minute")

    def camille(self) -> dict[str, str]:
        """The demo's first member, signed for with the demo's own key: `hub token` would take its time too."""
        member = Actor(Role.MEMBER, account_id=3, capacity_id=3, label="Adhérent", member_id=1, person_id=1)
        token = Tokens((self.data_dir / FILE).read_text()).sign(Identity(3, "Camille Martin", (member,)))
        return {"Authorization": f"Bearer {token}"}

    def stop(self) -> int:
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(timeout=30)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def token_of(self, persona: str) -> str:
        return hub("token", persona, HUB_DATA_DIR=str(self.data_dir)).stdout.strip()


@contextmanager
def a_demo() -> Iterator[Demo]:
    folder = Path(tempfile.mkdtemp(prefix="hub-prove-", dir="/tmp"))
    folder.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    demo = Demo(folder, port)
    try:
        yield demo
    finally:
        if demo.process is not None and demo.process.poll() is None:
            demo.kill()
        hub("stop", HUB_DATA_DIR=str(folder))
        shutil.rmtree(folder)
