"""Who somebody is at their first connection: all of it is compared, and by what takes as long whatever is wrong."""

import hmac
from datetime import date

import pytest

from rules.activation import is_the_person

NIR, BORN = "2930875056123", date(1993, 8, 24)
OF_CORSICA = "182052A004123"
SHOWN = [
    pytest.param(NIR, "75056123", BORN, id="all right"),
    pytest.param(NIR, "85056123", BORN, id="the first digit wrong"),
    pytest.param(NIR, "75056124", BORN, id="the last digit wrong"),
    pytest.param(NIR, "75056123", date(1893, 8, 24), id="the year wrong"),
    pytest.param(NIR, "75056123", date(1993, 8, 25), id="the day wrong"),
    pytest.param(NIR, "00000000", date(1, 1, 1), id="all wrong"),
    pytest.param(OF_CORSICA, "2A004123", BORN, id="as it is written in Corsica"),
    pytest.param(OF_CORSICA, "20004123", BORN, id="as it was written there before"),
    pytest.param("?" * 13, "75056123", BORN, id="nobody's number"),
    pytest.param("", "75056123", BORN, id="no number at all"),
]


class Compared:
    """Stands in for `hmac.compare_digest`: notes what it is given, and says what it is told to say."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, says: bool | None = None) -> None:
        self.pairs: list[tuple[bytes, bytes]] = []
        truly = hmac.compare_digest

        def compare(known: bytes, typed: bytes) -> bool:
            self.pairs.append((known, typed))
            return truly(known, typed) if says is None else says

        monkeypatch.setattr("rules.activation.hmac.compare_digest", compare)


@pytest.mark.parametrize(("nir", "typed", "birth"), SHOWN)
def test_whatever_is_wrong_all_of_it_is_compared(
    monkeypatch: pytest.MonkeyPatch, nir: str, typed: str, birth: date
) -> None:
    """Each part with its own, and of the same length: less would be compared faster."""
    with monkeypatch.context() as patch:
        compared = Compared(patch)
        is_the_person(nir, BORN, typed, birth)
    shown = [given.decode() for _, given in compared.pairs]
    assert shown == [typed, typed, birth.isoformat()]
    assert all(len(known) == len(given) for known, given in compared.pairs)


@pytest.mark.parametrize(("nir", "typed", "birth"), SHOWN)
@pytest.mark.parametrize("says", [True, False])
def test_nothing_else_decides(
    monkeypatch: pytest.MonkeyPatch, says: bool, nir: str, typed: str, birth: date
) -> None:
    with monkeypatch.context() as patch:
        Compared(patch, says)
        assert is_the_person(nir, BORN, typed, birth) is says


@pytest.mark.parametrize(
    ("nir", "typed", "is_right"),
    [
        (NIR, "75056123", True), (NIR, "75056124", False), (OF_CORSICA, "2A004123", True), (OF_CORSICA, "20004123", True),
        (OF_CORSICA, "2B004123", False), ("1820520004123", "2A004123", False), ("?" * 13, "75056123", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("birth", [BORN, date(1993, 8, 25)])
def test_both_must_be_theirs(nir: str, typed: str, birth: date, is_right: bool) -> None:
    assert is_the_person(nir, BORN, typed, birth) is (is_right and birth == BORN)
