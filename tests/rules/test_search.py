"""What people type to find something, and what it finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.names import folded
from rules.search import end_of, patterns, words


def like(pattern: str, text: str) -> bool:
    """SQL's LIKE: % is any text, _ any character, and a backslash takes that from what follows it."""
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    wild = {"%": ".*", "_": "."}
    made = "".join(wild.get(part) or re.escape(part[-1]) for part in parts)
    return re.fullmatch(made, text, re.DOTALL) is not None


def finds(search: str, text: str) -> bool:
    return all(like(pattern, f" {folded(text)}") for pattern in patterns(words(search)))


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("crech", True),
        ("CRÈCHE dent", True),
        ("saint-créche", False),
        ("rech", False),
        ("dentaire, creche", True),
        ("", True),
        ("  ’ - ", True),
        ("creche x", False),
    ],
)
def test_every_word_of_a_search_begins_a_word_of_what_it_finds(search: str, found: bool) -> None:
    assert finds(search, "Crèche dentaire") is found


def test_a_word_is_looked_for_once() -> None:
    assert words("Léa  LEA léa b") == ["lea", "b"]


@given(st.text(max_size=40))
def test_nothing_in_a_search_stands_for_other_characters(search: str) -> None:
    assert not {"%", "_", "\\"} & set("".join(words(search)))


@given(st.text(alphabet="a%_\\ b", max_size=12), st.text(alphabet="a%_\\b ", max_size=12))
def test_a_word_with_signs_of_like_finds_those_signs_only(word: str, text: str) -> None:
    (pattern,) = patterns([word])
    assert like(pattern, f" {text}") is (f" {word}" in f" {text}")


@given(st.text(max_size=30), st.data())
def test_any_text_is_found_by_beginnings_of_its_own_words(text: str, data: st.DataObject) -> None:
    begun = [word[: data.draw(st.integers(1, len(word)))] for word in folded(text).split()]
    assert finds(" ".join(begun), text)


NO_HALVES = st.characters(exclude_categories=["Cs"])


@given(st.text(NO_HALVES, min_size=1, max_size=8), st.text(NO_HALVES, max_size=8))
def test_a_range_holds_all_that_begins_with_a_word(word: str, rest: str) -> None:
    assert word <= word + rest < end_of(word)


@given(st.text(NO_HALVES, min_size=1, max_size=8), st.text(NO_HALVES, max_size=8))
def test_a_range_holds_nothing_else(word: str, other: str) -> None:
    assert (word <= other < end_of(word)) is other.startswith(word)
