"""The page of the settings names every one of them."""

import re

from runtime.settings import ROOT, SCRIPT_VARIABLES, variable_names


def test_every_setting_has_its_line() -> None:
    rows = re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    assert sorted(rows) == sorted([*variable_names(), *SCRIPT_VARIABLES])
