"""What an agent has to say before they are shown a secret."""

import pytest

from rules.reveals import keeps_it_to_itself, says_why

NIR = "2690578006084"


@pytest.mark.parametrize(
    "reason",
    [
        "Appel de l’adhérente, dossier 2026-1234 : rapprochement avec la CPAM",
        "Rejet AM04 du 05/11/2026",
        "x",
        "é" * 500,
        "rappel au 06 39 98 12 34",
    ],
)
def test_some_words_on_one_line_will_do(reason: str) -> None:
    assert says_why(reason) is None


@pytest.mark.parametrize(
    "reason",
    [
        "", "   ", "\u00a0", "a\nb", "a\u0000", "a\u202eb", "e" * 501,
        NIR, "NIR 2 69 05 78 006 084", "n° 2-69-05-78-006-084 12", "FR76 3000 6000 0112 3456 7890 189",
        "de89370400440532013000",
    ],
)  # fmt: skip
def test_nothing_and_numbers_that_could_be_the_secret_will_not(reason: str) -> None:
    refusal = says_why(reason)
    assert refusal is not None
    assert refusal.field == ("reason",)
    assert len(refusal.message) < 100


def test_a_reason_does_not_hold_the_very_secret_however_it_is_written() -> None:
    assert keeps_it_to_itself("le 2A.69.05_2A/006-084 demandé", "2A690 52A006084") is not None
    assert keeps_it_to_itself("rapprochement", NIR) is None
