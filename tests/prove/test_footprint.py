"""What serving takes beyond what is imported for it: memory, and time to the first answer."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

import pytest

from runtime.settings import ROOT
from tests.hub_client import KEY, HubClient

ROUNDS = 5
MOST_MEMORY, MOST_TIME = 1.3, 1.5
IMPORTS = """
import json
from schema.build import build
from tests.runtime.answer_once import kilobytes
build()
print(json.dumps({"kilobytes": kilobytes()}))
"""
"""All that the serving process imports, and the schema that it serves; nothing is asked."""

pytestmark = pytest.mark.prove


def ran(arguments: Sequence[str]) -> tuple[float, float]:
    """Seconds from start to end, and the most megabytes that were resident."""
    began = time.monotonic()
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return time.monotonic() - began, json.loads(done.stdout)["kilobytes"] / 1024


async def test_to_serve_takes_little_more_than_to_import(
    hub: HubClient, proof: Callable[[dict[str, Any]], None]
) -> None:
    dsn = hub.database.addresses.owner.set(drivername="postgresql").render_as_string(hide_password=False)
    answering = ["-m", "tests.runtime.answer_once", dsn, KEY, await hub.token("member")]
    imported, served = [], []
    for _ in range(ROUNDS):
        imported.append(await asyncio.to_thread(ran, ["-c", IMPORTS]))
        served.append(await asyncio.to_thread(ran, answering))
    seconds = [median(each[0] for each in of) for of in (imported, served)]
    megabytes = [median(each[1] for each in of) for of in (imported, served)]
    proof(
        {
            "what": "A process that imports what serving imports and builds the schema; one that connects, plans and"
            " answers a query as well. Medians of runs in turns, from start to end",
            "rounds": ROUNDS,
            "seconds": {"imports": round(seconds[0], 2), "answers": round(seconds[1], 2)},
            "megabytes": {"imports": round(megabytes[0], 1), "answers": round(megabytes[1], 1)},
            "answers over imports": {
                "seconds": round(seconds[1] / seconds[0], 2), "memory": round(megabytes[1] / megabytes[0], 2),
            },
        }
    )  # fmt: skip
    assert megabytes[1] <= MOST_MEMORY * megabytes[0]
    assert seconds[1] <= MOST_TIME * seconds[0]
