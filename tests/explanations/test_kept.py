"""The kept explanations are what the rules say today. `SNAPSHOTS=write ./hub test tests/explanations` writes them."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from rules.french import euros_in_words
from rules.reimbursement.explanation import told
from rules.reimbursement.texts import VERSION
from tests.explanations.by_hand import expected
from tests.explanations.cases import CASES, Case

KEPT = Path(__file__).parent / "kept"
WIDTH = 12


def text_of(case: Case) -> str:
    """An explanation as a page: who asks, each step with its rule and text, what remains."""
    found, steps = case.settled(), []
    for step in told(found.amounts.steps):
        steps += [f"{_euros(step.amount)}  {step.label}", f"{'':{WIDTH}}  [{step.rule}] {step.reference}"]
    amounts = found.amounts
    told_at = case.practitioner or "–"
    return "\n".join(
        [
            f"{case.name} {case.title}",
            f"{case.code}, {case.spent} €, {case.day}, praticien {told_at}, règles {VERSION}",
            "",
            *steps,
            "",
            f"{_euros(amounts.remaining)}  reste à payer",
            f"{_euros(amounts.amo_net)}  payé par la Sécurité sociale (base {euros_in_words(amounts.reimbursement_base)})",
            f"{_euros(amounts.complementary)}  payé par le contrat",
            "",
        ]
    )


def _euros(amount: Decimal) -> str:
    return f"{amount:+{WIDTH}.2f}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_explanation_is_what_was_kept(case: Case) -> None:
    file = KEPT / f"{case.name}.txt"
    text = text_of(case)
    if os.environ.get("SNAPSHOTS") == "write":
        file.write_text(text, "utf-8")
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_steps_of_a_kept_explanation_add_up(case: Case) -> None:
    amounts = case.settled().amounts
    assert sum(step.amount for step in amounts.steps) == amounts.remaining


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_kept_explanation_comes_to_was_worked_out_by_hand(case: Case) -> None:
    amounts = case.settled().amounts
    found = (amounts.amo_net, amounts.complementary, amounts.remaining)
    assert found == tuple(map(Decimal, expected(case.name)))


def test_at_least_forty_are_kept_and_no_other() -> None:
    assert len(CASES) >= 40
    assert {path.stem for path in KEPT.iterdir()} == {case.name for case in CASES}
