"""The `hub` script: a copy of it in a folder of its own, with a Python that only pretends to install."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PYTHON = """#!/bin/sh
# Notes each call in $NOTES; makes an environment by copying itself there.
case "$*" in
    *realpath*) echo "3.11 $0"; exit "${PROBE_EXIT:-0}" ;;
    *fcntl*) exec {python} "$@" ;;
    "-m venv "*) echo venv >>"$NOTES"; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    "-m pip "*)
        for lock; do :; done
        echo "begin ${lock##*/}" >>"$NOTES"
        sleep "${PIP_SECONDS:-0}"
        [ -z "${PIP_FAILS-}" ] || { echo "ERROR: no such package" >&2; exit 1; }
        echo "end ${lock##*/}" >>"$NOTES" ;;
    *) printf '%s\\n' "$@"; pwd ;;
esac
"""


class Tree:
    """A copy of what the script needs, and the notes of what it had done."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "a copy"
        self.root.mkdir()
        self.notes = folder / "notes"
        self.python = folder / "python"
        self.python.write_text(PYTHON.replace("{python}", sys.executable))
        self.python.chmod(0o755)
        shutil.copy(ROOT / "hub", self.root)
        (self.root / "requirements.lock").write_text("a==1\n")
        (self.root / "requirements-test.lock").write_text("a==1\nb==1\n")

    def environment(self, **extra: str) -> dict[str, str]:
        known = {"PATH": os.environ["PATH"], "HUB_PYTHON": str(self.python), "NOTES": str(self.notes)}
        return known | extra

    def run(
        self, *arguments: str, script: Path | str | None = None, cwd: Path = Path("/"), **extra: str
    ) -> subprocess.CompletedProcess[str]:
        command = [script or self.root / "hub", *arguments]
        return subprocess.run(
            command, cwd=cwd, env=self.environment(**extra), capture_output=True, text=True, check=False
        )

    def done(self) -> list[str]:
        """What was done since the last time this was asked."""
        lines = self.notes.read_text().splitlines() if self.notes.exists() else []
        self.notes.unlink(missing_ok=True)
        return lines


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


RUN = ["begin requirements.lock", "end requirements.lock"]
TEST = ["begin requirements-test.lock", "end requirements-test.lock"]


def test_the_first_use_installs_with_one_line_and_later_ones_start_at_once(tree: Tree) -> None:
    first = tree.run("serve", "two words")
    assert first.stdout.splitlines() == [str(tree.root / "cli.py"), "serve", "two words", "/"]
    assert first.stderr.count("\n") == 1
    assert "about one minute" in first.stderr
    assert tree.done() == ["venv", *RUN]
    second = tree.run("serve")
    assert (second.returncode, second.stderr, tree.done()) == (0, "", [])


def test_it_works_through_links_and_from_any_folder(tree: Tree, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    link = tmp_path / "bin" / "hub"
    link.symlink_to("../bin/other")
    (tmp_path / "bin" / "other").symlink_to(tree.root / "hub")
    called = tree.run("version", script=link, cwd=tmp_path, CDPATH="/tmp")
    assert called.stdout.splitlines() == [str(tree.root / "cli.py"), "version", str(tmp_path)]
    assert tree.run("version", script="./hub", cwd=tree.root).returncode == 0
    assert tree.done() == ["venv", *RUN]


@pytest.mark.parametrize("command", ["test", "check", "prove"])
def test_commands_of_developers_add_the_test_packages_which_then_stay(tree: Tree, command: str) -> None:
    tree.run("serve")
    tree.done()
    tree.run(command)
    assert tree.done() == TEST
    tree.run("serve")
    tree.run(command)
    assert tree.done() == []


def test_a_changed_lock_makes_the_environment_anew_with_what_it_had(tree: Tree) -> None:
    tree.run("test")
    tree.done()
    (tree.root / "requirements.lock").write_text("a==2\n")
    tree.run("serve")
    assert tree.done() == ["venv", *TEST]


def test_a_python_that_has_gone_makes_the_environment_anew(tree: Tree) -> None:
    tree.run("serve")
    tree.done()
    python = tree.root / ".venv/bin/python"
    python.unlink()
    python.symlink_to("/usr/bin/python3.0")
    assert tree.run("serve").returncode == 0
    assert tree.done() == ["venv", *RUN]


def test_a_failed_installation_is_explained_and_not_taken_for_a_finished_one(tree: Tree) -> None:
    failed = tree.run("serve", PIP_FAILS="yes")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "ERROR: no such package" in failed.stderr
    assert "could not install the Python packages" in failed.stderr.splitlines()[-1]
    tree.done()
    assert tree.run("serve").returncode == 0
    assert tree.done() == ["venv", *RUN]


def test_a_killed_installation_is_not_taken_for_a_finished_one(tree: Tree) -> None:
    killed = subprocess.Popen([tree.root / "hub"], env=tree.environment(PIP_SECONDS="1"))
    while not tree.notes.exists() or RUN[0] not in tree.notes.read_text():
        pass
    killed.kill()
    killed.wait()
    assert tree.run("serve").returncode == 0
    # The second waits until what the first had started is over, so their packages never mix.
    assert tree.done() == ["venv", *RUN, "venv", *RUN]


def test_two_at_once_install_once(tree: Tree) -> None:
    both = [
        subprocess.Popen(
            [tree.root / "hub", "serve"], env=tree.environment(PIP_SECONDS="0.3"), stderr=subprocess.DEVNULL
        )
        for _ in range(2)
    ]
    assert [process.wait() for process in both] == [0, 0]
    assert tree.done() == ["venv", *RUN]


def test_a_python_that_will_not_do_is_named(tree: Tree) -> None:
    for wrong in ("/bin/false", "no-such-python"):
        failed = tree.run("serve", HUB_PYTHON=wrong)
        assert failed.returncode == 1
        assert (
            failed.stderr
            == f"hub: HUB_PYTHON={wrong} is not a Python 3.11 or later: correct it or unset it\n"
        )
    failed = tree.run("serve", PROBE_EXIT="3")
    assert failed.returncode == 1
    assert failed.stderr.count("\n") == 1
    assert "python3.11-venv" in failed.stderr


def test_without_any_python_it_says_what_to_install(tree: Tree, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("sh", "cksum"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    failed = tree.run("serve", PATH=str(tools), HUB_PYTHON="")
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1)
    assert failed.stderr.startswith("hub: Python 3.11 or later is needed")


def test_what_other_projects_set_for_python_is_left_out(tree: Tree) -> None:
    (tree.root / "cli.py").write_text("import os\n")
    tree.run("serve")
    (tree.root / ".venv/bin/python").write_text("#!/bin/sh\nenv\n")
    called = tree.run("serve", PYTHONPATH="/elsewhere", PYTHONSAFEPATH="1")
    assert "PYTHON" not in called.stdout.replace("HUB_PYTHON", "")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_tree_that_cannot_be_written_is_said_in_one_line(tree: Tree, tmp_path: Path) -> None:
    open_copy = Path("/tmp") / f"hub-script-{os.getpid()}"
    shutil.copytree(tree.root, open_copy)
    try:
        failed = subprocess.run(
            [open_copy / "hub"], user="nobody", cwd="/", env={"PATH": os.environ["PATH"]},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        shutil.rmtree(open_copy)
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1)
    assert f"{open_copy} cannot be written" in failed.stderr
