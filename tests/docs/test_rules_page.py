"""`docs/rules.md` says what the code does, and every rule of it has a test that names it."""

import ast
import inspect
from pathlib import Path

from cli_develop import RULES as PAGE
from cli_develop import rules_page
from rules.reimbursement.constants import CONSTANTS
from rules.reimbursement.rates import RATES
from rules.reimbursement.texts import RULES
from runtime.settings import ROOT

TESTS = [path.read_text("utf-8") for path in Path(ROOT, "tests/rules").rglob("test_*.py")]


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text("utf-8") == rules_page()


def test_every_rule_constant_and_rate_is_on_the_page_with_its_source() -> None:
    page = rules_page()
    for rule in RULES.values():
        section = page.partition(f"### `{rule.name}`")[2].partition("###")[0]
        assert rule.text in section
        assert str(rule.valid_from) in section
    for known in (each for series in CONSTANTS.values() for each in series):
        assert f"| {known.code} | {known.value} | {known.valid_from} |" in page
    assert all(f"| {family} |" in page for family in RATES)


def test_every_rule_is_named_by_a_test() -> None:
    for rule in RULES.values():
        name = rule.function.__qualname__.split(".")[0]
        assert any(name in test or rule.name in test for test in TESTS), rule.name


def test_every_rule_cites_a_text_and_says_what_it_does() -> None:
    for rule in RULES.values():
        told = inspect.getdoc(rule.function) or inspect.getdoc(
            getattr(inspect.getmodule(rule.function), rule.function.__qualname__.split(".")[0])
        )
        assert told, rule.name
        assert rule.text, rule.name


def test_every_step_that_the_code_makes_names_a_rule_with_words() -> None:
    made = set()
    for path in Path(ROOT, "rules/reimbursement").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in {"Step", "take"}:
                made |= {each.value for each in node.args[:1] if isinstance(each, ast.Constant)}
    assert len(made) > 8
    assert all(RULES[str(name)].words for name in made)
