"""Contracts: what was sold, at which level, for how much, through whom."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update

from actions.households.household_open import household_open
from actions.transaction import transaction
from models.brokers import BrokerRow
from models.contracts import ContractRow
from runtime.actor import Actor
from runtime.database import Database
from schema.numbers import contract_number, member_number
from tests.decisions.test_visibility import second_broker
from tests.households import a_household
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured

CONTRACT = """query($number: String!) { contract(number: $number) {
  number lineOfBusiness status startDate endDate
  product { code name lineOfBusiness insurer responsible childMaxAge studentMaxAge exclusions plans { rank label } }
  plan { rank label } subscriberKind subscriberName membership madelin responsible
  premium { amount yearlyAmount frequency paymentDay paymentMethod }
  broker { id name email phone orias } member { number } } }"""
READERS = ["member", "spouse", "broker", "agent"]
PLAN = '{ contract(number: "S-200001") { plan { rank label } product { plans { rank } } } }'


async def ask(hub: HubClient, persona: Any, number: str = "S-200001") -> Any:
    answer = await hub.ask(CONTRACT, as_=persona, number=number)
    assert answer.errors == []
    return answer.data["contract"]


@pytest.mark.parametrize("persona", READERS)
async def test_a_contract_is_read_by_its_number_by_who_may_see_it(hub: HubClient, persona: str) -> None:
    found = await ask(hub, persona)
    assert found["status"] == "ACTIVE"
    assert found["product"]["code"] == "SANTE_PRO"
    assert found["product"]["insurer"] == "Assureur de démonstration"
    assert found["premium"] == {
        "amount": "186.40", "yearlyAmount": "2236.80", "frequency": "MONTHLY", "paymentDay": 5,
        "paymentMethod": "DIRECT_DEBIT",
    }  # fmt: skip
    assert found["broker"]["name"] == "Cabinet Rivoli"
    assert found["subscriberKind"] == "SELF_EMPLOYED"
    assert found["member"] == {"number": "100001"}


@pytest.mark.parametrize("number", ["S-200001", "S-999999", "", "S\x00", "S" * 41])
async def test_an_unknown_number_and_a_foreign_one_are_alike_null(hub: HubClient, number: str) -> None:
    for query in (CONTRACT, "query($number: String!) { member(number: $number) { id } }"):
        answer = await hub.ask(query, as_="other-member", number=number)
        assert answer.errors == []
        assert list(answer.data.values()) == [None]
    assert (await hub.ask(CONTRACT, number=number)).data == {"contract": None}


async def test_a_household_is_read_by_its_number_by_who_may_see_it(
    hub: HubClient, database: Database
) -> None:
    query = 'query { member(number: "100001") { lastName } }'
    for persona in READERS:
        assert (await hub.ask(query, as_=persona)).data == {"member": {"lastName": "Martin"}}
    other = await second_broker(database)
    assert (await hub.ask(query, as_=other)).data == {"member": None}
    assert await ask(hub, other) is None


async def test_a_covered_person_does_not_see_a_contract_that_does_not_cover_them(hub: HubClient) -> None:
    assert await ask(hub, "spouse", "P-300001") is None
    assert (await ask(hub, "member", "P-300001"))["product"]["lineOfBusiness"] == "PROTECTION"


async def test_contracts_are_chosen_by_line_of_business(hub: HubClient) -> None:
    query = "query($line: LineOfBusiness) { me { contracts(lineOfBusiness: $line) { number } } }"
    for line, numbers in (
        ("HEALTH", ["S-200001"]),
        ("PROTECTION", ["P-300001"]),
        (None, ["S-200001", "P-300001"]),
    ):
        found = (await hub.ask(query, as_="member", line=line)).data["me"]["contracts"]
        assert [each["number"] for each in found] == numbers


async def test_the_level_is_that_of_today(hub: HubClient, database: Database) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        await insured.add_level(2, date(2023, 1, 1), date(2024, 1, 1))
        await insured.add_level(3, date(2024, 1, 1), date(2098, 1, 1))
        await insured.add_level(1, date(2098, 1, 1))
    for persona in READERS:
        found = (await hub.ask(PLAN, as_=persona)).data["contract"]
        assert found["plan"] == {"rank": 3, "label": "Niveau 3"}
        assert [each["rank"] for each in found["product"]["plans"]] == [1, 2, 3]


async def test_a_contract_not_begun_has_its_first_level_and_an_ended_one_its_last(
    hub: HubClient, database: Database
) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        await insured.add_level(2, date(2097, 1, 1), date(2098, 1, 1))
        await insured.add_level(3, date(2098, 1, 1))
    assert (await hub.ask(PLAN, as_="member")).data["contract"]["plan"]["rank"] == 2
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner, "S-200002")
        await insured.add_level(4, date(2024, 1, 1), date(2024, 2, 1))
        await insured.add_level(5, date(2024, 2, 1), date(2024, 3, 1))
    query = '{ contract(number: "S-200002") { plan { rank } } }'
    assert (await hub.ask(query, as_="other-member")).data["contract"]["plan"]["rank"] == 5


async def test_a_product_without_levels_has_a_contract_without_one(hub: HubClient) -> None:
    found = await ask(hub, "member", "P-300001")
    assert (found["plan"], found["product"]["plans"]) == (None, [])


@pytest.mark.parametrize(
    ("frequency", "yearly"),
    [("MONTHLY", "120.36"), ("QUARTERLY", "40.12"), ("HALF_YEARLY", "20.06"), ("YEARLY", "10.03")],
)
async def test_a_year_costs_as_many_premiums_as_are_paid_in_it(
    hub: HubClient, database: Database, frequency: str, yearly: str
) -> None:
    async with as_the_owner(database) as owner:
        await owner.execute(
            update(ContractRow)
            .where(ContractRow.number == "S-200001")
            .values(premium_amount=Decimal("10.03"), premium_frequency=frequency)
        )
    assert (await ask(hub, "member"))["premium"]["yearlyAmount"] == yearly


async def test_a_broker_is_found_again_by_its_clients_by_itself_and_by_agents_only(
    hub: HubClient, database: Database
) -> None:
    broker = (await ask(hub, "member"))["broker"]
    query = "query($id: ID!) { node(id: $id) { ... on Broker { name } } }"
    for persona in (*READERS, "other-member"):
        found = await hub.ask(query, as_=persona, id=broker["id"])
        assert found.data == {"node": {"name": "Cabinet Rivoli"}}
    assert (await hub.ask(query, as_=await second_broker(database), id=broker["id"])).data == {"node": None}
    async with as_the_owner(database) as owner:
        await owner.execute(update(ContractRow).where(ContractRow.member_id == 1).values(broker_id=None))
    assert (await hub.ask(query, as_="member", id=broker["id"])).data == {"node": None}


async def test_what_a_broker_tells_of_itself_is_shown_to_its_clients(
    hub: HubClient, database: Database
) -> None:
    async with as_the_owner(database) as owner:
        await owner.execute(
            update(BrokerRow).values(email="c@example.org", phone="0639980001", orias="07000000")
        )
    broker = (await ask(hub, "spouse"))["broker"]
    assert (broker["email"], broker["phone"], broker["orias"]) == ("c@example.org", "0639980001", "07000000")


Statements = Callable[[], AbstractContextManager[list[str]]]
PORTFOLIO = """{ members(first: 30) { edges { node { address { city } bankAccounts { usage mandate { umr } }
  accountant { firm contracts { number } } features { code }
  contracts { plan { rank } product { plans { rank } } premium { amount } broker { name } features { code }
    guarantees { label } paymentSchedule { total installments { amount } } thirdPartyCard { people { firstName } }
    levelChange { eligible broker { name } }
    beneficiaries { nirMasked address { city } teletransmission { status } allowances { code } } } } } } }"""


@pytest.mark.parametrize("persona", ["agent", "broker"])
async def test_many_contracts_are_read_with_as_many_statements_as_few(
    executor: HubClient, database: Database, agent: Actor, statements: Statements, persona: str
) -> None:
    identity = await executor.identity(persona)
    with statements() as few:
        await executor.ask(PORTFOLIO, as_=identity)
    broker_id = (await executor.identity("broker")).capacities[0].broker_id
    async with transaction(database, agent, date(2026, 1, 1)) as tx:
        for number in range(101000, 101020):
            await household_open(tx, a_household(str(number), health_at=broker_id, protection_at=broker_id))
    with statements() as many:
        answer = await executor.ask(PORTFOLIO, as_=identity)
    assert answer.errors == []
    assert len(answer.data["members"]["edges"]) == 28
    assert len(many) == len(few)


async def test_each_broker_of_a_household_sees_what_hangs_on_their_own_contract(
    hub: HubClient, database: Database, agent: Actor
) -> None:
    other = await second_broker(database)
    mine = (await hub.identity("broker")).capacities[0].broker_id
    theirs = other.capacities[0].broker_id
    async with transaction(database, agent, date(2026, 1, 1)) as tx:
        await household_open(tx, a_household("101000", health_at=mine, protection_at=theirs))
    query = """{ member(number: "101000") { contracts { number product { code } premium { amount }
      broker { name } levelChange { eligible broker { name } } } } }"""
    for persona, number, name in (
        ("broker", "S-101000", "Cabinet Rivoli"),
        (other, "P-101000", "Cabinet Lafayette"),
    ):
        answer = await hub.ask(query, as_=persona)
        assert answer.errors == []
        (found,) = answer.data["member"]["contracts"]
        assert (found["number"], found["broker"]["name"]) == (number, name)
        assert found["levelChange"]["broker"]["name"] == name


@pytest.mark.parametrize("number", ["\ud800", "a\x00b", "a\nb", "1" * 41])
def test_what_no_number_can_be_is_never_sent_to_the_database(number: str) -> None:
    assert contract_number(number).parameters == member_number(number).parameters == {"given_number": ""}
