"""What was measured, as a table for people and as JSON for programs."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.command import Results

COMPARED = 16
"""At once: the concurrency at which the ratios are taken."""

MEGABYTE = 2**20


def ratios(results: "Results") -> dict[str, dict[str, float]]:
    """The hub's requests a second over each contender's, by operation."""
    found = {}
    for operation, by_concurrency in results.rates.items():
        measured = by_concurrency[COMPARED]
        hub = measured["hub"].median("rate")
        found[operation] = {
            name: round(hub / each.median("rate"), 3) for name, each in measured.items() if name != "hub"
        }
    return found


def as_json(results: "Results") -> dict[str, Any]:
    return {
        "run": results.run,
        "members": results.members,
        "actors": results.actors,
        "ratios": ratios(results),
        "statements": {operation: by["hub"] for operation, by in results.statements.items()},
        "statements_of_all": results.statements,
        "memory_bytes": results.memory,
        "measured": {
            operation: {
                str(concurrency): {name: _figures(each) for name, each in by.items()}
                for concurrency, by in by_concurrency.items()
            }
            for operation, by_concurrency in results.rates.items()
        },
    }


def _figures(measured: Any) -> dict[str, Any]:
    low, high = measured.spread()
    return {
        "requests_a_second": round(measured.median("rate"), 1),
        "least": round(low, 1),
        "most": round(high, 1),
        "p50_ms": round(measured.median("p50"), 2),
        "p99_ms": round(measured.median("p99"), 2),
        "server_cpu_us": round(measured.median("server")),
        "database_cpu_us": round(measured.median("database")),
    }


def table(results: "Results") -> str:
    """Medians of the rounds; the ratio is the hub's requests a second over the contender's in that line."""
    head = (
        f"{'operation':15}{'at once':>8}  {'contender':15}{'req/s':>8}{'least':>8}{'most':>8}{'p50 ms':>8}"
        f"{'p99 ms':>8}{'server µs':>10}{'db µs':>8}{'statements':>11}{'hub ×':>7}"
    )
    lines = ["", head, "-" * len(head)]
    for operation, by_concurrency in results.rates.items():
        for concurrency, measured in by_concurrency.items():
            hub = measured["hub"].median("rate")
            for name, each in measured.items():
                figures = _figures(each)
                lines.append(
                    f"{operation:15}{concurrency:8}  {name:15}{figures['requests_a_second']:8.0f}"
                    f"{figures['least']:8.0f}{figures['most']:8.0f}{figures['p50_ms']:8.2f}"
                    f"{figures['p99_ms']:8.2f}{figures['server_cpu_us']:10}{figures['database_cpu_us']:8}"
                    f"{results.statements[operation][name]:11.1f}{hub / each.median('rate'):7.2f}"
                )
    used = (f"{name} {used / MEGABYTE:.0f} MB" for name, used in results.memory.items())
    return "\n".join([*lines, "", f"resident memory: {', '.join(used)}"])


def write(results: "Results", file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(as_json(results), indent=2) + "\n", encoding="utf-8")
