"""Requests a second of all contenders, as one picture."""

from pathlib import Path
from typing import TYPE_CHECKING

import pygal

from bench.report import COMPARED

if TYPE_CHECKING:
    from bench.command import Results


def plot(results: "Results", file: Path) -> None:
    """An SVG with a group of bars for each operation. Its axis is logarithmic: they are far apart."""
    chart = pygal.Bar(
        title=f"Requests a second, {COMPARED} at once, {results.members} households",
        logarithmic=True,
        js=[],
        legend_at_bottom=True,
        print_values=True,
        value_formatter=lambda rate: f"{rate:.0f}",
        width=1100,
        height=520,
    )
    chart.x_labels = list(results.rates)
    by_operation = [by[COMPARED] for by in results.rates.values()]
    for name in by_operation[0]:
        chart.add(name, [round(each[name].median("rate")) for each in by_operation])
    file.write_bytes(chart.render())
