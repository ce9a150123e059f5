"""What the space says of teletransmission (télétransmission)."""

from datetime import date
from typing import Any

from runtime.database import Database
from runtime.migrations import as_owner
from tests.guide.asking import asked
from tests.guide.lines import guide
from tests.hub_client import HubClient

LINK = """{ me { contracts(lineOfBusiness: HEALTH) { beneficiaries { relation teletransmission {
  status instructions advice gapPeriods { from to } } } } } }"""


async def link(hub: HubClient) -> Any:
    (contract,) = (await asked(hub, "member", LINK))["me"]["contracts"]
    found: Any = contract["beneficiaries"][0]["teletransmission"]
    return found


async def connect(database: Database, status: str, since: date) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql(
            """INSERT INTO teletransmissions (member_id, coverage_id, status, valid_from)
               SELECT c.member_id, c.coverage_id, $1, $2 FROM coverages c
               JOIN contracts USING (member_id, contract_id)
               WHERE number = 'S-200001' AND relation = 'HOLDER'""",
            (status, since),
        )


@guide(37, "Teletransmission.advice")
async def test_it_is_said_where_the_attestation_of_rights_is_to_be_had(hub: HubClient) -> None:
    said = " ".join((await link(hub))["advice"])
    assert "attestation de droits de moins de 6 mois" in said
    assert "ameli.fr" in said
    assert "votre régime obligatoire" in said


@guide(38, "Teletransmission.status")
async def test_a_change_that_takes_days_is_seen_as_asked_for(hub: HubClient, database: Database) -> None:
    await connect(database, "REQUESTED", date(2026, 11, 1))
    found = await link(hub)
    assert found["status"] == "REQUESTED"
    assert "jours" in f"{found['instructions']} {found['advice']}"


@guide(39, "Teletransmission.gapPeriods")
async def test_days_without_it_are_a_gap_for_which_statements_are_to_be_sent(
    hub: HubClient, database: Database
) -> None:
    await connect(database, "CONNECTED", date(2023, 3, 1))
    found = await link(hub)
    assert found["gapPeriods"] == [{"from": "2023-01-01", "to": "2023-02-28"}]
    assert "décomptes" in str(found["advice"])


@guide(40, "Teletransmission.advice")
async def test_after_a_change_of_insurer_the_confirmation_on_ameli_is_told(
    hub: HubClient, database: Database
) -> None:
    await connect(database, "OVERLAP", date(2026, 11, 1))
    found = await link(hub)
    assert "ameli.fr" in f"{found['instructions']} {found['advice']}"
    assert "confirm" in f"{found['instructions']} {found['advice']}"
