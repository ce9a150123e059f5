"""Statements: what is paid on one day to one payee, and the lines that it pays."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from rules.names import folded
from rules.reimbursement.texts import VERSION
from seed.book import Book
from seed.lines import Line

Payee: TypeAlias = tuple[date, str, str]
"""Who is paid, and when; a member has no other name here."""


def write_lines(book: Book, contract_id: int, lines: list[Line], iban_masked: str) -> None:
    """Statements in the order of their days, then the lines that name them."""
    totals: dict[Payee, Decimal] = {}
    for line in lines:
        if (payee := payee_of(line)) is not None:
            totals[payee] = totals.get(payee, Decimal()) + line.complementary
    statements: dict[Payee | None, int | None] = {None: None}
    for place, payee in enumerate(sorted(totals), start=1):
        day, kind, name = payee
        number = f"D{book.number}{place:05}"
        account = iban_masked if kind == "MEMBER" else None
        key = book.add_keyed("statements", number, day, totals[payee], kind, name or None, account)
        book.sheets.add("statement_numbers", number, book.member_id, key)
        statements[payee] = key
    for line in lines:
        _write_line(book, contract_id, line, statements[payee_of(line)])


def payee_of(line: Line) -> Payee | None:
    """Each such gets a statement of their own; nobody while nothing is paid."""
    if line.paid_on is None:
        return None
    return line.paid_on, line.payee, line.care.professional if line.care.third_party else ""


def _write_line(book: Book, contract_id: int, line: Line, statement_id: int | None) -> None:
    care, act, place = line.care, line.act, line.covered.place
    line.key = book.keys.of("reimbursements")
    whose = (book.coverages[place], contract_id, book.people[place])
    book.add(
        "reimbursements", line.key, *whose, line.status, line.source, f"{line.source}-{line.key}",
        line.received, care.day, act.label, search_text(act.label, care.professional), act.category,
        act.family, act.act_id, care.quantity, care.professional, care.practitioner, line.spent, line.base,
        line.rate, line.social_security, line.contribution, line.deductible, line.complementary,
        line.remaining, line.payee, line.paid_on, statement_id,
        None if line.takes_back is None else line.takes_back.key, line.explanation, VERSION,
    )  # fmt: skip
    for use in line.uses:
        book.add_keyed("allowance_uses", *whose, line.key, use.code, use.part, care.day, use.used)


@lru_cache(maxsize=50_000)
def search_text(label: str, professional: str) -> str:
    return folded(f"{label} {professional}")
