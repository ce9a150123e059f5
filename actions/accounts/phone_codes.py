"""The code for a step of a change of telephone number: worked out where it is sent and where it is typed."""

from datetime import datetime

from rules.phones import code_from
from runtime.crypto import Vault

BEFORE, AFTER = "BEFORE", "AFTER"
"""The step at which the number before, or the new one, is asked for its code."""


def step_of(before: str | None, before_confirmed_at: datetime | None) -> str:
    return BEFORE if before is not None and before_confirmed_at is None else AFTER


def phone_code(vault: Vault, phone_change_id: int, step: str) -> str:
    """Kept nowhere: who reads the database, but not the data key, has no code."""
    return code_from(vault.token("phone code", f"{phone_change_id} {step}"))
