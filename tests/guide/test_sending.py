"""What is to be sent to be reimbursed (modalités de remboursement): every cell of the guide's table, in its words.

The guide's table has no categories: what it says of care that social security covers, or does not, it says of all.
"""

from itertools import product
from typing import Any, NamedTuple

import pytest

from tests.guide.lines import guide
from tests.hub_client import HubClient

SENDING = """query($covered: Boolean!, $linked: Boolean!, $direct: Boolean!, $category: CareCategory) {
  sendingInstructions(coveredBySocialSecurity: $covered, teletransmission: $linked, thirdPartyPayment: $direct,
    category: $category) {
    documented memberPaysInAdvance instructions documents { kind condition label help } } }"""

CATEGORIES = (None, "OPTICAL", "DENTAL", "OTHER")
ALWAYS, IF_ANY = "ALWAYS", "IF_ANY"
INVOICE, STATEMENTS = ("PAID_INVOICE", ALWAYS), ("SOCIAL_SECURITY_STATEMENT", ALWAYS)
PRESCRIPTION = ("PRESCRIPTION", IF_ANY)


class Cell(NamedTuple):
    """What the guide prints in a cell; where it has none, nothing is documented."""

    documented: bool
    pays: bool | None
    papers: list[tuple[str, str]]
    words: tuple[str, ...]


NOTHING = Cell(True, False, [], ("pas d’avance de frais", "rien à envoyer à entoria"))
PAID = Cell(
    True, True, [INVOICE], ("le coût du soin ou de l’acte réalisé", "adressez la facture acquittée à entoria")
)
ALL = Cell(
    True,
    True,
    [STATEMENTS, INVOICE, PRESCRIPTION],
    (
        "les décomptes de la sécurité sociale, la facture acquittée",
        "le cas échéant, la prescription médicale",
    ),
)
NOT_COVERED = Cell(
    True,
    True,
    [INVOICE, PRESCRIPTION],
    (
        "non pris en charge par la sécurité sociale",
        "la facture acquittée",
        "le cas échéant, la prescription médicale",
    ),
)
UNSAID = Cell(False, None, [], ("le guide ne prévoit pas le tiers payant sans télétransmission",))

# Covered by social security, télétransmission, tiers payant.
TABLE: dict[tuple[bool, bool, bool], Cell] = {
    (True, True, True): NOTHING,
    (True, True, False): PAID,
    (True, False, False): ALL,
    (True, False, True): UNSAID,
    (False, True, True): NOT_COVERED,
    (False, True, False): NOT_COVERED,
    (False, False, True): NOT_COVERED,
    (False, False, False): NOT_COVERED,
}


def test_every_combination_is_in_the_table() -> None:
    assert set(TABLE) == set(product((True, False), repeat=3))


@guide(54, "Query.sendingInstructions")
@guide(55, "Query.sendingInstructions")
@guide(56, "Query.sendingInstructions")
@guide(57, "Query.sendingInstructions")
@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize(("covered", "linked", "direct"), TABLE)
async def test_every_cell_says_what_the_guide_says_of_every_category(
    hub: HubClient, covered: bool, linked: bool, direct: bool, category: str | None
) -> None:
    """Signed in or out. "Le cas échéant" is IF_ANY, and so it is nowhere said of what is always sent."""
    cell = TABLE[covered, linked, direct]
    for persona in (None, "member"):
        variables: dict[str, Any] = {
            "covered": covered,
            "linked": linked,
            "direct": direct,
            "category": category,
        }
        answer = await hub.ask(SENDING, as_=persona, **variables)
        assert answer.errors == []
        found = answer.data["sendingInstructions"]
        assert (found["documented"], found["memberPaysInAdvance"]) == (cell.documented, cell.pays)
        assert [(each["kind"], each["condition"]) for each in found["documents"]] == cell.papers
        assert all(words in found["instructions"].lower() for words in cell.words), found["instructions"]
        assert ("le cas échéant" in found["instructions"]) is (PRESCRIPTION in cell.papers)


async def test_a_category_left_out_is_any_of_them(hub: HubClient) -> None:
    query = SENDING.replace(", $category: CareCategory", "").replace(",\n    category: $category", "")
    assert "ategory" not in query
    answer = await hub.ask(query, as_=None, covered=True, linked=False, direct=False)
    assert answer.data["sendingInstructions"]["documents"] != []


async def test_a_category_that_is_none_is_refused_by_its_name(hub: HubClient) -> None:
    answer = await hub.ask(SENDING, as_=None, covered=True, linked=True, direct=True, category="HEARING")
    assert answer.codes == ["BAD_USER_INPUT"]
    assert "category" in answer.errors[0]["message"]
