"""What is said of what was measured."""

import os
import platform
import re
from datetime import UTC, datetime

from bench.circumstances import circumstances
from bench.command import Results
from bench.measuring import Measured, Slice
from bench.report import as_json, ratios, table
from runtime.postgres import EmbeddedPostgres
from tests.seed.connections import Connection

COMMIT = re.compile(r"(.+-g)?[0-9a-f]{7,40}(-dirty)?|not a repository")


def measured(*rates: float) -> Measured:
    return Measured([Slice(rate, p50=1.0, p99=2.0, server=100.0, database=50.0) for rate in rates])


RESULTS = Results(
    members=2_000,
    actors={"MEMBER": 2_000},
    run={"commit": "3a762a4"},
    rates={"home": {16: {"hub": measured(90, 300, 100), "limit": measured(200, 80, 125)}}},
    statements={"home": {"hub": 1.0, "limit": 1.0}},
    memory={"hub": 2**20, "limit": 2**20},
)


def test_a_ratio_is_the_hubs_median_over_the_others() -> None:
    assert ratios(RESULTS) == {"home": {"limit": 100 / 125}}


def test_the_json_has_ratios_and_statements_by_operation() -> None:
    found = as_json(RESULTS)
    assert found["ratios"] == {"home": {"limit": 0.8}}
    assert found["statements"] == {"home": 1.0}
    assert found["measured"]["home"]["16"]["hub"]["least"] == 90
    assert found["run"] == {"commit": "3a762a4"}


async def test_it_says_of_what_when_and_on_what_it_is(
    server: EmbeddedPostgres, superuser: Connection
) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    found = await circumstances(server.dsn())
    assert before <= datetime.fromisoformat(str(found.pop("at"))) <= datetime.now(UTC)
    assert COMMIT.fullmatch(str(found.pop("commit")))
    assert found == {
        "machine": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "postgres": await superuser.fetchval("SELECT current_setting('server_version')"),
    }


def test_the_table_has_a_line_for_each_contender() -> None:
    assert [line.split()[2] for line in table(RESULTS).splitlines() if line.startswith("home")] == [
        "hub",
        "limit",
    ]
