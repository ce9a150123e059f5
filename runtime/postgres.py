"""The embedded Postgres: the database of a machine where DATABASE_URL is not set.

Every process that uses the server holds a shared lock, which the system drops however the process dies; the
last one out stops the server. The server inherits a lock of its own at its start, so "does it run" never
depends on a process number, which a container hands out again after a restart.
"""

import fcntl
import os
import shlex
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from runtime.postgres_programs import (
    TEMPORARY,
    Account,
    PostgresFailed,
    PostgresMissing,
    account_for,
    home_for,
    usable_binaries,
)

__all__ = ["EmbeddedPostgres", "PostgresFailed", "PostgresMissing"]

PATIENCE_SECONDS = 60
PORT = 5432
LONGEST_SOCKET = 80  # Systems refuse over 103 (macOS) or 107 (Linux); tools that add a suffix, sooner.
DEFAULT_OPTIONS: Mapping[str, str] = {"jit": "off"}  # Compiling costs more than it gains on short statements.


def _open_lock(path: Path, account: Account) -> BinaryIO:
    """A file to lock: the lock lasts until all copies of its descriptor are closed."""
    # Never through a link: root would give away the file that the folder's owner had it point to.
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+b", buffering=0)
    os.fchown(file.fileno(), account.uid, account.gid)
    return file


def _taken(path: Path, account: Account) -> bool:
    with _open_lock(path, account) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


class _Cluster:
    """One data folder and the server on it. Every method expects the start lock to be held by the caller."""

    def __init__(self, home: Path, account: Account) -> None:
        major, self.binaries = usable_binaries(account, home)
        self.home, self.account = home, account
        self.folder = home / f"postgres-{major}"
        self.log = self.folder / "server.log"
        self.users_lock, self.server_lock = (Path(f"{self.folder}.{of}") for of in ("users", "server"))

    def run(self, tool: str, *arguments: str | Path, fds: tuple[int, ...] = ()) -> tuple[int, str]:
        return self.account.run(self.binaries / tool, *arguments, cwd=self.home, fds=fds)

    def control(self, *arguments: str | Path, fds: tuple[int, ...] = ()) -> tuple[int, str]:
        return self.run("pg_ctl", "-w", "-t", str(PATIENCE_SECONDS), "-D", self.folder, *arguments, fds=fds)

    def socket_dir(self) -> Path | None:
        """Where the server says it listens; None for the word of a server on another folder (a copy's)."""
        try:
            _, folder, _, _, sockets, *_ = (self.folder / "postmaster.pid").read_text().splitlines()
        except (FileNotFoundError, ValueError):  # Not there, or not yet written to the end.
            return None
        return Path(sockets) if folder == str(self.folder) else None

    def answers(self) -> bool:
        sockets = self.socket_dir()
        return sockets is not None and self.run("pg_isready", "-q", "-h", sockets, "-p", str(PORT))[0] == 0

    def attach(self) -> bool:
        """Wait for a server that is starting or ending, since its starter may have been killed meanwhile."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while _taken(self.server_lock, self.account):
            if self.answers():
                return True
            if time.monotonic() > deadline:
                raise PostgresFailed(f"the embedded Postgres runs but does not answer: see {self.log}")
            time.sleep(0.02)
        return self.answers()

    def create(self, start_lock: int, *sync: str) -> None:
        """Made under another name and renamed when whole, so that an interrupted initdb is never used."""
        if (self.folder / "PG_VERSION").exists():
            return
        fresh = Path(f"{self.folder}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        self.account.private_folder(fresh)
        identity = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        # It inherits the start lock: an initdb that outlives its killed starter must not meet a second one.
        code, output = self.run("initdb", *identity, *sync, "-D", fresh, fds=(start_lock,))
        if code != 0:
            raise PostgresFailed(f"initdb failed in {self.home}: {_last_lines(output)}")
        fresh.rename(self.folder)

    def start(self, options: Mapping[str, str]) -> None:
        sockets = self.planned_socket_dir()
        # Nothing runs here, yet Postgres would refuse if the number in them has gone to another process.
        for stale in (self.folder / "postmaster.pid", sockets / f".s.PGSQL.{PORT}.lock"):
            stale.unlink(missing_ok=True)
        if self.log.exists():  # Each start has its own, and the one before it: no log grows for ever.
            self.log.replace(self.log.with_suffix(".log.1"))
        settings = [f"-c {shlex.quote(f'{name}={value}')}" for name, value in options.items()]
        server = " ".join(["-h ''", f"-k {sockets}", f"-p {PORT}", *settings])
        with _open_lock(self.server_lock, self.account) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            code, output = self.control("-l", self.log, "-o", server, "start", fds=(lock.fileno(),))
        if code != 0:
            said = self.log.read_text(errors="replace") if self.log.exists() else output
            raise PostgresFailed(f"the embedded Postgres did not start: {_last_lines(said)} (see {self.log})")

    def stop(self) -> bool:
        if not _taken(self.server_lock, self.account) and not self.answers():
            return False
        if self.control("-m", "fast", "stop")[0] != 0:
            raise PostgresFailed(f"the embedded Postgres did not stop: see {self.log}")
        return True

    def planned_socket_dir(self) -> Path:
        """The data folder where its path allows; commas, blanks and the like would need three quotings."""
        socket = str(self.folder / f".s.PGSQL.{PORT}")
        if len(socket) <= LONGEST_SOCKET and quote(socket) == socket:
            return self.folder
        return self.account.private_folder(TEMPORARY / f"hub-{uuid5(NAMESPACE_URL, str(self.folder)).hex}")


def _last_lines(output: str) -> str:
    return " / ".join(line.strip() for line in output.strip().splitlines()[-4:])


class EmbeddedPostgres:
    """A Postgres of our own under the data folder, shared by all processes that name the same folder.

    The options count for the process that starts the server; one that attaches takes it as it is.
    """

    def __init__(self, data_dir: Path, options: Mapping[str, str] = DEFAULT_OPTIONS) -> None:
        self._data_dir = data_dir.resolve()
        self._options = {**DEFAULT_OPTIONS, **options}
        self._use: BinaryIO | None = None
        self._sockets: Path | None = None

    def start(self) -> None:
        """Start the server, or attach to the one that another process has started."""
        if self._use is not None:
            return
        with self._deciding() as (cluster, start_lock):
            use = _open_lock(cluster.users_lock, cluster.account)
            try:
                fcntl.flock(use, fcntl.LOCK_SH)
                cluster.create(start_lock, *(["--no-sync"] if self._options.get("fsync") == "off" else []))
                if not cluster.attach():
                    cluster.start(self._options)
                self._sockets = cluster.socket_dir()
            except BaseException:
                use.close()
                raise
            self._use = use

    def release(self) -> None:
        """Stop using the server; the last of its users stops it."""
        if self._use is None:
            return
        with self._deciding() as (cluster, _):
            self._use.close()
            self._use = None
            if not _taken(cluster.users_lock, cluster.account):
                cluster.stop()

    def stop(self) -> bool:
        """Stop the server now, whoever uses it; False when none ran."""
        if not self._data_dir.exists():
            return False
        with self._deciding() as (cluster, _):
            return cluster.stop()

    def dsn(self, role: str = "postgres", database: str = "postgres") -> str:
        """The address for a role and a database, once started."""
        if self._sockets is None:
            raise PostgresFailed("the embedded Postgres has no address before it is started")
        return f"postgresql://{quote(role)}@/{quote(database)}?host={quote(str(self._sockets))}&port={PORT}"

    @property
    def log(self) -> Path:
        """What the server has written since it was started."""
        with self._deciding() as (cluster, _):
            return cluster.log

    @contextmanager
    def _deciding(self) -> Iterator[tuple[_Cluster, int]]:
        """One process at a time decides whether to start or to stop."""
        try:
            self._data_dir.mkdir(parents=True, exist_ok=True)
            account = account_for(self._data_dir)
            home = home_for(self._data_dir, account)
            with _open_lock(home / "postgres.start", account) as start_lock:
                fcntl.flock(start_lock, fcntl.LOCK_EX)
                yield _Cluster(home, account), start_lock.fileno()
        except OSError as error:
            raise PostgresFailed(f"cannot use the database in {self._data_dir}: {error}") from error

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
