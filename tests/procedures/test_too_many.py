"""Somebody has to read each démarche: one account sends so many a day, and no more."""

from datetime import UTC, datetime

import pytest

from runtime import clock
from runtime.database import Database
from tests.estimates.asking import ids_of
from tests.hub_client import HubClient
from tests.procedures.asking import care, refused, rows, send, sent

LATER = """mutation($input: ReimbursementRequestInput!) {
  reimbursementRequest(input: $input, idempotencyKey: "later") { errors { retryAt } } }"""


async def test_who_sends_without_end_goes_on_tomorrow(
    hub: HubClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day is one in France. Under a key of before, what was sent is answered; the other accounts send theirs."""
    monkeypatch.setattr("rules.procedures.MOST_A_DAY", 2)
    ids, identity = await ids_of(hub), await hub.identity("member")
    spouse = await hub.identity("spouse")
    days = {"careDate": "2026-12-01"}
    asked = [care(ids["Camille"], amountPaid=f"{euros}.00", **days) for euros in range(1, 5)]
    with clock.at(datetime(2026, 12, 9, 22, 59, tzinfo=UTC)):
        await sent(hub, identity, asked[0])
    with clock.at(datetime(2026, 12, 10, 22, 59, tzinfo=UTC)):
        first = await sent(hub, identity, asked[1], key="first")
        await sent(hub, identity, asked[2])
        before = await rows(database)
        for only in (True, False):
            assert refused(await send(hub, identity, asked[3], only=only)) == [("RATE_LIMITED", None)]
        answer = await hub.ask(LATER, as_=identity, input=asked[3])
        assert answer.data["reimbursementRequest"]["errors"] == [{"retryAt": "2026-12-10T23:00:00Z"}]
        assert await rows(database) == before
        assert (await sent(hub, identity, asked[1], key="first"))["reference"] == first["reference"]
        await sent(hub, spouse, care(ids["Dominique"], **days))
    with clock.at(datetime(2026, 12, 10, 23, 0, tzinfo=UTC)):
        await sent(hub, identity, asked[3])
