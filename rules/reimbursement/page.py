"""The page of the rules, `docs/rules.md`, made of the code: each with its text, its days and its function."""

import inspect
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from rules.reimbursement import settling
from rules.reimbursement.constants import CONSTANTS, Code
from rules.reimbursement.rates import RATES
from rules.reimbursement.texts import RULES, VERSION, Part, Rule

BEGINNING = """\
# The rules of reimbursement

Made by `./hub export-rules` from `rules/reimbursement/`; changes belong there.

One rule is one function, which cites its text. A line is priced by them in
`{settling}`, for generated lines and estimates alike, on the **day of care**. Each step
of an explanation names the rule that made it; all its steps together make what remains to pay. Amounts
are decimals, rounded half up to the cent once an amount. The rules here are those of version
**{version}**, which a line keeps (`rulesVersion`).

How well something is known: **L** read in the law, **S** on a public page, **K-high**, **K-med**,
**K-low** known and not looked up. What is K-med or K-low brings `needsReview` to an estimate, with a
notice. CSS is the Code de la sécurité sociale.

## Rules

A rule without a step decides what other rules find. Its test is in the file of `tests/` with the same path.
"""

CONSTANTS_BEGIN = """\
## Amounts and shares

Each from its first day until the day before the next one's.

| constant | value | from | to | source | known |
|---|---|---|---|---|---|
"""

RATES_BEGIN = """\
## Rates of social security

A share of the base, in the pathway. A name in capitals is a constant above.

| care | general scheme | known | Alsace-Moselle | known | source |
|---|---|---|---|---|---|
"""


def page() -> str:
    """What `docs/rules.md` has to be."""
    parts = [BEGINNING.format(version=VERSION, settling=settling.__name__)]
    parts += [_section(rule) for rule in sorted(RULES.values(), key=_order)]
    parts += [CONSTANTS_BEGIN + "".join(_constants()), RATES_BEGIN + "".join(_rates())]
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    until = "" if rule.valid_to is None else f" to {rule.valid_to}"
    step = f"“{rule.words}”" if rule.words else "none"
    return (
        f"### `{rule.name}`\n\n{_first_sentence(rule)}\n\n"
        f"- text: {rule.text} ({rule.certainty})\n"
        f"- days of care: from {rule.valid_from}{until}\n"
        f"- part: {rule.part}; step: {step}\n"
        f"- function: `{_place(rule)}`\n"
    )


def _order(rule: Rule) -> tuple[int, str]:
    return [*Part].index(rule.part), rule.name


def _first_sentence(rule: Rule) -> str:
    told = inspect.getdoc(rule.function) or inspect.getdoc(_class_of(rule)) or ""
    return " ".join(told.split("\n\n")[0].split())


def _class_of(rule: Rule) -> object:
    """What a guarantee pays is told where the guarantee is."""
    module = inspect.getmodule(rule.function)
    return getattr(module, rule.function.__qualname__.split(".")[0])


def _place(rule: Rule) -> str:
    file = Path(*rule.function.__module__.split(".")).with_suffix(".py")
    return f"{file.as_posix()}:{rule.function.__qualname__}"


def _constants() -> Iterator[str]:
    for series in CONSTANTS.values():
        for each in series:
            until = each.valid_to or "…"
            yield (
                f"| {each.code} | {each.value} | {each.valid_from} | {until} | {each.source} |"
                f" {each.certainty} |\n"
            )


def _rates() -> Iterator[str]:
    for family, rates in RATES.items():
        yield (
            f"| {family} | {_share(rates.general)} | {rates.certainty} | {_share(rates.alsace_moselle)} |"
            f" {rates.local_certainty} | {rates.source} |\n"
        )


def _share(rate: Decimal | Code) -> str:
    return rate.value if isinstance(rate, Code) else f"{rate * 100:.0f} %"
