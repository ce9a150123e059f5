"""One household from its number: its people, its contracts, and all that follows from them."""

from datetime import UTC, datetime, time, timedelta

from actions.personas.cast import activation_id_of
from rules.masking import masked_nir
from rules.names import folded, sort_name
from runtime.crypto import Place, Vault
from seed import cover, payments, premiums
from seed.book import Book, Order, open_book
from seed.contracts import Contract
from seed.lines import lines_of
from seed.population import ADULT
from seed.procedures import write_procedures
from seed.sheets import Sheets

SHARING = 0.4
NIR_WITHOUT_KEY = 13
CONFIRMED_BEFORE = timedelta(days=7)
"""Everybody's subscription was confirmed so long before the last day at least: their space has opened."""


def write_household(order: Order, number: int, vault: Vault, sheets: Sheets) -> None:
    book = open_book(order, number, vault, sheets)
    _member(book)
    for place in range(len(book.people)):
        _person(book, place)
    _accounts(book)
    cover.write_addresses(book)
    cover.write_affiliations(book)
    accounts = premiums.open_accounts(book)
    for contract, broker_id in zip(book.contracts, book.brokers, strict=True):
        contract_id = _contract(book, contract, broker_id)
        premiums.write_installments(book, contract, contract_id, broker_id, accounts.get("PREMIUM_DEBIT"))
        if contract.is_health:
            states = cover.link_states(book, contract)
            cover.write_links(book, contract, states)
            cover.write_cards(book, contract, contract_id)
            lines = lines_of(book, contract, cover.unlinked(states))
            payments.write_lines(book, contract_id, lines, accounts["REIMBURSEMENT_CREDIT"].masked)
    if (debited := accounts.get("PREMIUM_DEBIT")) is not None:
        premiums.sign_mandate(book, debited)
    write_procedures(book)


def _member(book: Book) -> None:
    """The household's own row, and who may see it."""
    holder = book.household.holder
    search = folded(f"{holder.last_name} {holder.first_name} {book.number}")
    book.add(
        "members", book.number, sort_name(holder.last_name, holder.first_name), search, book.known_brokers
    )
    book.sheets.add("member_numbers", book.number, book.member_id)
    for broker_id in book.known_brokers:
        theirs = [
            contract
            for contract, broker in zip(book.contracts, book.brokers, strict=True)
            if broker == broker_id
        ]
        ends = [each.end for each in theirs if each.end is not None]
        last = max(ends) if len(ends) == len(theirs) else None
        book.add("member_brokers", broker_id, min(each.start for each in theirs), last)


def _person(book: Book, place: int) -> None:
    person, person_id = book.household.people[place], book.people[place]
    brokers = {
        broker
        for contract, broker in zip(book.contracts, book.brokers, strict=True)
        if broker is not None and (place == 0 or any(each.place == place for each in contract.covered))
    }
    sealed = masked = None
    if person.nir is not None:
        sealed = book.vault.seal(person.nir[:NIR_WITHOUT_KEY], Place("people", "nir_sealed", book.member_id))
        masked = masked_nir(person.nir)
    book.add(
        "people", person_id, place == 0, person.first_name, person.last_name, person.birth_name,
        person.birth_date, person.birth_rank, person.sex, person.death_date, person.email, person.phone,
        sealed, masked, tuple(sorted(brokers)),
    )  # fmt: skip
    nir = person.nir or book.household.holder.nir
    if nir is not None:
        token = book.vault.token("nir", nir[:NIR_WITHOUT_KEY])
        book.sheets.add("nir_tokens", token, book.keys.of("nir_tokens"), book.member_id, person_id)
    if place and person.age_on(book.until) >= ADULT and book.lot("sharing", place).random() < SHARING:
        book.add_keyed("sharings", person_id, datetime.combine(book.since, time(10), UTC), None)


def _accounts(book: Book) -> None:
    """The holder's, and those of others where there is an address to log in with. Each waits for its first
    connection, with the activation id of an invented person.
    """
    confirmed = datetime.combine(min(book.start, book.until - CONFIRMED_BEFORE), time(9), UTC)
    for place, person in enumerate(book.household.people):
        if place and person.email is None:
            continue
        account_id = book.keys.of("accounts")
        role, french, login = "BENEFICIARY", "Bénéficiaire", person.email or ""
        if place == 0:
            book.account_id = account_id
            role, french, login = "MEMBER", "Adhérent", book.number
        email = None if person.email is None else person.email.lower()
        book.sheets.add("accounts", account_id, login, f"{person.first_name} {person.last_name}", email)
        token = book.vault.token("activation", activation_id_of(login))
        book.sheets.add("activations", account_id, token, confirmed, confirmed)
        book.sheets.add(
            "capacities", book.keys.of("capacities"), account_id, role, f"{french} · {book.number}",
            book.member_id, book.people[place],
        )  # fmt: skip


def _contract(book: Book, contract: Contract, broker_id: int | None) -> int:
    """The contract with its levels and coverages: its key."""
    product = contract.product
    contract_id = book.add_keyed(
        "contracts", contract.number, product.line_of_business, product.product_id, contract.status,
        contract.start, contract.end, contract.subscriber, contract.company,
        "GROUP_MANDATORY" if contract.company else "INDIVIDUAL", contract.madelin, product.responsible,
        contract.premium, contract.frequency, contract.payment_day,
        "TRANSFER" if contract.company else "DIRECT_DEBIT", broker_id,
    )  # fmt: skip
    book.contract_ids.append(contract_id)
    book.sheets.add("contract_numbers", contract.number, book.member_id, contract_id)
    ends = [since for since, _ in contract.plans[1:]] + [None]
    for (since, plan), last in zip(contract.plans, ends, strict=True):
        if plan.plan_id is not None and (contract.end is None or since < contract.end):
            book.add("contract_plans", contract_id, since, last, plan.plan_id, broker_id)
    for each in contract.covered:
        coverage_id = book.add_keyed(
            "coverages", contract_id, book.people[each.place], each.relation, each.since, each.until,
            each.end_reason, each.certified_to, broker_id,
        )  # fmt: skip
        if contract.is_health:
            book.coverages[each.place] = coverage_id
    return contract_id
