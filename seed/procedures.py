"""The démarches of a household in its history: what was asked for, and each step of what became of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from math import exp, log
from random import Random

from seed.book import Book
from seed.chances import a_day, pick, poisson
from seed.contracts import Covered
from seed.population import ADULT

YEARLY = {
    "REIMBURSEMENT_REQUEST": 900, "QUOTE_ESTIMATE": 180, "ADDRESS_CHANGE": 90, "BANK_ACCOUNT_CHANGE": 75,
    "HOSPITAL_CARE": 70, "TELETRANSMISSION_CHANGE": 60,
    "ADULT_CHILD_CERTIFICATE": 55, "BENEFICIARY_ADD": 45, "BENEFICIARY_REMOVE": 30,
    "LEVEL_CHANGE_CONTACT": 25, "EMAIL_REGISTRATION": 20, "ACCOUNTANT_DECLARATION": 12, "COMPLAINT": 6,
}  # fmt: skip
"""A thousand households and year. Terminations follow from the contracts that ended."""

TERMINATION = "CONTRACT_TERMINATION"

HEALTH_ONLY = {
    "REIMBURSEMENT_REQUEST", "QUOTE_ESTIMATE", "HOSPITAL_CARE", "TELETRANSMISSION_CHANGE", "BENEFICIARY_ADD",
    "BENEFICIARY_REMOVE", "ADULT_CHILD_CERTIFICATE",
}  # fmt: skip
ABOUT_A_PERSON = {"REIMBURSEMENT_REQUEST", "QUOTE_ESTIMATE", "HOSPITAL_CARE", "TELETRANSMISSION_CHANGE"}
OUTCOMES = (("DONE", 82), ("ASKED", 9), ("REJECTED", 5), ("CANCELLED", 2), ("EXPIRED", 2))
SLOW, LONGEST = 0.9, 20
"""Two days for half of them, nine for one in twenty."""

WAITS = timedelta(days=60)
"""A démarche that nobody answers ends after so many days."""

MISSING = "Merci de nous envoyer la pièce demandée."
REJECTION_REASONS = {
    "REIMBURSEMENT_REQUEST": ("DUPLICATE", "ILLEGIBLE", "NOT_COVERED"),
    "QUOTE_ESTIMATE": ("ILLEGIBLE", "NOT_COVERED"),
}
OTHER_REASONS = ("INCOMPLETE", "NOT_ELIGIBLE")


@dataclass(frozen=True, slots=True)
class Step:
    """One event. `by`: the person, the desk, or nobody where the hub did it itself."""

    at: datetime
    by: str | None
    status: str
    message: str | None = None


def write_procedures(book: Book) -> None:
    """In the order of the days on which they were asked for."""
    rng, contract = book.lot("procedures"), book.contracts[0]
    first, last = max(book.since, contract.start), min(book.until, contract.end or book.until)
    years = max(0, (last - first).days) / 365.25
    asked = []
    for kind, yearly in YEARLY.items():
        if contract.is_health or kind not in HEALTH_ONLY:
            count = poisson(rng, yearly / 1000 * years)
            asked += [(a_day(rng, first, last), kind) for _ in range(count)]
    if contract.end is not None and not any(each.end_reason == "DEATH" for each in contract.covered):
        asked.append((max(first, contract.end - timedelta(days=rng.randint(31, 60))), TERMINATION))
    for day, kind in sorted(asked):
        if book.since < day <= book.until:
            _write(rng, book, kind, day)


def _write(rng: Random, book: Book, kind: str, day: date) -> None:
    steps, agent_id = _steps(rng, kind, day, book.until), book.order.agent_id
    whom = _whom(rng, book, day) if kind in ABOUT_A_PERSON else None
    about = (None, None) if whom is None else (book.coverages[whom.place], book.people[whom.place])
    key = book.keys.of("procedures")
    reference = f"DEM-{day.year}-{book.number}{book.keys.taken['procedures']:03}"
    status, desk = steps[-1].status, any(step.by == "AGENT" for step in steps)
    by_agent = kind == "EMAIL_REGISTRATION" and agent_id is not None
    asker = agent_id if by_agent else book.account_id
    reasons = REJECTION_REASONS.get(kind, OTHER_REASONS)
    book.add(
        "procedures", key, reference, kind, status, book.contract_ids[0], *about, asker,
        "AGENT" if by_agent else "MEMBER", steps[0].at, steps[-1].at, day + timedelta(days=9), len(steps),
        reference, sha256(reference.encode()).digest(), {}, agent_id if desk else None,
        rng.choice(reasons) if status == "REJECTED" else None, book.brokers[0],
    )  # fmt: skip
    book.sheets.add("procedure_references", reference, book.member_id, key)
    before = None
    for step in steps:
        account = {"MEMBER": asker, "AGENT": agent_id}.get(step.by or "")
        role = None if account is None else "AGENT" if account == agent_id else "MEMBER"
        book.add_keyed("procedure_events", key, step.at, account, role, before, step.status, step.message)
        before = step.status


def _whom(rng: Random, book: Book, day: date) -> Covered | None:
    """Somebody covered on the day for whom the holder may ask: themself, or a minor."""
    people = book.household.people
    may = [
        each
        for each in book.contracts[0].covered
        if each.holds(day) and (each.place == 0 or people[each.place].age_on(day) < ADULT)
    ]
    return rng.choice(may) if may else None


def _steps(rng: Random, kind: str, day: date, until: date) -> list[Step]:
    """As far as they have come by now."""
    start = datetime.combine(day, time(rng.randint(6, 20), rng.randint(0, 59)), UTC)
    days = min(LONGEST, exp(rng.gauss(log(2), SLOW)))
    outcome = pick(rng, OUTCOMES)
    taken = start + timedelta(days=days * 0.5)
    decided = start + timedelta(days=days)
    steps = [Step(start, "MEMBER", "SUBMITTED")]
    if outcome == "CANCELLED":
        steps.append(Step(taken, "MEMBER", "CANCELLED"))
    else:
        steps.append(Step(taken, "AGENT", "IN_REVIEW"))
        if outcome in ("ASKED", "EXPIRED"):
            steps.append(Step(decided, "AGENT", "AWAITING_DOCUMENTS", MISSING))
            if outcome == "EXPIRED":
                steps.append(Step(decided + WAITS, None, "EXPIRED"))
            else:
                answered = decided + timedelta(days=rng.uniform(1, 15))
                steps.append(Step(answered, "MEMBER", "IN_REVIEW"))
                decided = answered + timedelta(days=days * 0.5)
        if outcome == "REJECTED":
            steps.append(Step(decided, "AGENT", "REJECTED"))
        elif outcome != "EXPIRED":
            steps.append(Step(decided, "AGENT", "ACCEPTED"))
            steps.append(Step(decided + timedelta(minutes=1), None, "DONE"))
    return [steps[0], *(step for step in steps[1:] if step.at.date() <= until)]
