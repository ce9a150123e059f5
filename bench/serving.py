"""One contender, served as the hub is served: `python -m bench.serving NAME PORT DATA_DIR`.

The variable `DATABASE` says which database.
"""

import os
import sys
from pathlib import Path

from sqlalchemy import URL
from starlette.types import ASGIApp

from bench.contenders import DATABASE
from bench.limit import create_limit
from gateway import Doors, create_app
from runtime.addresses import Addresses
from runtime.crypto import Vault
from runtime.database import Database
from runtime.keys import data_key, token_key
from runtime.logs import configure
from runtime.server import Stopping, listen, run, serve
from runtime.settings import LogFormat, load_settings
from runtime.tokens import Tokens


class Unlocked(Addresses):
    """Everybody is the owner of the tables, for whom there is no row-level security."""

    def of(self, database_role: str) -> URL:  # whoever it is
        return self.owner


async def serve_contender(name: str, port: int, database_url: str, data_dir: Path) -> None:
    settings = load_settings(data_dir=data_dir, log_format=LogFormat.JSON)
    configure(settings)
    parsed = Addresses.parse(database_url)
    addresses = Unlocked(parsed.owner) if name.endswith(("-unlocked", "-without-rights")) else parsed
    tokens = Tokens(token_key(settings))
    database = Database(addresses)
    try:
        await serve(
            _app(name, addresses, database, tokens, Vault(data_key(settings))),
            listen("127.0.0.1", port),
            Stopping(),
        )
    finally:
        await database.close()


def _app(name: str, addresses: Addresses, database: Database, tokens: Tokens, vault: Vault) -> ASGIApp:
    if name.startswith("limit"):
        return create_limit(addresses, tokens, with_rights=name != "limit-without-rights")
    return create_app(database, tokens, Doors(planner=name != "executor"), vault=vault)


if __name__ == "__main__":
    run(serve_contender(sys.argv[1], int(sys.argv[2]), os.environ.pop(DATABASE), Path(sys.argv[3])))
