"""The households of the personas."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actions.households.household_open import NewContract, NewHousehold, NewPerson
from actions.personas.cast import PERSONAS
from runtime import clock


@dataclass(frozen=True, slots=True)
class Brokers:
    """The keys of the two firms."""

    first: int
    other: int


@dataclass(frozen=True, slots=True)
class Later:
    """What has become of a contract since it was opened."""

    status: str
    end_date: date | None = None


SINCE_OPENED = {
    "S-200006": Later("TERMINATED", date(2026, 1, 1)),
    "S-200007": Later("SUSPENDED"),
}


def households(brokers: Brokers) -> list[NewHousehold]:
    first = brokers.first
    return [
        martin(brokers),
        benali(brokers),
        _alone(
            first, "protection", _holder("Julien Moreau", date(1979, 6, 11)), "P-300003", date(2025, 4, 1)
        ),
        _alone(first, "newcomer", _holder("Sofia Garcia", date(1993, 8, 24)), "S-200004", clock.today()),
        _alone(
            first,
            "no-email",
            _holder("Robert Lefèvre", date(1958, 12, 3), has_mail=False),
            "S-200005",
            date(2025, 1, 1),
        ),
        _alone(first, "terminated", _holder("Nadia Roux", date(1986, 1, 19)), "S-200006", date(2022, 7, 1)),
        girard(brokers),
        blanc(brokers),
    ]


def martin(brokers: Brokers) -> NewHousehold:
    """The household of `member`: health and protection, a spouse, an adult child and a minor one."""
    return NewHousehold(
        number=PERSONAS["member"],
        people=[
            NewPerson("Camille", "Martin", date(1982, 5, 14), "HOLDER", "camille.martin@example.org"),
            NewPerson("Dominique", "Martin", date(1984, 11, 2), "SPOUSE", PERSONAS["spouse"]),
            NewPerson("Léa", "Martin", date(2004, 2, 29), "CHILD", PERSONAS["adult-child"]),
            NewPerson("Noé", "Martin", date(2015, 9, 21), "CHILD"),
        ],
        contracts=[
            NewContract(
                "S-200001",
                "HEALTH",
                date(2023, 1, 1),
                (0, 1, 2, 3),
                brokers.first,
                premium=Decimal("186.40"),
            ),
            NewContract(
                "P-300001", "PROTECTION", date(2024, 7, 1), (0,), brokers.first, premium=Decimal("58.20")
            ),
        ],
    )


def benali(brokers: Brokers) -> NewHousehold:
    """The household of `other-member`, at the same broker."""
    return NewHousehold(
        number=PERSONAS["other-member"],
        people=[
            NewPerson("Karim", "Benali", date(1975, 3, 30), "HOLDER", "karim.benali@example.org"),
            NewPerson("Inès", "Benali", date(2012, 12, 1), "CHILD"),
        ],
        contracts=[
            NewContract(
                "S-200002", "HEALTH", date(2024, 1, 1), (0, 1), brokers.first, premium=Decimal("78.30")
            ),
        ],
    )


def girard(brokers: Brokers) -> NewHousehold:
    """The household of `unpaid`: health at the other broker, protection at the first."""
    return NewHousehold(
        number=PERSONAS["unpaid"],
        people=[NewPerson("Thomas", "Girard", date(1990, 10, 7), "HOLDER", "thomas.girard@example.org")],
        contracts=[
            NewContract(
                "S-200007", "HEALTH", date(2023, 3, 1), (0,), brokers.other, premium=Decimal("64.90")
            ),
            NewContract(
                "P-300007", "PROTECTION", date(2024, 2, 1), (0,), brokers.first, premium=Decimal("41.75")
            ),
        ],
    )


def blanc(brokers: Brokers) -> NewHousehold:
    """The household for whose holder `guardian` acts."""
    return NewHousehold(
        number="100008",
        people=[NewPerson("Suzanne", "Blanc", date(1938, 4, 17), "HOLDER")],
        contracts=[
            NewContract(
                "S-200008", "HEALTH", date(2021, 1, 1), (0,), brokers.first, premium=Decimal("142.10")
            ),
        ],
    )


def _alone(broker_id: int, persona: str, person: NewPerson, number: str, since: date) -> NewHousehold:
    """Somebody with one contract and nobody else in it."""
    line = "HEALTH" if number.startswith("S") else "PROTECTION"
    return NewHousehold(
        number=PERSONAS[persona],
        people=[person],
        contracts=[NewContract(number, line, since, (0,), broker_id, premium=Decimal("52.00"))],
    )


def _holder(name: str, born: date, *, has_mail: bool = True) -> NewPerson:
    first_name, last_name = name.split()
    mail = f"{first_name}.{last_name}@example.org".lower() if has_mail else None
    return NewPerson(first_name, last_name, born, "HOLDER", mail)
