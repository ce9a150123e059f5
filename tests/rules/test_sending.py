"""The guide's table of what is to be sent, cell by cell."""

import pytest

from rules.sending import sending

INVOICE, STATEMENTS = ("PAID_INVOICE", "ALWAYS"), ("SOCIAL_SECURITY_STATEMENT", "ALWAYS")
PRESCRIPTION = ("PRESCRIPTION", "IF_ANY")

# Covered by social security, télétransmission, tiers payant: documented, pays in advance, what is sent.
TABLE = [
    (True, True, True, True, False, []),
    (True, True, False, True, True, [INVOICE]),
    (True, False, False, True, True, [STATEMENTS, INVOICE, PRESCRIPTION]),
    (True, False, True, False, None, []),
    *[
        (False, linked, direct, True, True, [INVOICE, PRESCRIPTION])
        for linked in (True, False)
        for direct in (True, False)
    ],
]


@pytest.mark.parametrize(("covered", "linked", "direct", "documented", "pays", "papers"), TABLE)
def test_what_is_sent_is_what_the_guide_says(  # noqa: PLR0917  # a row of the table
    covered: bool,
    linked: bool,
    direct: bool,
    documented: bool,
    pays: bool | None,
    papers: list[tuple[str, str]],
) -> None:
    found = sending(covered=covered, teletransmission=linked, third_party=direct)
    assert (found.documented, found.pays_in_advance) == (documented, pays)
    assert [(each.kind, each.condition.value) for each in found.documents] == papers


def test_all_eight_combinations_are_in_the_table() -> None:
    assert len({row[:3] for row in TABLE}) == len(TABLE) == 8


@pytest.mark.parametrize(
    ("linked", "direct", "words"),
    [
        (True, True, "Rien à envoyer"),
        (True, False, "facture acquittée"),
        (False, False, "le cas échéant, la prescription médicale"),
        (False, True, "ne prévoit pas"),
    ],
)
def test_the_sentence_has_the_guides_words(linked: bool, direct: bool, words: str) -> None:
    assert words in sending(covered=True, teletransmission=linked, third_party=direct).instructions
