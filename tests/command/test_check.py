"""Each part of `./hub check` can fail."""

from pathlib import Path

import pytest

from cli_develop import CHECKS, passes

BAD = {
    "format": ("bad.py", "x  =  1\n"),
    "lint": ("bad.py", "import os\n"),
    "types": ("bad.py", "x: int = 'text'\n"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_check_fails_on_a_file_that_is_not_right(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file, text = BAD[name]
    (tmp_path / file).write_text(text)
    assert not passes([*CHECKS[name][:-1], str(tmp_path / file)])
    assert "bad.py" in capfd.readouterr().out


def test_the_check_of_imports_fails_on_one_that_goes_the_wrong_way(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "contracts.toml"
    config.write_text(
        '[tool.importlinter]\nroot_packages = ["planner", "runtime"]\n'
        '[[tool.importlinter.contracts]]\nname = "impossible"\ntype = "forbidden"\n'
        'source_modules = ["planner"]\nforbidden_modules = ["runtime"]\n'
    )
    program, code = CHECKS["imports"]
    assert not passes([program, code, "--config", str(config), "--no-cache"])
    assert "impossible BROKEN" in capfd.readouterr().out
