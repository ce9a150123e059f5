"""A copy of the catalogue with a file of changes in it."""

import json
from pathlib import Path
from typing import Any

PREMIUM = {"adult_monthly": "66.00", "yearly_slope": "0.022", "child_share": "0.45", "free_from_child": 3}
LENSES = {
    "code": "CONTACT_LENSES", "label": "Lentilles, par an", "unit": "EUR", "ceiling": "180.00",
    "period": "CIVIL_YEAR", "scope": "BENEFICIARY",
}  # fmt: skip
SESSIONS = {
    "family": "ALTERNATIVE_MEDICINE", "label": "Médecines douces, par séance", "allowance": "ALTERNATIVE_MEDICINE",
    "expression": {"kind": "EUR", "euros": "40.00", "per": "SESSION", "max_count": 3},
}  # fmt: skip
LEVEL = {
    "product": "SANTE_PRO", "rank": 3, "valid_from": "2027-01-01", "source": "Invented for a test",
    "premium": PREMIUM, "guarantees": [SESSIONS],
}  # fmt: skip
"""Level 3 of Santé Pro in 2027: another premium, and 40 € a session instead of 35 €."""


def change(folder: Path, name: str = "2027.json", **parts: Any) -> None:
    (folder / "changes").mkdir(exist_ok=True)
    file = {"about": "What 2027 changes.", "sources": {"JO": "Invented for a test"}, **parts}
    (folder / "changes" / name).write_text(json.dumps(file), "utf-8")
