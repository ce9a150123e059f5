"""The catalogue's files, to be changed by a test."""

import shutil
from pathlib import Path

import pytest

from actions.catalogue.files import CATALOGUE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))
