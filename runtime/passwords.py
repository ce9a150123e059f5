"""Passwords at rest: Argon2id, in threads of their own, so many at once and no more.

A hash takes 64 MiB and a tenth of a second, which is what it is for. Answers do not wait for it: it is made
beside the loop. Of those who wait for their turn there is a bound, or a flood would take the memory.
"""

import asyncio
import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")

DUMMY = "$argon2id$v=19$m=65536,t=3,p=4$UXzSEL2wkeAVfTL4ra5mIw$Mvkv3rvaqzgvMRkBffniHEynbrKeQo1z+G0nNcvejpA"
"""What the password of nobody is compared with, for as much work; of a text that was thrown away."""

AT_ONCE = 2
MOST_WAITING = 40
COMMON = Path(__file__).with_name("common-passwords.txt.gz")
"""The list of Django (BSD-3-Clause): 19,640 that Royce Williams found most often in leaked ones."""


class TooManyAtOnce(Exception):
    """As many passwords are being looked at as there may be."""


class Passwords:
    """Makes and compares hashes. One a process."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="argon2")
        self._waiting = 0

    async def hashed(self, password: str) -> str:
        return await self._in_turn(self._hasher.hash, password)

    async def fits(self, password: str, known: str | None) -> bool:
        """Whether it is the one. Where there is none to compare with, the answer takes as long."""
        return await self._in_turn(self._fits, password, known) and known is not None

    def is_outdated(self, known: str) -> bool:
        """Whether it was made with less work than one is made with today."""
        return self._hasher.check_needs_rehash(known)

    def _fits(self, password: str, known: str | None) -> bool:
        try:
            return self._hasher.verify(known or DUMMY, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _in_turn(self, work: Callable[..., T], *given: str | None) -> T:
        if self._waiting >= MOST_WAITING:
            raise TooManyAtOnce
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)
        finally:
            self._waiting -= 1


@lru_cache(1)
def common_passwords() -> frozenset[str]:
    """In lower case."""
    return frozenset(gzip.decompress(COMMON.read_bytes()).decode().split())
