"""What a démarche says is to be sent is what `sendingInstructions` says of the same case."""

from datetime import date
from itertools import product

import pytest

from rules.sending import NOTHING_TO_SEND
from runtime.database import Database
from tests.estimates.asking import ids_of
from tests.hub_client import HubClient
from tests.procedures.asking import PAPERS, ago, care, linked, refused, rows, send

SENDING = f"""query($covered: Boolean!, $linked: Boolean!, $direct: Boolean!, $category: CareCategory!) {{
  sendingInstructions(coveredBySocialSecurity: $covered, teletransmission: $linked, thirdPartyPayment: $direct,
    category: $category) {{ documents {{ {PAPERS} }} instructions }} }}"""
CELLS = [pytest.param(cell, id="-".join(map(str, cell))) for cell in product((True, False), repeat=3)]


@pytest.mark.parametrize("category", ["OPTICAL", "DENTAL", "OTHER"])
@pytest.mark.parametrize("cell", CELLS)
async def test_each_cell_asks_for_what_the_instructions_of_it_say(
    hub: HubClient, database: Database, cell: tuple[bool, bool, bool], category: str
) -> None:
    """The link is not asked for but read, on the day of care."""
    covered, has_link, direct = cell
    await linked(database, date(2023, 1, 1) if has_link else None)
    variables = {"covered": covered, "linked": has_link, "direct": direct, "category": category}
    told = (await hub.ask(SENDING, as_="member", **variables)).data["sendingInstructions"]
    asked = care(
        (await ids_of(hub))["Camille"],
        category=category,
        coveredBySocialSecurity=covered,
        thirdPartyPayment=direct,
    )
    looked_at = await send(hub, "member", asked, only=True)
    payload = await send(hub, "member", asked)
    if told["instructions"] == NOTHING_TO_SEND.instructions:
        assert (covered, has_link, direct) == (True, True, True)
        for each in (looked_at, payload):
            assert refused(each) == [("BAD_USER_INPUT", ["input", "thirdPartyPayment"])]
            assert each["errors"][0]["message"] == told["instructions"]
        assert (await rows(database))["procedures"] == 0
        return
    assert payload["errors"] == []
    assert payload["preview"]["missingDocuments"] == told["documents"]
    assert payload["preview"]["instructions"] == told["instructions"]
    assert looked_at["preview"] == payload["preview"]
    awaits = any(each["condition"] == "ALWAYS" for each in told["documents"])
    assert payload["procedure"]["status"] == ("AWAITING_DOCUMENTS" if awaits else "SUBMITTED")


@pytest.mark.parametrize(
    ("first", "last", "kinds"),
    [
        (30, None, ["PAID_INVOICE"]),
        (29, None, ["SOCIAL_SECURITY_STATEMENT", "PAID_INVOICE", "PRESCRIPTION"]),
        (100, 29, ["PAID_INVOICE"]),
        (100, 30, ["SOCIAL_SECURITY_STATEMENT", "PAID_INVOICE", "PRESCRIPTION"]),
    ],
)
async def test_the_link_of_the_day_of_care_decides(
    hub: HubClient, database: Database, first: int, last: int | None, kinds: list[str]
) -> None:
    """Care was thirty days ago. The link began or ended on it, the day after, or before; today is of no matter."""
    end = None if last is None else date.fromisoformat(ago(last))
    await linked(database, date.fromisoformat(ago(first)), end)
    payload = await send(hub, "member", care((await ids_of(hub))["Camille"], careDate=ago(30)))
    assert [each["kind"] for each in payload["preview"]["missingDocuments"]] == kinds


async def test_the_link_of_somebody_else_does_not_count(hub: HubClient, database: Database) -> None:
    await linked(database, date(2023, 1, 1), who="Noé")
    payload = await send(hub, "member", care((await ids_of(hub))["Camille"]))
    assert len(payload["preview"]["missingDocuments"]) == 3
