"""Whether there is such an account is not told by the time that the answer takes."""

import math
import time
from collections.abc import Callable, Sequence
from statistics import NormalDist, median
from typing import Any

import pytest
from argon2.exceptions import VerificationError
from sqlalchemy import text

from runtime.migrations import as_owner
from runtime.passwords import Passwords
from tests.accounts.asking import codes, signed_in
from tests.hub_client import HubClient

pytestmark = pytest.mark.prove

PAIRS = 300
MOST_APART, LEAST_P = 0.03, 0.01


async def pairs(hub: HubClient, count: int) -> tuple[list[float], list[float]]:
    """Seconds of a wrong password for a login that is somebody's, and for one that is nobody's, in turns."""
    known: list[float] = []
    unknown: list[float] = []
    for pair in range(count):
        each = [("100001", known), (f"9{pair:05}", unknown)]
        for login, seconds in each if pair % 2 else reversed(each):
            async with as_owner(hub.database.addresses) as owner:
                await owner.execute(text("TRUNCATE attempts"))
            began = time.perf_counter()
            payload = await signed_in(hub, login=login, password=f"wrong {pair}")
            seconds.append(time.perf_counter() - began)
            assert codes(payload) == ["UNAUTHENTICATED"]
    return known, unknown


def apart(known: Sequence[float], unknown: Sequence[float]) -> float:
    """How far the medians are from each other, as a share of the first."""
    return abs(median(known) - median(unknown)) / median(known)


def mann_whitney(one: Sequence[float], other: Sequence[float]) -> float:
    """The chance of such a difference of ranks, on two sides, where there is none; by the normal distribution."""
    ranked = sorted([(seconds, True) for seconds in one] + [(seconds, False) for seconds in other])
    ranks = sum(rank for rank, (_, is_first) in enumerate(ranked, 1) if is_first)
    n, m = len(one), len(other)
    u = ranks - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return 2 * (1 - NormalDist().cdf(abs(z)))


async def test_an_unknown_login_is_refused_as_slowly_as_a_wrong_password(
    hub: HubClient, proof: Callable[[dict[str, Any]], None]
) -> None:
    await pairs(hub, 5)  # connections, plans and pages of memory
    known, unknown = await pairs(hub, PAIRS)
    difference, chance = apart(known, unknown), mann_whitney(known, unknown)
    proof(
        {
            "what": "Interleaved sign-ins with a wrong password, of a known and of an unknown login",
            "pairs": PAIRS,
            "median known, ms": round(median(known) * 1000, 2),
            "median unknown, ms": round(median(unknown) * 1000, 2),
            "difference of medians, %": round(difference * 100, 2),
            "Mann-Whitney p": round(chance, 4),
        }
    )
    assert difference < MOST_APART
    assert chance > LEAST_P


async def test_it_would_be_noticed_if_nothing_were_compared_for_nobody(
    hub: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fits(self: Passwords, password: str, known: str | None) -> bool:
        if known is None:
            return False
        try:
            return self._hasher.verify(known, password)
        except VerificationError:
            return False

    monkeypatch.setattr(Passwords, "_fits", fits)
    known, unknown = await pairs(hub, 20)
    assert apart(known, unknown) > MOST_APART
    assert mann_whitney(known, unknown) < LEAST_P
