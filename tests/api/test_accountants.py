"""The accountant of a household."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.accountants import AccountantContractRow, AccountantRow
from runtime.database import Database
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured

ACCOUNTANT = """{ member(number: "100001") { accountant { firm siren contact email phone street postalCode city
  sharedKinds startsOn declaredAt contracts { number } } } }"""


async def declare(database: Database, *numbers: str, **more: Any) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        values = {
            "firm_name": "Comptes & Cie", "siren": "123456782", "email": "comptes@example.org",
            "shared_kinds": ["TAX_CERTIFICATE", "PAYMENT_SCHEDULE"], "starts_on": date(2025, 1, 1),
            "declared_at": datetime(2025, 1, 2, 9, tzinfo=UTC), **more,
        }  # fmt: skip
        key = (await insured.add(AccountantRow, **values))["accountant_id"]
        for number in numbers:
            contract = await the_insured(owner, number)
            await insured.add(AccountantContractRow, accountant_id=key, contract_id=contract.contract_id)


@pytest.mark.parametrize("persona", ["member", "agent"])
async def test_the_accountant_is_shown_with_what_they_are_sent(
    hub: HubClient, database: Database, persona: str
) -> None:
    revoked = datetime(2025, 1, 1, tzinfo=UTC)
    await declare(
        database, "S-200001", firm_name="Avant", declared_at=datetime(2024, 1, 1, tzinfo=UTC), revoked_at=revoked
    )  # fmt: skip
    await declare(database, "P-300001", city="Lyon")
    answer = await hub.ask(ACCOUNTANT, as_=persona)
    assert answer.errors == []
    assert answer.data["member"]["accountant"] == {
        "firm": "Comptes & Cie", "siren": "123456782", "contact": None, "email": "comptes@example.org",
        "phone": None, "street": None, "postalCode": None, "city": "Lyon",
        "sharedKinds": ["TAX_CERTIFICATE", "PAYMENT_SCHEDULE"], "startsOn": "2025-01-01",
        "declaredAt": "2025-01-02T09:00:00Z", "contracts": [{"number": "P-300001"}],
    }  # fmt: skip


@pytest.mark.parametrize("persona", ["spouse", "broker"])
async def test_nobody_else_sees_that_there_is_an_accountant(
    hub: HubClient, database: Database, persona: str
) -> None:
    await declare(database, "S-200001")
    answer = await hub.ask(ACCOUNTANT, as_=persona)
    assert answer.errors == []
    assert answer.data == {"member": {"accountant": None}}


async def test_a_household_that_has_named_nobody_has_none(hub: HubClient) -> None:
    assert (await hub.ask(ACCOUNTANT, as_="member")).data == {"member": {"accountant": None}}
