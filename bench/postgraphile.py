"""PostGraphile 5 on the same database, under the same policies, where there is a Node that runs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.contenders import Contender


@asynccontextmanager
async def postgraphile_served(superuser: str, data_dir: Path) -> AsyncIterator[Contender | None]:
    yield None
