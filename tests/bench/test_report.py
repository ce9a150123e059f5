"""What is said of what was measured."""

from bench.command import Results
from bench.measuring import Measured, Slice
from bench.report import as_json, ratios, table


def measured(*rates: float) -> Measured:
    return Measured([Slice(rate, p50=1.0, p99=2.0, server=100.0, database=50.0) for rate in rates])


RESULTS = Results(
    members=2_000,
    actors={"MEMBER": 2_000},
    rates={"home": {16: {"hub": measured(90, 300, 100), "limit": measured(200, 80, 125)}}},
    statements={"home": {"hub": 1.0, "limit": 1.0}},
    memory={"hub": 2**20, "limit": 2**20},
)


def test_a_ratio_is_the_hubs_median_over_the_others() -> None:
    assert ratios(RESULTS) == {"home": {"limit": 100 / 125}}


def test_the_json_has_ratios_and_statements_by_operation() -> None:
    found = as_json(RESULTS)
    assert found["ratios"] == {"home": {"limit": 0.8}}
    assert found["statements"] == {"home": 1.0}
    assert found["measured"]["home"]["16"]["hub"]["least"] == 90


def test_the_table_has_a_line_for_each_contender() -> None:
    assert [line.split()[2] for line in table(RESULTS).splitlines() if line.startswith("home")] == [
        "hub",
        "limit",
    ]
