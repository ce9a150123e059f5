"""The catalogue of acts and their tariffs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal

import pytest

from actions.personas import PERSONAS
from runtime.database import Database
from tests.api.published import add_act
from tests.hub_client import HubClient

CODES = "query($search: String, $onDate: Date) { acts(search: $search, onDate: $onDate) { edges { node { code } } } }"
ACT = """query($day: Date) { acts { totalCount edges { node {
    id code label nomenclature category family basket flatContribution deductibleKind
    tariffs(onDate: $day) { practitioner validFrom validTo reimbursementBase rate limitPrice source certainty } } } } }"""


async def codes(hub: HubClient, as_: str | None = "member", **arguments: object) -> list[str]:
    answer = await hub.ask(CODES, as_=as_, **arguments)
    assert answer.errors == []
    return [edge["node"]["code"] for edge in answer.data["acts"]["edges"]]


@pytest.fixture
async def catalogue(database: Database) -> None:
    before = {
        "valid_from": date(2023, 1, 1),
        "valid_to": date(2024, 12, 22),
        "reimbursement_base": Decimal("26.50"),
    }
    since = {"valid_from": date(2024, 12, 22), "reimbursement_base": Decimal("30")}
    await add_act(
        database, "G", "Consultation d’un médecin généraliste", before, since, flat_contribution=True
    )
    specialist = {"valid_from": date(2025, 1, 1), "certainty": "K-med"}
    await add_act(
        database,
        "CS",
        "Consultation d’un spécialiste",
        {**specialist, "practitioner": "SECTOR_1", "reimbursement_base": Decimal("26.50")},
        {**specialist, "practitioner": "NON_OPTAM", "reimbursement_base": Decimal("23")},
        family="SPECIALIST",
    )
    await add_act(
        database, "HBLD038", "Couronne céramo-métallique", {"valid_from": date(2025, 1, 1), "limit_price": Decimal("500")},
        nomenclature="CCAM", category="DENTAL", family="DENTAL_PROSTHESIS", basket="FULLY_COVERED",
    )  # fmt: skip
    await add_act(database, "OSTEO", "Ostéopathie", nomenclature="NONE", family="ALTERNATIVE_MEDICINE")


@pytest.mark.usefixtures("catalogue")
async def test_acts_are_listed_by_code_with_all_that_is_known_of_them(hub: HubClient) -> None:
    answer = await hub.ask(ACT, as_="member")
    assert (answer.errors, answer.data["acts"]["totalCount"]) == ([], 4)
    nodes = [edge["node"] for edge in answer.data["acts"]["edges"]]
    assert [node["code"] for node in nodes] == ["CS", "G", "HBLD038", "OSTEO"]
    general = nodes[1]
    assert (general["nomenclature"], general["flatContribution"], general["deductibleKind"]) == (
        "NGAP",
        True,
        None,
    )
    assert [
        (each["validFrom"], each["validTo"], each["reimbursementBase"], each["rate"], each["certainty"])
        for each in general["tariffs"]
    ] == [("2023-01-01", "2024-12-22", "26.50", 0.7, "LAW"), ("2024-12-22", None, "30.00", 0.7, "LAW")]
    assert [each["practitioner"] for each in nodes[0]["tariffs"]] == ["NON_OPTAM", "SECTOR_1"]
    assert [each["certainty"] for each in nodes[0]["tariffs"]] == ["KNOWN", "KNOWN"]
    assert (nodes[2]["basket"], nodes[2]["tariffs"][0]["limitPrice"]) == ("FULLY_COVERED", "500.00")
    assert nodes[3]["tariffs"] == []


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(("day", "base"), [("2024-12-21", "26.50"), ("2024-12-22", "30.00")])
async def test_the_tariff_of_a_day_is_the_one_that_holds_on_it(hub: HubClient, day: str, base: str) -> None:
    answer = await hub.ask(ACT, as_="member", day=day)
    general = answer.data["acts"]["edges"][1]["node"]
    assert [each["reimbursementBase"] for each in general["tariffs"]] == [base]


@pytest.mark.usefixtures("catalogue")
async def test_acts_are_found_by_words_of_their_code_and_label(hub: HubClient) -> None:
    assert await codes(hub, search="CONSULT spec") == ["CS"]
    assert await codes(hub, search="hbld") == ["HBLD038"]
    assert await codes(hub, search="ceramo metal") == ["HBLD038"]
    assert await codes(hub, search="onsultation") == []
    assert await codes(hub, search="  ") == await codes(hub) == ["CS", "G", "HBLD038", "OSTEO"]
    assert await codes(hub, search="%") == []


@pytest.mark.usefixtures("catalogue")
async def test_acts_of_a_day_are_those_with_a_tariff_on_it(hub: HubClient) -> None:
    assert await codes(hub, onDate="2022-12-31") == []
    assert await codes(hub, onDate="2023-01-01") == ["G"]
    assert await codes(hub, onDate="2025-06-01") == ["CS", "G", "HBLD038"]


@pytest.mark.usefixtures("catalogue")
async def test_everybody_who_has_signed_in_sees_the_same_acts(hub: HubClient) -> None:
    for persona in PERSONAS:
        assert await codes(hub, as_=persona) == ["CS", "G", "HBLD038", "OSTEO"]


@pytest.mark.usefixtures("catalogue")
async def test_signed_out_there_are_no_acts(hub: HubClient) -> None:
    id_ = (await hub.ask(ACT, as_="member")).data["acts"]["edges"][0]["node"]["id"]
    assert await codes(hub, as_=None) == []
    assert (await hub.ask("query($id: ID!) { node(id: $id) { id } }", id=id_)).data == {"node": None}
    found = await hub.ask("query($id: ID!) { node(id: $id) { ... on Act { code } } }", as_="broker", id=id_)
    assert found.data == {"node": {"code": "CS"}}


@pytest.mark.usefixtures("catalogue")
async def test_pages_of_acts_go_on_where_the_last_one_ended(hub: HubClient) -> None:
    query = "query($after: String) { acts(first: 3, after: $after) { pageInfo { hasNextPage endCursor } edges { node { code } } } }"
    first = (await hub.ask(query, as_="member")).data["acts"]
    rest = (await hub.ask(query, as_="member", after=first["pageInfo"]["endCursor"])).data["acts"]
    seen = [[edge["node"]["code"] for edge in page["edges"]] for page in (first, rest)]
    assert seen == [["CS", "G", "HBLD038"], ["OSTEO"]]
    assert [page["pageInfo"]["hasNextPage"] for page in (first, rest)] == [True, False]


async def test_acts_and_their_tariffs_are_read_with_as_many_statements_however_many_there_are(
    executor: HubClient, database: Database, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    tariff = {"valid_from": date(2025, 1, 1), "reimbursement_base": Decimal("1")}
    member = await executor.identity("member")
    await add_act(database, "A0", "Acte", tariff)
    with statements() as few:
        assert (await executor.ask(ACT, as_=member, day="2026-01-01")).errors == []
    for number in range(1, 15):
        await add_act(database, f"A{number}", "Acte", tariff)
    with statements() as many:
        answer = await executor.ask(ACT, as_=member, day="2026-01-01")
    assert [len(edge["node"]["tariffs"]) for edge in answer.data["acts"]["edges"]] == [1] * 15
    assert len(many) == len(few) == 3


async def test_a_bad_argument_is_named(hub: HubClient) -> None:
    for arguments, argument in (
        (f'search: "{"a" * 101}"', "search"),
        ('after: "x"', "after"),
        ("first: 101", "first"),
    ):
        answer = await hub.ask(f"{{ acts({arguments}) {{ totalCount }} }}", as_="member")
        assert answer.errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": argument}
