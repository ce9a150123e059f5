"""The picture of what was measured."""

import sys
from pathlib import Path
from xml.etree import ElementTree

from bench.command import Results
from bench.measuring import Measured, Slice
from bench.plot import plot
from bench.report import COMPARED

RATES = {"hub": 1_000.0, "limit": 2_000.0, "postgraphile": 400.0, "executor": 14.0}


def measured(rate: float) -> Measured:
    return Measured([Slice(rate, p50=1.0, p99=2.0, server=100.0, database=50.0)])


RESULTS = Results(
    members=500,
    actors={"MEMBER": 500},
    rates={"home": {COMPARED: {name: measured(rate) for name, rate in RATES.items()}}},
)


def elements(folder: Path) -> list[ElementTree.Element]:
    plot(RESULTS, folder / "picture.svg")
    return list(ElementTree.fromstring((folder / "picture.svg").read_bytes()).iter())


def test_it_loads_nothing_and_runs_nothing(tmp_path: Path) -> None:
    found = elements(tmp_path)
    assert not [each.tag for each in found if each.tag.endswith("script")]
    assert not [name for each in found for name in each.attrib if name.endswith("href")]


def test_the_slowest_has_a_bar_too(tmp_path: Path) -> None:
    bars = [each for each in elements(tmp_path) if "rect" in each.attrib.get("class", "").split()]
    assert len(bars) == len(RATES)
    assert min(float(each.attrib["height"]) for each in bars) > 10


def test_it_is_the_same_for_the_same_figures(tmp_path: Path) -> None:
    plot(RESULTS, tmp_path / "one.svg")
    plot(RESULTS, tmp_path / "other.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


def test_drawing_leaves_no_import_hook_behind() -> None:
    assert all(hasattr(each, "find_spec") for each in sys.meta_path)
