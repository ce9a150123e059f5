"""How names are folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.names import folded, sort_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Éluard", "eluard"),
        ("Noé  D’Arc", "noe d arc"),
        ("Jean-Loup", "jean loup"),
        ("ŒUVRARD", "œuvrard"),
        ("  Nuñez ", "nunez"),
        ("Straße", "strasse"),
        ("李", "李"),
    ],
)
def test_accents_capitals_and_punctuation_are_folded_away(name: str, plain: str) -> None:
    assert folded(name) == plain


@given(st.text(max_size=50))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_lists_are_ordered_by_last_name_first() -> None:
    assert sort_name("Martin", "Noé") == "martin, noe"
