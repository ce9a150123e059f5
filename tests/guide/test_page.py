"""The page of the guide says what its tests say."""

from tests.guide import page
from tests.guide.lines import LINES, SENTENCES


def test_every_line_of_the_guide_has_one_test() -> None:
    page.text()
    assert sorted(LINES) == sorted(SENTENCES) == list(range(1, 61))


def test_the_page_is_the_one_that_the_tests_make() -> None:
    assert page.PAGE.read_text() == page.text(), "run python -m tests.guide.page"
