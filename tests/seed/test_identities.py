"""Invented people have numbers that are valid, and that nobody has."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from runtime.crypto import Place, Vault
from runtime.keys import data_key
from runtime.settings import Settings
from seed import identities
from seed.population import Oddity, a_household
from tests.seed.conftest import UNTIL
from tests.seed.connections import Connection

BORN = date(1985, 6, 7)
MANY = 200


def commune(department: str) -> identities.Commune:
    return next(each for each in identities.communes() if each.department == department)


@pytest.mark.parametrize(
    ("nir", "key"),
    [
        ("2690549588157", "80"),
        ("1850578006048", "30"),
        ("185052A004012", "70"),
        ("285052B033045", "17"),
        ("7850599350001", "45"),
    ],
)
def test_the_key_of_a_nir_is_what_the_rule_says(nir: str, key: str) -> None:
    assert identities.nir_key(nir) == key


@pytest.mark.parametrize("department", ["2A", "2B"])
def test_a_corsican_has_a_letter_since_1976_and_20_before(department: str) -> None:
    rng, place = Random(1), commune(department)
    assert identities.a_nir(rng, "F", date(1976, 1, 1), place)[5:7] == department
    before = identities.a_nir(rng, "F", date(1975, 12, 31), place)
    assert before[5:7] == "20"
    assert int(before[13:]) == 97 - int(before[:13]) % 97


@pytest.mark.parametrize(
    ("sex", "provisional", "first"),
    [("M", False, "1"), ("F", False, "2"), ("M", True, "7"), ("F", True, "8")],
)
def test_a_nir_begins_with_the_sex_and_says_where_it_is_provisional(
    sex: identities.Sex, provisional: bool, first: str
) -> None:
    nir = identities.a_nir(Random(1), sex, BORN, commune("69"), provisional=provisional)
    assert nir[0] == first
    assert nir[1:5] == "8506"
    assert len(nir) == 15


def test_orders_of_birth_are_those_that_no_commune_reaches() -> None:
    rng = Random(1)
    orders = {
        int(identities.a_nir(rng, "F", BORN, identities.a_birth_place(rng))[10:13]) for _ in range(MANY)
    }
    assert min(orders) >= 900


@pytest.mark.parametrize(("country", "length"), [("FR", 27), ("BE", 16), ("DE", 22), ("LU", 20)])
def test_accounts_are_valid_by_the_rule_of_97(country: str, length: int) -> None:
    rng = Random(1)
    for _ in range(MANY):
        iban = identities.an_iban(rng, country)
        assert len(iban) == length
        assert int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1
        assert identities.bic_of(iban)[4:6] == country


def test_french_accounts_end_with_their_key_letters_included() -> None:
    assert identities.rib_key("20041", "01005", "0500013M026") == "06"
    assert identities.rib_key("30006", "00001", "12345678901") == "89"
    accounts = [identities.an_iban(Random(each)) for each in range(MANY)]
    assert any(not account[4:].isdigit() for account in accounts)
    assert all(iban[-2:] == identities.rib_key(iban[4:9], iban[9:14], iban[14:25]) for iban in accounts)


@pytest.mark.parametrize("number", range(99, 1000, 100))
def test_twins_are_born_together_and_have_numbers_of_their_own(number: int) -> None:
    household = a_household(1, number, UNTIL)
    second = next(person for person in household.people if person.birth_rank == 2)
    first = household.people[household.people.index(second) - 1]
    assert household.oddity is Oddity.TWINS
    assert (first.birth_date, first.birth_rank) == (second.birth_date, 1)
    assert first.nir is None or first.nir != second.nir


def test_homonyms_have_one_name_and_two_addresses() -> None:
    holders = [a_household(1, number, UNTIL).holder for number in range(100, 200)]
    names = Counter((holder.first_name, holder.last_name) for holder in holders)
    (name, times), *_ = names.most_common(1)
    assert times == 2
    pair = [holder for holder in holders if (holder.first_name, holder.last_name) == name]
    assert pair[0].nir != pair[1].nir
    assert pair[0].email != pair[1].email


async def test_numbers_and_logins_of_the_generated_are_unique(
    seeded: Connection, keys_of_this_run: Settings
) -> None:
    vault = Vault(data_key(keys_of_this_run))
    rows = await seeded.fetch("SELECT member_id, nir_sealed FROM people WHERE nir_sealed IS NOT NULL")
    nirs = [vault.unseal(row["nir_sealed"], Place("people", "nir_sealed", row["member_id"])) for row in rows]
    assert len(set(nirs)) == len(nirs) > MANY
    for value in ("email", "iban_token"):
        table = "people" if value == "email" else "bank_accounts"
        shared = f"SELECT {value} FROM {table} WHERE {value} IS NOT NULL GROUP BY 1 HAVING count(DISTINCT member_id) > 1"
        assert await seeded.fetch(shared) == [], value


async def test_a_person_is_found_by_the_token_of_their_number(
    seeded: Connection, keys_of_this_run: Settings
) -> None:
    """A child without a number by the holder's."""
    vault = Vault(data_key(keys_of_this_run))
    row = await seeded.fetchrow(
        "SELECT member_id, person_id, nir_sealed FROM people WHERE nir_sealed IS NOT NULL AND is_holder LIMIT 1"
    )
    nir = vault.unseal(row["nir_sealed"], Place("people", "nir_sealed", row["member_id"]))
    people = await seeded.fetch(
        "SELECT member_id, person_id FROM nir_tokens WHERE token = $1", vault.token("nir", nir)
    )
    assert (row["member_id"], row["person_id"]) in [tuple(each) for each in people]
    assert {each["member_id"] for each in people} == {row["member_id"]}
