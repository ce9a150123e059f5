"""What is left of a secret when people are shown it."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.masking import NotMaskable, compact, masked_iban, masked_nir

NIRS = st.text(string.digits, min_size=13, max_size=15).filter(lambda nir: len(nir) != 14)
IBANS = st.text(string.ascii_uppercase + string.digits, min_size=15, max_size=34)


@pytest.mark.parametrize(
    "nir", ["2690549588157", "269054958815780", "2 69 05 49 588 157 80", " 2.69.05.49.588.157 "]
)
def test_a_nir_shows_sex_year_and_month_with_or_without_its_key(nir: str) -> None:
    assert masked_nir(nir) == "2 69 05 ** *** ***"


def test_a_nir_of_corsica_is_masked_like_another() -> None:
    assert masked_nir("185052A004012") == masked_nir("1 85 05 2a 004 012 70") == "1 85 05 ** *** ***"


@pytest.mark.parametrize("iban", ["FR7630006000011234567890189", "fr76 3000 6000 0112 3456 7890 189"])
def test_an_iban_shows_its_two_ends(iban: str) -> None:
    assert masked_iban(iban) == "FR76 **** … 0189"


@pytest.mark.parametrize("text", ["", "2690549588", "26905495881578", "2690549588157801"])
def test_what_is_no_nir_is_not_masked_and_not_repeated(text: str) -> None:
    with pytest.raises(NotMaskable) as caught:
        masked_nir(text)
    assert not text or text not in str(caught.value)


def test_an_iban_too_short_to_hide_anything_is_refused() -> None:
    with pytest.raises(NotMaskable) as caught:
        masked_iban("FR76 3000 6000")
    assert "3000" not in str(caught.value)


@given(NIRS)
def test_two_people_born_in_one_month_look_the_same(nir: str) -> None:
    assert masked_nir(nir) == masked_nir(nir[:5] + "0" * 8)


@given(IBANS)
def test_nothing_between_the_ends_of_an_iban_is_left(iban: str) -> None:
    assert masked_iban(iban) == masked_iban(iban[:4] + "X" * (len(iban) - 8) + iban[-4:])


@given(st.text(max_size=40))
def test_there_is_one_way_of_writing(text: str) -> None:
    assert compact(compact(text)) == compact(text)
    assert compact(f" {text} ") == compact(text)
