"""Requests a second of all contenders, as one picture."""

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pygal
from pygal.style import Style

from bench.report import COMPARED

if TYPE_CHECKING:
    from bench.command import Results

# pygal leaves an import hook of a kind that Python knows no more, and each later import would warn of it.
sys.meta_path[:] = [each for each in sys.meta_path if hasattr(each, "find_spec")]

COLOURS = {
    "hub": "#1f6f8b", "hub-unlocked": "#8ec3d6", "limit": "#d97b29", "limit-unlocked": "#f2c69b",
    "limit-without-rights": "#f7e3cf",
    "postgraphile": "#6b4fa0", "executor": "#9a9a9a",
}  # fmt: skip
"""In the order of the bars; what has no policies is paler."""


def plot(results: "Results", file: Path) -> None:
    """An SVG with a group of bars for each operation. Its axis is logarithmic: they are far apart."""
    by_operation = [by[COMPARED] for by in results.rates.values()]
    names = [name for name in COLOURS if name in by_operation[0]]
    rates = {name: [each[name].median("rate") for each in by_operation] for name in names}
    chart = _chart(results, [COLOURS[name] for name in names])
    # Bars of an axis that begins at the least of them would leave that one without any height.
    powers = _powers([rate for each in rates.values() for rate in each])
    chart.zero, chart.range, chart.y_labels = powers[0], (powers[0], powers[-1]), powers
    chart.x_labels = list(results.rates)
    for name in names:
        chart.add(name, rates[name])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(chart.render())


def _chart(results: "Results", colours: list[str]) -> Any:
    chart = pygal.Bar(
        title=f"Requests a second, {COMPARED} at once, {results.members} households (logarithmic)",
        logarithmic=True,
        js=[],
        no_prefix=True,  # its id would be another one each time
        legend_at_bottom=True,
        legend_at_bottom_columns=len(colours),
        print_values=True,
        print_values_position="top",
        formatter=lambda rate: f"{rate:.0f}",
        width=1100,
        height=520,
        style=Style(
            colors=tuple(colours), background="white", plot_background="white", opacity="1",
            value_font_size=11, font_family="sans-serif",
        ),
    )  # fmt: skip
    chart.add_xml_filter(_without_scripts)
    return chart


def _powers(rates: list[float]) -> list[int]:
    """The powers of ten from below the least to above the most."""
    least, most = math.floor(math.log10(min(rates)) - 0.01), math.ceil(math.log10(max(rates)))
    return [10**power for power in range(max(least, 0), most + 1)]


def _without_scripts(root: Any) -> Any:
    """pygal writes its configuration as a script, which a picture has no use for."""
    for parent in list(root.iter()):
        for script in parent.findall("script") + parent.findall("{http://www.w3.org/2000/svg}script"):
            parent.remove(script)
    return root
