"""Services and partners, which come with contracts in force."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from sqlalchemy import select, update

from models.contracts import ContractRow
from models.partners import PartnerRow, ServiceRow
from models.products import ProductRow
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from tests.api.published import name_for_product, publish
from tests.hub_client import HubClient

PERSONAS = ("member", "spouse", "other-member", "broker", "agent")
NODE = "query($id: ID!) { node(id: $id) { id } }"


async def partners(hub: HubClient, as_: str | None = "member", search: str | None = None) -> list[str]:
    answer = await hub.ask(
        "query($search: String) { partners(search: $search) { name } }", as_=as_, search=search
    )
    assert answer.errors == []
    return [each["name"] for each in answer.data["partners"]]


async def services(hub: HubClient, as_: str | None = "member") -> list[str]:
    answer = await hub.ask("{ services { title } }", as_=as_)
    assert answer.errors == []
    return [each["title"] for each in answer.data["services"]]


async def product(database: Database, code: str) -> int:
    async with as_owner(database.addresses) as owner:
        key = await owner.scalar(select(ProductRow.product_id).where(ProductRow.code == code))
    assert key is not None
    return key


async def end_protection(database: Database, member: Actor, **columns: object) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(
            update(ContractRow)
            .where(ContractRow.member_id == member.member_id, ContractRow.line_of_business == "PROTECTION")
            .values(**columns)
        )


async def test_services_and_partners_are_for_the_lines_of_business_that_one_is_covered_in(
    hub: HubClient, database: Database
) -> None:
    for audience in ("ALL", "HEALTH", "PROTECTION"):
        await publish(database, ServiceRow, audience, audience=audience)
        await publish(database, PartnerRow, audience, audience=audience)
    everything = ["ALL", "HEALTH", "PROTECTION"]
    expected = {
        "member": everything,
        "spouse": ["ALL", "HEALTH"],
        "other-member": ["ALL", "HEALTH"],
        "broker": everything,
        "agent": everything,
    }
    assert {each: await services(hub, as_=each) for each in PERSONAS} == expected
    assert {each: await partners(hub, as_=each) for each in PERSONAS} == expected
    assert await services(hub, as_=None) == await partners(hub, as_=None) == []


async def test_a_partner_of_some_products_is_for_who_has_one_of_them(
    hub: HubClient, database: Database
) -> None:
    key = await publish(database, PartnerRow, "Assistance")
    await name_for_product(database, key, await product(database, "PREVOYANCE_TNS"))
    seen = {each: await partners(hub, as_=each) for each in PERSONAS}
    assert [each for each, names in seen.items() if names == ["Assistance"]] == ["member", "broker", "agent"]
    ids = (await hub.ask("{ partners { id } }", as_="agent")).data["partners"]
    assert (await hub.ask(NODE, as_="spouse", id=ids[0]["id"])).data == {"node": None}
    assert (await hub.ask(NODE, as_="member", id=ids[0]["id"])).data == {"node": ids[0]}
    await name_for_product(database, key, await product(database, "SANTE_PRO"))
    assert await partners(hub, as_="spouse") == ["Assistance"]


@pytest.mark.parametrize(
    ("columns", "seen"),
    [
        ({"status": "SUSPENDED"}, True),
        ({"end_date": date(2999, 1, 1)}, True),
        ({"status": "TERMINATED", "end_date": date(2025, 1, 1)}, False),
        ({"end_date": date(2025, 1, 1)}, False),
        ({"start_date": date(2999, 1, 1)}, False),
        ({"status": "PROPOSAL"}, False),
    ],
)
async def test_what_comes_with_a_contract_goes_with_it(
    hub: HubClient, database: Database, member: Actor, columns: dict[str, object], seen: bool
) -> None:
    await publish(database, ServiceRow, "Service", audience="PROTECTION")
    await publish(database, PartnerRow, "De la branche", audience="PROTECTION")
    key = await publish(database, PartnerRow, "Du produit")
    await name_for_product(database, key, await product(database, "PREVOYANCE_TNS"))
    await end_protection(database, member, **columns)
    assert await services(hub) == (["Service"] if seen else [])
    assert await partners(hub) == (["De la branche", "Du produit"] if seen else [])


async def test_what_is_not_shown_is_hidden_from_everybody(hub: HubClient, database: Database) -> None:
    await publish(database, ServiceRow, "Caché", is_shown=False)
    await publish(database, PartnerRow, "Caché", is_shown=False)
    assert await services(hub, as_="agent") == await partners(hub, as_="agent") == []


async def test_they_stand_in_their_editors_order_and_partners_are_searched(
    hub: HubClient, database: Database
) -> None:
    for position, name in ((2, "Trois"), (1, "Un"), (1, "Deux étoiles")):
        await publish(database, ServiceRow, name, position=position)
        await publish(database, PartnerRow, name, position=position)
    assert await services(hub) == await partners(hub) == ["Un", "Deux étoiles", "Trois"]
    assert await partners(hub, search="ETOI deux") == ["Deux étoiles"]
    assert await partners(hub, search="toiles") == []
    assert await partners(hub, search=" ") == ["Un", "Deux étoiles", "Trois"]


async def test_too_long_a_search_is_named(hub: HubClient) -> None:
    answer = await hub.ask("query($s: String) { partners(search: $s) { id } }", as_="member", s="a" * 101)
    assert answer.errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "search"}


async def test_a_partner_says_how_to_reach_them_and_a_service_where_it_is(
    hub: HubClient, database: Database
) -> None:
    reached = {"phone": "01 99 00 00 00", "hours": "24 h/24", "email": "a@example.org",
               "url": "https://example.org/a", "identification": "Numéro de la carte"}  # fmt: skip
    await publish(database, PartnerRow, "Assistance", **reached)
    await publish(database, ServiceRow, "CARTE", url="/carte")
    answer = await hub.ask(
        """{ partners { name kind description phone hours email url identification }
             services { code title description url } }""",
        as_="member",
    )
    assert answer.data == {
        "partners": [{"name": "Assistance", "kind": "ASSISTANCE", "description": "À domicile.", **reached}],
        "services": [{"code": "CARTE", "title": "CARTE", "description": "Un service.", "url": "/carte"}],
    }


async def test_each_list_is_one_statement_however_long(
    executor: HubClient, database: Database, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    identity = await executor.identity("member")
    for number in range(15):
        await publish(database, PartnerRow, f"{number}")
        await publish(database, ServiceRow, f"{number}")
    with statements() as ran:
        answer = await executor.ask("{ partners { name kind } services { title } }", as_=identity)
    assert len(answer.data["partners"]) == len(answer.data["services"]) == 15
    assert len(ran) == 2
