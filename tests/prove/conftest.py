"""What a campaign found, kept in docs/proofs/NAME.json with all that is needed to repeat it."""

import json
import os
import platform
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import pytest

from bench.circumstances import commit
from runtime.settings import ROOT

PROOFS = ROOT / os.environ.get("PROOFS", "docs/proofs")
LIBRARIES = ("strawberry-graphql", "graphql-core", "SQLAlchemy", "asyncpg", "uvicorn", "pgqueuer")


@pytest.fixture
def seed() -> int:
    """Chance of a campaign; `./hub prove --seed N` repeats one."""
    return int(os.environ.get("PROVE_SEED") or random.SystemRandom().randrange(2**32))


@pytest.fixture
def proof(request: pytest.FixtureRequest, seed: int) -> Callable[[dict[str, Any]], None]:
    """Write what was found under the name of the campaign, which is that of its file."""
    name = request.path.stem.removeprefix("test_")

    def write(found: dict[str, Any]) -> None:
        PROOFS.mkdir(parents=True, exist_ok=True)
        record = {
            "campaign": name,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "commit": commit(),
            "seed": seed,
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "python": sys.version.split()[0],
            "libraries": {library: version(library) for library in LIBRARIES},
            "found": found,
        }
        (PROOFS / f"{name}.json").write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n")

    return write
