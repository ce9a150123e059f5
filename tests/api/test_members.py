"""Finding a household among many: by words of the holder's names or number, and by their contracts."""

from datetime import date
from typing import Any

import pytest

from actions.households.household_open import NewContract, NewHousehold, NewPerson, household_open
from actions.transaction import transaction
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.hub_client import HubClient

FIND = """query($search: String, $filter: MemberFilter) {
  members(search: $search, filter: $filter, first: 100) { totalCount edges { node { number } } } }"""

NAMES = {
    "810001": ("Zoé", "Le Goff"),
    "810002": ("Jean-Zacharie", "Zola"),
    "810003": ("Zénobie", "D’Arzal"),
    "810004": ("Anne", "Zolan"),
}


@pytest.fixture
async def others(database: Database, agent: Actor, broker: Actor) -> None:
    """Four households of the broker, two of them with a protection contract only."""
    async with transaction(database, agent, date(2026, 1, 1)) as tx:
        for number, (first_name, last_name) in NAMES.items():
            line = "HEALTH" if number < "810003" else "PROTECTION"
            contract = NewContract(f"X-{number}", line, date(2025, 1, 1), (0,), broker.broker_id)
            person = NewPerson(first_name, last_name, date(1980, 1, 1), "HOLDER")
            await household_open(tx, NewHousehold(number, [person], [contract]))


async def found(hub: HubClient, persona: str, search: str | None = None, **chosen: Any) -> list[str]:
    answer = await hub.ask(FIND, as_=persona, search=search, filter=chosen or None)
    assert answer.errors == []
    members = answer.data["members"]
    numbers = [edge["node"]["number"] for edge in members["edges"]]
    assert members["totalCount"] == len(numbers)
    return numbers


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize("persona", ["agent", "broker"])
@pytest.mark.parametrize(
    ("search", "numbers"),
    [
        ("zol", ["810002", "810004"]),
        ("ZOLA", ["810002", "810004"]),
        ("zolan", ["810004"]),
        ("zoe le goff", ["810001"]),
        ("goff  zoë", ["810001"]),
        ("d'arz", ["810003"]),
        ("zacharie", ["810002"]),
        ("810002", ["810002"]),
        ("81000", ["810003", "810001", "810002", "810004"]),
        ("ola", []),
        ("zola zola", ["810002", "810004"]),
        ("zo%", ["810001", "810002", "810004"]),
        ("zo_a", ["810004"]),
    ],
)
async def test_every_word_begins_a_word_of_the_names_or_the_number(
    hub: HubClient, persona: str, search: str, numbers: list[str]
) -> None:
    assert await found(hub, persona, search) == numbers


@pytest.mark.usefixtures("others")
async def test_a_blank_search_finds_everybody(hub: HubClient) -> None:
    assert len(await found(hub, "agent", "  ")) == len(await found(hub, "agent")) >= 6


@pytest.mark.usefixtures("others")
async def test_a_filter_looks_at_contracts_that_the_reader_sees_only(
    hub: HubClient, database: Database
) -> None:
    assert await found(hub, "broker", "8100", lineOfBusiness=["PROTECTION"]) == ["810003", "810004"]
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql("UPDATE contracts SET broker_id = NULL WHERE number = 'X-810004'")
    assert await found(hub, "broker", "8100", lineOfBusiness=["PROTECTION"]) == ["810003"]
    assert await found(hub, "agent", "8100", lineOfBusiness=["PROTECTION"]) == ["810003", "810004"]
    assert await found(hub, "agent", "8100", contractStatus=["SUSPENDED"]) == []
    assert await found(hub, "agent", "8100", contractStatus=["SUSPENDED", "ACTIVE"]) != []
    assert await found(hub, "agent", "8100", contractStatus=[]) == []


@pytest.mark.usefixtures("others")
async def test_arrears_are_instalments_that_were_rejected(hub: HubClient, database: Database) -> None:
    assert await found(hub, "broker", "8100", inArrears=True) == []
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql(
            """INSERT INTO installments (member_id, contract_id, due_on, period_from, period_to, amount, net_amount,
                 tax_amount, method, status, reject_code, broker_id)
               SELECT member_id, contract_id, '2026-01-05', '2026-01-01', '2026-02-01', 10, 9, 1, 'DIRECT_DEBIT',
                 'REJECTED', 'AM04', broker_id FROM contracts WHERE number = 'X-810001'"""
        )
    assert await found(hub, "broker", "8100", inArrears=True) == ["810001"]
    assert await found(hub, "broker", "8100", inArrears=False) == ["810003", "810002", "810004"]


BY_LEVEL: list[tuple[dict[str, Any], list[str]]] = [
    ({"product": "SANTE_PRO"}, ["810001", "810002"]),
    ({"product": "sante_pro "}, ["810001", "810002"]),
    ({"product": "SANTE_PRO", "rank": 1}, ["810001"]),
    ({"product": "SANTE_PRO", "rank": 2}, ["810002"]),
    ({"product": "SANTE_PRO", "rank": 3}, []),
    ({"product": "PREVOYANCE_TNS"}, ["810003", "810004"]),
    ({"product": "PREVOYANCE_TNS", "rank": 1}, []),
    ({"product": "NOTHING"}, []),
]


@pytest.fixture
async def leveled(others: None, database: Database) -> None:
    """Zoé is at level 1; Jean-Zacharie was at level 1, is at level 2, and will be at level 3."""
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql(
            "INSERT INTO plans (product_id, rank, label) SELECT product_id, rank, 'Niveau ' || rank"
            " FROM products, generate_series(1, 3) rank WHERE code = 'SANTE_PRO' ON CONFLICT DO NOTHING"
        )
        for number, rank, first, before in (
            ("X-810001", 1, "2025-01-01", "NULL"), ("X-810002", 1, "2025-01-01", "'2025-06-01'"),
            ("X-810002", 2, "2025-06-01", "'2099-01-01'"), ("X-810002", 3, "2099-01-01", "NULL"),
        ):  # fmt: skip
            await owner.exec_driver_sql(
                f"""INSERT INTO contract_plans (member_id, contract_id, valid_from, valid_to, plan_id, broker_id)
                    SELECT member_id, contract_id, '{first}', {before}, plan_id, broker_id
                    FROM contracts JOIN plans USING (product_id) WHERE number = '{number}' AND rank = {rank}"""
            )


@pytest.mark.usefixtures("leveled")
@pytest.mark.parametrize("persona", ["agent", "broker"])
@pytest.mark.parametrize(("level", "numbers"), BY_LEVEL)
async def test_households_are_found_by_the_product_and_the_level_that_hold_today(
    hub: HubClient, persona: str, level: dict[str, Any], numbers: list[str]
) -> None:
    assert sorted(await found(hub, persona, "8100", level=level)) == numbers
    names = FIND.replace("totalCount ", "")  # a number about people who are written down is the executor's
    await hub.assert_planned(names, as_=persona, variables={"search": "8100", "filter": {"level": level}})


@pytest.mark.usefixtures("leveled")
async def test_a_contract_that_has_ended_is_at_no_level(hub: HubClient, database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql("UPDATE contracts SET end_date = '2026-01-01' WHERE number = 'X-810001'")
    assert await found(hub, "agent", "8100", level={"product": "SANTE_PRO", "rank": 1}) == []


@pytest.mark.usefixtures("leveled")
async def test_a_level_of_a_contract_of_another_broker_finds_nobody(
    hub: HubClient, database: Database
) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql("UPDATE contracts SET broker_id = NULL WHERE number = 'X-810001'")
    wanted = {"product": "SANTE_PRO", "rank": 1}
    assert await found(hub, "broker", "8100", level=wanted) == []
    assert await found(hub, "agent", "8100", level=wanted) == ["810001"]


@pytest.mark.parametrize("level", [{"product": " "}, {"product": "A" * 31}, {"product": "A", "rank": 0}])
async def test_a_level_is_bounded(hub: HubClient, level: dict[str, Any]) -> None:
    answer = await hub.ask(FIND, as_="agent", filter={"level": level})
    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["argument"] == "filter"
    assert "`filter.level." in answer.errors[0]["message"]


async def test_a_search_is_bounded(hub: HubClient) -> None:
    answer = await hub.ask(FIND, as_="agent", search="a" * 101)
    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["argument"] == "search"


@pytest.mark.usefixtures("others")
async def test_nothing_is_found_in_another_brokers_portfolio(hub: HubClient, database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.exec_driver_sql(
            "UPDATE member_brokers SET valid_from = '2020-01-01', valid_to = '2025-01-01'"
        )
    assert await found(hub, "broker", "zola") == []


@pytest.mark.parametrize("search", ["!", "%", "«»"])
async def test_a_search_without_a_letter_or_a_digit_finds_nobody(hub: HubClient, search: str) -> None:
    assert await found(hub, "agent", search) == []
