"""The examples of `docs/adding-a-field.md` are the code as it stands."""

import re

import pytest

from runtime.settings import ROOT

EXAMPLE = re.compile(
    r"^ *`(?P<file>[\w/]+\.py)`\n\n(?P<indent> *)```python\n(?P<code>.*?)^ *```$", re.MULTILINE | re.DOTALL
)
PAGE = (ROOT / "docs" / "adding-a-field.md").read_text()
EXAMPLES = [(found["file"], found["code"], found["indent"]) for found in EXAMPLE.finditer(PAGE)]
PATHS = re.findall(r"`((?:\w+/)+(?:\w+\.\w+)?)`", PAGE)


def test_every_block_of_code_is_compared() -> None:
    assert len(EXAMPLES) == PAGE.count("```python")
    assert len(EXAMPLES) > 10


@pytest.mark.parametrize(("file", "code", "indent"), EXAMPLES)
def test_an_example_is_in_its_file(file: str, code: str, indent: str) -> None:
    lines = [line.removeprefix(indent) for line in code.splitlines()]
    assert "\n".join(lines) in (ROOT / file).read_text()


def test_every_path_is_there() -> None:
    assert "resolvers/fields.py" in PATHS
    assert [path for path in PATHS if not (ROOT / path).exists()] == []
