"""What must be found: secrets that were left in clear, one in each place. Collected by its campaign alone."""

import base64
import logging

import pytest
from aiosmtplib import send
from sqlalchemy import text

from runtime.crypto import Place
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.passwords import Passwords
from tests.hub_client import VAULT
from tests.mail.server import MailServer

PASSWORD, NIR, IBAN = "planted: käse & brot", "1850578006912", "FR7630006000011234567890189"
ACTIVATION_ID, RECOVERY_CODE = "FDWQGSAGRQR8", "ABCDEFGH23"


@pytest.fixture(autouse=True)
async def used() -> None:
    """They are secrets by being used as such."""
    await Passwords().fits(PASSWORD, None)
    VAULT.seal(NIR, Place("people", "nir_sealed", 1))
    VAULT.seal(IBAN, Place("bank_accounts", "iban_sealed", 1))
    VAULT.token("activation", ACTIVATION_ID)
    VAULT.token("recovery code", f"1 {RECOVERY_CODE}")


@pytest.mark.parametrize(
    "left",
    [
        "UPDATE people SET phone = :it WHERE is_holder",
        "UPDATE accounts SET display_name = 'x' || :it",
        "UPDATE audit_entries SET details = jsonb_build_object('it', CAST(:it AS text))",
        "INSERT INTO attempts (kind, subject, failures, since) VALUES ('LOGIN', convert_to(:it, 'UTF8'), 1, now())",
    ],
)
async def test_in_a_table(database: Database, left: str) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(text(left), {"it": PASSWORD})


async def test_in_a_job(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(
            text(
                "INSERT INTO jobs.pgqueuer (priority, status, entrypoint, payload) VALUES (0, 'queued', 'x', :it)"
            ),
            {"it": base64.b64encode(f"{{'iban': '{IBAN}'}}".encode())},
        )


@pytest.mark.parametrize("shown", ["1 85 05 78 006 912", "FDWQ-GSAG-RQR8", "ABCDE-FGH23"])
def test_in_the_log(shown: str) -> None:
    """As people write it, and are shown it."""
    logging.getLogger("hub.planted").warning("of %s", shown)


async def test_in_a_mail(mail_server: MailServer) -> None:
    mail = f"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\n{NIR[5:]}\r\n"
    await send(
        mail.encode(),
        sender="a@example.org",
        recipients=["b@example.org"],
        hostname="127.0.0.1",
        port=mail_server.port,
    )
