"""What prices lines to be measured prices all of them, and says how long it took."""

from bench.pricing import MIX, a_year, measure


def test_every_line_of_the_mix_is_priced() -> None:
    assert len(list(a_year())) == sum(times for *_, times in MIX)
    figures = measure(200)
    assert figures.lines == 200
    assert figures.a_second > 0
