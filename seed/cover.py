"""Where people live, which scheme they belong to, how its statements come in, and the card they show."""

from datetime import UTC, date, datetime, time, timedelta

from seed import identities
from seed.book import Book
from seed.chances import ONE_DAY, a_day, first_of_month, pick
from seed.contracts import Contract, Covered

GENERAL, FARMERS = "01", "02"
MOVED = 0.09
LINKS = (("CONNECTED", 93), ("REJECTED", 2), ("OVERLAP", 2), ("NOT_CONNECTED", 3))
REJECT_CODES = ("02", "20", "21", "30")
OVERLAP_CODE = "53"
DOMAINS = ("PHAR", "MED", "LABO", "RADL", "AUX", "HOSP", "EXTE", "TRAN", "DESO", "DEPR", "OPTI", "AUDI")
ON_AGREEMENT = ("HOSP", "DEPR", "OPTI", "AUDI")
"""Of these a professional asks first (PEC)."""


def write_addresses(book: Book) -> None:
    """One, or for who moved in the history two; the last is the one that is drawn with the household."""
    rng, first = book.lot("addresses"), book.start
    if rng.random() < MOVED * book.order.years and first + timedelta(days=40) < book.until:
        moved = a_day(rng, max(book.since, first + ONE_DAY), book.until - ONE_DAY)
        _address(book, identities.an_address(rng), first, moved)
        first = moved
    _address(book, book.household.address, first, None)


def _address(book: Book, address: identities.Address, first: date, last: date | None) -> None:
    place = (address.street, None, address.postal_code, address.city, "FR")
    book.add_keyed("addresses", *place, first, last, book.known_brokers)


def write_affiliations(book: Book) -> None:
    """All of a household in the holder's scheme; children without a number under the holder's rights."""
    rng, household = book.lot("scheme"), book.household
    schemes, draw = book.order.offer.schemes, rng.random()
    others = [code for code in schemes if code not in (GENERAL, FARMERS)]
    scheme = GENERAL
    if not household.local_scheme and draw >= 0.93:
        scheme = FARMERS if draw < 0.97 and FARMERS in schemes else rng.choice(others or [GENERAL])
    fund = household.department[:2].replace("A", "0").replace("B", "0") + "1"
    for place, person in enumerate(household.people):
        attested = max(book.start - timedelta(days=rng.randint(3, 120)), person.birth_date)
        under = book.people[0] if person.relation == "CHILD" and person.nir is None else None
        book.add_keyed(
            "scheme_affiliations", book.people[place], under, scheme, fund, "0000", household.local_scheme,
            attested, max(book.start, person.birth_date), None,
        )  # fmt: skip


def link_states(book: Book, contract: Contract) -> dict[int, str]:
    """What became of each covered person's link, by place."""
    rng = book.lot("links")
    return {covered.place: pick(rng, LINKS) for covered in contract.covered}


def unlinked(states: dict[int, str]) -> frozenset[int]:
    """Those whose scheme sends nothing: their statements come on paper."""
    return frozenset(place for place, state in states.items() if state != "CONNECTED")


def write_links(book: Book, contract: Contract, states: dict[int, str]) -> None:
    """Asked for with the coverage, and answered some days later."""
    rng = book.lot("link days")
    for covered in contract.covered:
        state, end = states[covered.place], covered.until
        code = {"REJECTED": rng.choice(REJECT_CODES), "OVERLAP": OVERLAP_CODE}.get(state)
        sent, answered = (covered.since + timedelta(days=days) for days in (2, rng.randint(5, 14)))
        if state == "NOT_CONNECTED":
            _link(book, covered, state, (covered.since, end))
        elif answered >= (end or book.until):
            _link(book, covered, "SENT_TO_SCHEME", (covered.since, end))
        else:
            _link(book, covered, "REQUESTED", (covered.since, sent))
            _link(book, covered, "SENT_TO_SCHEME", (sent, answered))
            _link(book, covered, state, (answered, end), code)


def _link(
    book: Book, covered: Covered, status: str, days: tuple[date, date | None], code: str | None = None
) -> None:
    book.add_keyed("teletransmissions", book.coverages[covered.place], status, code, *days)


def write_cards(book: Book, contract: Contract, contract_id: int) -> None:
    """A card a civil year; this year's is the valid one, unless the contract has ended."""
    version = 0
    for year in range(book.since.year, book.until.year + 1):
        first, next_year = max(contract.start, date(year, 1, 1)), date(year + 1, 1, 1)
        last = min(contract.end or date.max, next_year)
        shown = [each for each in contract.covered if each.holds(first)]
        if first >= last or first > book.until or not shown:
            continue
        version += 1
        status, revoked = "EXPIRED" if last <= book.until else "ACTIVE", None
        if last < next_year and last <= book.until:
            status, revoked = "REVOKED", datetime.combine(last, time(4), UTC)
        elif status == "ACTIVE" and contract.status == "SUSPENDED":
            status = "SUSPENDED"
        issued = datetime.combine(first_of_month(first) - timedelta(days=15), time(9), UTC)
        card_id = book.add_keyed(
            "third_party_cards", contract_id, version, status, first, last, issued, revoked,
            contract.product.amc_number, "SP", "HUB1", book.number, contract.product.responsible,
        )  # fmt: skip
        for each in shown:
            book.add("third_party_card_people", card_id, book.coverages[each.place], _domains(contract))


def _domains(contract: Contract) -> dict[str, str]:
    if contract.product.code == "HOSPI_ONLY":
        return {domain: "PEC" if domain == "HOSP" else "-" for domain in DOMAINS}
    return {domain: "PEC" if domain in ON_AGREEMENT else "100" for domain in DOMAINS}
