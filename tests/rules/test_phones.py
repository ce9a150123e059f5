"""Which telephone numbers a message can reach, and how they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.phones import E164, code_from, is_the_code, masked_phone, normal_phone


@pytest.mark.parametrize(
    "typed",
    ["0612345678", " 06 12 34 56 78 ", "06.12.34.56.78", "06-12-34-56-78", "+33 6 12 34 56 78", "0033612345678",
     "+33 (0)6 12 34 56 78"],
)  # fmt: skip
def test_a_french_mobile_number_has_one_way_of_being_written(typed: str) -> None:
    assert normal_phone(typed) == "+33612345678"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0690 12 34 56", "+590690123456"),  # Guadeloupe
        ("0694 12 34 56", "+594694123456"),  # Guiana
        ("0696 12 34 56", "+596696123456"),  # Martinique
        ("0692 12 34 56", "+262692123456"),  # Réunion
        ("0639 12 34 56", "+262639123456"),  # Mayotte
        ("06 39 98 00 01", "+33639980001"),  # nobody’s, for fiction
        ("+262 692 12 34 56", "+262692123456"),
        ("07 98 76 54 32", "+33798765432"),
        ("+32 470 12 34 56", "+32470123456"),
        ("00 41 78 123 45 67", "+41781234567"),
    ],
)
def test_a_number_of_elsewhere_has_its_country(typed: str, kept: str) -> None:
    assert normal_phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "06", "0142000000", "+33142000000", "+262262123456", "08 99 00 00 00", "061234567", "06123456789", "612345678",
     "+0612345678", "+1", "+123456789012345678", "٠٦١٢٣٤٥٦٧٨", "06 12 34 56 7a", "\x00", "\ud800", "0" * 5000],
)  # fmt: skip
def test_what_no_message_reaches_is_none(typed: str) -> None:
    assert normal_phone(typed) is None


@given(st.text())
def test_whatever_is_typed_is_none_or_a_number_that_stays_as_it_is(typed: str) -> None:
    found = normal_phone(typed)
    if found is not None:
        assert E164.fullmatch(found)
        assert normal_phone(found) == found


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_six_digits_and_fits_itself_alone(token: bytes) -> None:
    code = code_from(token)
    assert (len(code), code.isdigit()) == (6, True)
    assert is_the_code(code, f" {code[:3]} {code[3:]} ")
    assert not is_the_code(code, f"{(int(code) + 1) % 10**6:06}")


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "１２３４５６", "\ud800", "123456" * 1000])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert not is_the_code("123456", typed)


def test_two_digits_are_shown() -> None:
    assert masked_phone("+33612345678") == "•• 78"
