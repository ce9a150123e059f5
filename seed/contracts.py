"""Contracts of a household: what it bought, when, at which level, and whom each contract covers."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from rules.premiums import Price, premium
from rules.reimbursement.money import ZERO
from seed.chances import ONE_DAY, a_day, first_of_month, lot, pick, years_before
from seed.numbers import member_number
from seed.offer import Offer, Plan, Product
from seed.population import Household, Oddity, Person, Trade

MEAN_TENURE = 8.0
LONGEST_TENURE = 20
CHURN = 0.09
PROTECTION_ONLY = 0.20
ALSO_PROTECTION = 0.52
"""Of the self-employed, who alone buy protection here: 12 and 25 % of all."""

LEVELS = {5: (10, 20, 32, 24, 14), 4: (14, 28, 33, 25), 3: (34, 41, 25), 0: (1,)}
TRADES_OF_COMPANIES = ("Menuiserie", "Boulangerie", "Atelier", "Cabinet", "Garage", "Studio", "Transports")
FREQUENCIES = (("MONTHLY", 82), ("QUARTERLY", 12), ("YEARLY", 6))
MONTHS = {"MONTHLY": 1, "QUARTERLY": 3, "HALF_YEARLY": 6, "YEARLY": 12}
PRICES = {"HOSPI_ONLY": Decimal(24), "PREVOYANCE_TNS": Decimal(62), "HOMME_CLE": Decimal(85)}
"""A month, of an adult of forty, where the catalogue has no price."""

SLOPE = Decimal("0.022")


@dataclass(slots=True)
class Covered:
    """One person covered by one contract. `place` is theirs in the household."""

    place: int
    relation: str
    since: date
    until: date | None
    end_reason: str | None = None
    certified_to: date | None = None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(slots=True)
class Contract:
    """One contract, with its levels from their first days on."""

    number: str
    product: Product
    start: date
    end: date | None
    broker: int | None
    """Its place among the brokers, from 1."""
    plans: list[tuple[date, Plan]]
    subscriber: str
    company: str | None
    madelin: bool
    frequency: str
    payment_day: int
    premium: Decimal = ZERO
    status: str = "ACTIVE"
    covered: list[Covered] = field(default_factory=list)

    @property
    def is_health(self) -> bool:
        return self.product.line_of_business == "HEALTH"

    def plan_on(self, day: date) -> Plan:
        return next((plan for since, plan in reversed(self.plans) if since <= day), self.plans[0][1])


def contracts_of(seed: int, household: Household, offer: Offer, until: date, years: int) -> list[Contract]:
    """A health contract, one of protection, or both: the health contract first."""
    rng = lot(seed, household.number, "contracts")
    two_brokers = household.oddity is Oddity.TWO_BROKERS
    protection_only = household.oddity is None and rng.random() < PROTECTION_ONLY
    with_protection = rng.random() < ALSO_PROTECTION
    own = household.trade is Trade.SELF_EMPLOYED
    brokers = _two_brokers(rng, household, two_brokers)
    contracts = []
    if not (own and protection_only):
        contracts.append(_health(rng, household, offer, until, years=years, broker=brokers[0]))
    if two_brokers or (own and (protection_only or with_protection)):
        code = "HOMME_CLE" if own and rng.random() < 0.05 else "PREVOYANCE_TNS"
        contracts.append(
            _contract(rng, household, offer.products[code], until, years=years, broker=brokers[-1])
        )
    for contract in contracts:
        _cover(rng, household, contract, until)
        _end_with_the_dead(rng, household, contract, until)
        contract.premium = _premium(household, contract, until)
    if household.oddity is Oddity.ARREARS and contracts[0].end is None and rng.random() < 0.5:
        contracts[0].status = "SUSPENDED"
    return contracts


def broker_of(rng: Random, number: int) -> int:
    """Of those there are by this household's turn, one for eighty contracts: the first have the most."""
    count, power = 3 + number // 75, 0.3
    return min(count, int(((count**power - 1) * rng.random() + 1) ** (1 / power)))


def brokers_by(members: int) -> int:
    """How many brokers so many households need."""
    return 3 + members // 75


def _two_brokers(rng: Random, household: Household, two: bool) -> tuple[int | None, ...]:
    if not two:
        return (None if rng.random() < 0.06 else broker_of(rng, household.number),)
    first = broker_of(rng, household.number)
    return first, first % 3 + 1


def _health(
    rng: Random, household: Household, offer: Offer, until: date, *, years: int, broker: int | None
) -> Contract:
    code = "SANTE_PRO"
    if household.trade is Trade.EMPLOYEE:
        code = "SANTE_TPE"
    elif household.trade is Trade.INDIVIDUAL and household.holder.age_on(until) >= 55:
        code = "SANTE_SENIOR"
    elif rng.random() < 0.02:
        code = "HOSPI_ONLY"
    return _contract(rng, household, offer.products[code], until, years=years, broker=broker)


def _contract(
    rng: Random, household: Household, product: Product, until: date, *, years: int, broker: int | None
) -> Contract:
    start = _start(rng, household, until)
    end = _end(rng, start, until, years) if household.oddity in (None, Oddity.HOMONYM) else None
    letter = "S" if product.line_of_business == "HEALTH" else "P"
    company = None
    if household.trade is Trade.EMPLOYEE and letter == "S":
        company = f"{rng.choice(TRADES_OF_COMPANIES)} {household.address.city}"
    subscriber = "COMPANY" if company else "SELF_EMPLOYED"
    if household.trade is not Trade.SELF_EMPLOYED and not company:
        subscriber = "INDIVIDUAL"
    return Contract(
        number=f"{letter}-{member_number(household.number)}",
        product=product,
        start=start,
        end=end,
        broker=broker,
        plans=_levels(rng, product, start, until),
        subscriber=subscriber,
        company=company,
        madelin=subscriber == "SELF_EMPLOYED" and rng.random() < 0.8,
        frequency=pick(rng, FREQUENCIES),
        payment_day=rng.choice((5, 5, 5, 10, 10, 15)),
        status="TERMINATED" if end is not None else "ACTIVE",
    )


def _start(rng: Random, household: Household, until: date) -> date:
    """Two in five begin with a year."""
    tenure = min(LONGEST_TENURE, rng.expovariate(1 / MEAN_TENURE))
    start = first_of_month(until - timedelta(days=round(tenure * 365.25)))
    if rng.random() < 0.35:
        start = date(start.year, 1, 1)
    if household.oddity is Oddity.DECEASED:
        start = min(start, date(until.year - 2, 1, 1))
    adult = years_before(until, max(0, household.holder.age_on(until) - 18))
    return max(start, first_of_month(adult, 1)) if start < adult < first_of_month(until) else start


def _end(rng: Random, start: date, until: date, years: int) -> date | None:
    """After a year at least; most leave with a year, the others with a month."""
    for back in range(years):
        if rng.random() < CHURN:
            day = a_day(rng, until - timedelta(days=365 * (back + 1)), until - timedelta(days=365 * back))
            end = date(day.year, 1, 1) if rng.random() < 0.5 else first_of_month(day)
            if end >= first_of_month(start, 12):
                return end
    return None


def _levels(rng: Random, product: Product, start: date, until: date) -> list[tuple[date, Plan]]:
    """Some change it, after a year."""
    ranks = sorted(product.plans)
    chosen = pick(rng, list(zip(ranks, LEVELS.get(len(ranks), (1,) * len(ranks)), strict=False)))
    levels = [(start, product.plans[chosen])]
    changed = first_of_month(start, 12 + 12 * rng.randint(0, 5))
    other = chosen + rng.choice((-1, 1))
    if rng.random() < 0.15 and other in product.plans and changed < until:
        levels.append((changed, product.plans[other]))
    return levels


def _cover(rng: Random, household: Household, contract: Contract, until: date) -> None:
    """The holder alone for protection; a child until the product's age, a student's with a certificate."""
    for place, person in enumerate(household.people if contract.is_health else household.people[:1]):
        since = contract.start
        if person.relation == "SPOUSE" and rng.random() < 0.15:
            since = first_of_month(contract.start, rng.randint(1, 36))
        if person.relation == "CHILD":
            since = max(since, person.birth_date)
        ends, reason, certified = contract.end, None, None
        if person.relation == "CHILD":
            age_limit = contract.product.student_max_age
            limit = first_of_month(date(person.birth_date.year + age_limit, person.birth_date.month, 1), 1)
            if limit <= until and (ends is None or limit < ends):
                ends, reason = limit, "AGE"
            elif person.age_on(until) >= contract.product.child_max_age:
                certified = date(until.year + (until.month >= 9), 11, 1)
        if since < (ends or until):
            contract.covered.append(Covered(place, person.relation, since, ends, reason, certified))


def _end_with_the_dead(rng: Random, household: Household, contract: Contract, until: date) -> None:
    """Cover ends on the day after a death; a holder's ends the contract."""
    if household.oddity is not Oddity.DECEASED or contract.end is not None:
        return
    person: Person = household.people[1 if _has_spouse(household) else 0]
    if person.death_date is None:
        latest = max((each.since for each in contract.covered), default=contract.start)
        person.death_date = a_day(
            rng, max(latest + ONE_DAY, until - timedelta(days=500)), until - ONE_DAY * 30
        )
    day_after = person.death_date + ONE_DAY
    holder_died = person is household.holder
    if holder_died:
        contract.end, contract.status = day_after, "TERMINATED"
    for each in contract.covered:
        if holder_died or household.people[each.place] is person:
            each.until, each.end_reason = day_after, "DEATH"


def _has_spouse(household: Household) -> bool:
    return len(household.people) > 1 and household.people[1].relation == "SPOUSE"


def _premium(household: Household, contract: Contract, until: date) -> Decimal:
    """Of one due date, at today's ages and level."""
    plan = contract.plan_on(until)
    price = plan.price_on(until) or Price(PRICES[contract.product.code], SLOPE, ZERO, 1)
    covered = [
        (household.people[each.place].age_on(until), each.relation == "CHILD")
        for each in contract.covered
        if each.until is None or contract.end is not None
    ]
    return premium(price, covered, MONTHS[contract.frequency])
