"""What a household pays: accounts, mandates, and the due dates of its contracts with their arrears."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from rules.masking import masked_iban
from rules.reimbursement.money import ZERO, cents
from runtime.crypto import Place
from seed import identities
from seed.book import Book
from seed.chances import first_of_month, worked
from seed.contracts import MONTHS, Contract
from seed.population import Oddity

CREDITOR = "FR72ZZZ123456"
HEALTH_TAX = Decimal("1.1327")
"""Of responsible health contracts (taxe de solidarité additionnelle)."""

INDEXATION = Decimal("1.04")
"""What premiums rose a year."""

REJECTED = 0.012
CODES = ("AM04", "AM04", "AM04", "AC04", "MD01", "MS02")
FOREIGN = 0.012
SAME_ACCOUNT = 0.8
PRENOTICE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the household, once it has a key."""

    bank_account_id: int
    masked: str


def open_accounts(book: Book) -> dict[str, Account]:
    """By usage. Companies pay for their employees: such a household is only ever paid."""
    rng = book.lot("accounts")
    foreign = book.household.oddity is Oddity.FOREIGN_IBAN or rng.random() < FOREIGN
    country = rng.choice(("BE", "DE", "LU")) if foreign else "FR"
    credit = identities.an_iban(rng, country)
    accounts = {"REIMBURSEMENT_CREDIT": _account(book, "REIMBURSEMENT_CREDIT", credit)}
    if any(contract.company is None for contract in book.contracts):
        debit = credit if rng.random() < SAME_ACCOUNT else identities.an_iban(rng, country)
        accounts["PREMIUM_DEBIT"] = _account(book, "PREMIUM_DEBIT", debit)
    return accounts


def _account(book: Book, usage: str, iban: str) -> Account:
    holder = book.household.holder
    sealed = book.vault.seal(iban, Place("bank_accounts", "iban_sealed", book.member_id))
    key = book.add_keyed(
        "bank_accounts", usage, f"{holder.first_name} {holder.last_name}", sealed,
        book.vault.token("iban", iban), masked_iban(iban), identities.bic_of(iban), None, book.start, None,
    )  # fmt: skip
    return Account(key, masked_iban(iban))


def sign_mandate(book: Book, account: Account) -> None:
    """For all contracts that a company does not pay."""
    paid = [contract for contract in book.contracts if contract.company is None]
    since = min(contract.start for contract in paid)
    due = [worked(day) for contract in paid for day, _, _ in _due_dates(contract, book.until)]
    living = any(contract.end is None for contract in paid)
    umr = f"HUB-{book.number}-1"
    last = max((day for day in due if day <= book.until), default=None)
    key = book.add_keyed(
        "sepa_mandates", account.bank_account_id, umr, CREDITOR, "ACTIVE" if living else "REVOKED",
        datetime.combine(min(since, book.until), time(9), UTC), last,
    )  # fmt: skip
    book.sheets.add("mandate_references", umr, book.member_id, key)


def write_installments(
    book: Book, contract: Contract, contract_id: int, broker_id: int | None, debited: Account | None
) -> None:
    """From the year in which the history begins, to the end of this one."""
    rng = book.lot("premiums", contract.number)
    account = None if contract.company else debited
    due = [each for each in _due_dates(contract, book.until) if each[0].year >= book.since.year]
    unpaid: set[date] = set()
    behind = book.household.oddity is Oddity.ARREARS and contract is book.contracts[0]
    if behind and account is not None and contract.end is None:
        unpaid = {day for day, _, _ in [each for each in due if each[0] <= book.until][-2:]}
    for day, first, last in due:
        amount = cents(contract.premium / INDEXATION ** (book.until.year - day.year))
        tax = amount - cents(amount / HEALTH_TAX) if contract.is_health else ZERO
        status, paid_on, code = _outcome(rng, day, book.until, account is not None)
        if day in unpaid:
            status, paid_on, code = "REJECTED", None, "AM04"
        told = None if account is None or status == "UPCOMING" else day - PRENOTICE
        book.add_keyed(
            "installments", contract_id, day, first, last, amount, amount - tax, tax,
            "TRANSFER" if account is None else "DIRECT_DEBIT",
            None if account is None else account.bank_account_id, status, told, paid_on, code, broker_id,
        )  # fmt: skip


def _due_dates(contract: Contract, until: date) -> list[tuple[date, date, date]]:
    """Days due with the periods that they pay for, the end being the first day without."""
    months = MONTHS[contract.frequency]
    last = min(contract.end or date.max, date(until.year + 1, 1, 1))
    dates, first = [], first_of_month(contract.start)
    while first < last:
        following = first_of_month(first, months)
        period_first, period_last = max(first, contract.start), min(following, contract.end or following)
        if period_last > period_first:
            due = max(first.replace(day=contract.payment_day), contract.start)
            dates.append((due, period_first, period_last))
        first = following
    return dates


def _outcome(rng: Random, day: date, until: date, debited: bool) -> tuple[str, date | None, str | None]:
    """The status, the day of payment and the bank's reason."""
    draw, code = rng.random(), rng.choice(CODES)
    if worked(day) > until:
        return ("PRENOTIFIED" if debited and day - PRENOTICE <= until else "UPCOMING"), None, None
    if debited and draw < REJECTED:
        recovered = worked(day + timedelta(days=20))
        return ("RECOVERED", recovered, code) if recovered <= until else ("REJECTED", None, code)
    return "COLLECTED", worked(day), None
