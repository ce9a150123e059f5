"""A plugin of pytest that keeps what a run leaves behind, and the secrets that it used: into the folder KEPT.

A test's database is dumped before it is dropped. Secrets are taken where they are made, sealed or compared, and
what the hub logs and mails as it does so.
"""

import json
import logging
import os
import secrets
import subprocess
from collections.abc import Callable
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from hypothesis import currently_in_test_context

from runtime.crypto import Place, Vault
from runtime.logs import JsonLines
from runtime.passwords import Passwords
from runtime.postgres_programs import account_for, home_for, usable_binaries
from runtime.settings import ROOT
from runtime.tokens import Tokens
from tests.mail.server import MailServer

FOLDER = Path(os.environ["KEPT"])
KINDS = {"nir_sealed": "a NIR", "iban_sealed": "an IBAN", "secret_sealed": "a secret of a second factor"}
TOKENS = {
    "nir": "a NIR", "iban": "an IBAN", "activation": "an activation id", "recovery code": "a recovery code",
}  # fmt: skip
_seen: set[tuple[str, str]] = set()
_number = count()


def keep(kind: str, secret: str) -> None:
    """Written at once: a run that is killed has used it too.

    What Hypothesis draws is nobody's: words of the code are among it, such as the name of a column.
    """
    if (kind, secret) not in _seen and not currently_in_test_context():
        _seen.add((kind, secret))
        with (FOLDER / f"secrets-{os.getpid()}.jsonl").open("a") as file:
            file.write(json.dumps([kind, secret]) + "\n")


def _after(owner: Any, name: str, told: Callable[..., None]) -> None:
    """Have `told` know what a method was given and has answered; the method itself stays as it is."""
    method = getattr(owner, name)

    @wraps(method)
    def told_too(*args: Any, **kwargs: Any) -> Any:
        answer = method(*args, **kwargs)
        told(answer, *args, **kwargs)
        return answer

    setattr(owner, name, told_too)


def _sealed(_: bytes, __: Vault, text: str, place: Place) -> None:
    keep(KINDS.get(place.column, "what was sealed"), text)


def _found_by(_: bytes, __: Vault, purpose: str, value: str) -> None:
    if purpose in TOKENS:
        # A recovery code stands behind its account.
        keep(TOKENS[purpose], value.rsplit(maxsplit=1)[-1] if purpose == "recovery code" else value)


def _signed(token: str, *_: Any, **__: Any) -> None:
    keep("an access token", token)


def _drawn(token: str, *_: Any) -> None:
    keep("a link or refresh token", token)


def pytest_configure(config: pytest.Config) -> None:
    _after(Vault, "seal", _sealed)
    _after(Vault, "token", _found_by)
    _after(Passwords, "hashed", lambda _, __, password: keep("a password", password))
    _after(Passwords, "fits", lambda _, __, password, ___: keep("a password", password))
    _after(Tokens, "sign", _signed)
    _after(secrets, "token_urlsafe", _drawn)
    handler = logging.FileHandler(FOLDER / f"hub-{os.getpid()}.log")
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    logging.getLogger("hub").setLevel(logging.INFO)
    take = MailServer.handle_DATA

    async def kept(self: MailServer, server: Any, session: Any, envelope: Any) -> str:
        (FOLDER / f"mail-{os.getpid()}-{next(_number)}.eml").write_bytes(envelope.content)
        return await take(self, server, session, envelope)

    MailServer.handle_DATA = kept  # type: ignore[method-assign]  # the plugin stands in for it
    execute = asyncpg.Connection.execute

    async def dumped(self: Any, query: str, *args: Any, **kwargs: Any) -> Any:
        if query.startswith("DROP DATABASE"):
            _dump(self, query.removeprefix("DROP DATABASE ").removeprefix("IF EXISTS ").split()[0])
        return await execute(self, query, *args, **kwargs)

    asyncpg.Connection.execute = dumped


def _programs() -> Path:
    data = ROOT / ".data" / "tests"
    account = account_for(data)
    return usable_binaries(account, home_for(data, account))[1]


def _dump(connection: Any, name: str) -> None:
    """All rows of all tables, the queue's included. One that is not there any more has been dumped."""
    socket = Path(connection._addr)  # asyncpg tells it nowhere else
    where = ["-h", socket.parent, "-p", socket.suffix[1:], "-U", "postgres", "-d", name]
    command = [_programs() / "pg_dump", "--data-only", *where]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode == 0:
        (FOLDER / f"dump-{os.getpid()}-{next(_number)}-{name}.sql").write_bytes(done.stdout)
    else:
        assert b"does not exist" in done.stderr, done.stderr
