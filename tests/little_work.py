"""Passwords that cost little to look at. A real one takes a fifth of a second of the processor, and all of a run took
four minutes; that they cost what they are to cost has tests of its own, and campaigns, which keep the real ones.
"""

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from actions.personas import PERSONAS, password_of
from actions.personas.cast import PASSWORD_HASHES
from runtime import passwords
from runtime.addresses import Addresses
from runtime.migrations import as_owner

HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
REAL = passwords.PasswordHasher, passwords.DUMMY


def begin(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(passwords, "PasswordHasher", lambda: HASHER)
    patch.setattr(passwords, "DUMMY", HASHER.hash("nobody’s"))


def end(patch: pytest.MonkeyPatch) -> None:
    """For a test that is about the work."""
    hasher, dummy = REAL
    patch.setattr(passwords, "PasswordHasher", hasher)
    patch.setattr(passwords, "DUMMY", dummy)


async def personas(addresses: Addresses) -> None:
    """Theirs stay what the documents say."""
    query = text("UPDATE accounts SET password_hash = :little WHERE login = :login AND password_hash = :real")
    async with as_owner(addresses) as owner:
        for persona, real in PASSWORD_HASHES.items():
            little = HASHER.hash(password_of(persona))
            keys = {"login": PERSONAS[persona], "real": real, "little": little}
            assert (await owner.execute(query, keys)).rowcount == 1, persona
