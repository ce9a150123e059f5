"""Bank accounts and mandates, which are the holder's and never shown in full."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.bank_accounts import BankAccountRow, SepaMandateRow
from runtime import clock
from runtime.database import Database
from tests.hub_client import HubClient
from tests.insured import ONE_DAY, Insured, as_the_owner, the_insured

ACCOUNTS = """{ member(number: "100001") { bankAccounts { usage holderName ibanMasked bic since usableFrom
  mandate { umr creditorId status signedAt } } } }"""
SIGNED = datetime(2023, 1, 1, 9, tzinfo=UTC)


async def add_account(insured: Insured, usage: str, masked: str, **more: Any) -> int:
    values = {
        "usage": usage, "holder_name": "Camille Martin", "iban_sealed": b"sealed", "iban_token": bytes(32),
        "iban_masked": masked, "valid_from": date(2023, 1, 1), **more,
    }  # fmt: skip
    key: int = (await insured.add(BankAccountRow, **values))["bank_account_id"]
    return key


async def add_mandate(insured: Insured, account: int, umr: str, status: str) -> None:
    signed = None if status == "AWAITING_SIGNATURE" else SIGNED
    await insured.add(
        SepaMandateRow, bank_account_id=account, umr=umr, creditor_id="FR72ZZZ123456", status=status,
        signed_at=signed,
    )  # fmt: skip


@pytest.fixture
async def accounts(database: Database) -> None:
    """One of each usage, one that was, and one to come; the first with three mandates."""
    today = clock.today()
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        debit = await add_account(insured, "PREMIUM_DEBIT", "FR76 **** … 0001", bic="AGRIFRPPXXX")
        await add_account(
            insured, "REIMBURSEMENT_CREDIT", "FR76 **** … 0002", valid_to=today, valid_from=date(2022, 1, 1)
        )
        await add_account(
            insured, "REIMBURSEMENT_CREDIT", "FR76 **** … 0003", valid_from=today, valid_to=today + ONE_DAY
        )
        await add_account(insured, "REIMBURSEMENT_CREDIT", "FR76 **** … 0004", valid_from=today + ONE_DAY)
        await add_mandate(insured, debit, "HUB-1", "SUPERSEDED")
        await add_mandate(insured, debit, "HUB-2", "ACTIVE")
        await add_mandate(insured, debit, "HUB-3", "AWAITING_SIGNATURE")


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize("persona", ["member", "agent"])
async def test_the_accounts_of_today_are_shown_masked_each_with_its_mandate(
    hub: HubClient, persona: str
) -> None:
    answer = await hub.ask(ACCOUNTS, as_=persona)
    assert answer.errors == []
    assert answer.data["member"]["bankAccounts"] == [
        {
            "usage": "PREMIUM_DEBIT", "holderName": "Camille Martin", "ibanMasked": "FR76 **** … 0001",
            "bic": "AGRIFRPPXXX", "since": "2023-01-01", "usableFrom": None,
            "mandate": {
                "umr": "HUB-2", "creditorId": "FR72ZZZ123456", "status": "ACTIVE",
                "signedAt": "2023-01-01T09:00:00Z",
            },
        },
        {
            "usage": "REIMBURSEMENT_CREDIT", "holderName": "Camille Martin",
            "ibanMasked": "FR76 **** … 0003", "bic": None, "since": clock.today().isoformat(),
            "usableFrom": None, "mandate": None,
        },
    ]  # fmt: skip


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize("persona", ["spouse", "broker"])
async def test_nobody_else_sees_that_there_is_an_account(hub: HubClient, persona: str) -> None:
    answer = await hub.ask(ACCOUNTS, as_=persona)
    assert answer.errors == []
    assert answer.data == {"member": {"bankAccounts": []}}


@pytest.mark.parametrize(
    ("statuses", "shown"),
    [
        (("SIGNED", "REVOKED"), "SIGNED"),
        (("AWAITING_SIGNATURE", "EXPIRED"), "AWAITING_SIGNATURE"),
        (("REJECTED", "REVOKED"), "REVOKED"),
    ],
)
async def test_without_an_active_mandate_the_one_to_come_is_shown_or_the_last(
    hub: HubClient, database: Database, statuses: tuple[str, ...], shown: str
) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        account = await add_account(insured, "PREMIUM_DEBIT", "FR76 **** … 0001")
        for status in statuses:
            await add_mandate(insured, account, f"HUB-{status[:8]}", status)
    (found,) = (await hub.ask(ACCOUNTS, as_="member")).data["member"]["bankAccounts"]
    assert found["mandate"]["status"] == shown
