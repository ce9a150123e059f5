"""Lines of reimbursement: who sees which, how they are chosen and ordered, and what they add up to."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from runtime.actor import Actor
from runtime.database import Database
from tests.hub_client import HubClient
from tests.lines import add_lines

LINES = """query($filter: ReimbursementFilter, $orderBy: ReimbursementOrder, $first: Int, $after: String,
                 $last: Int, $before: String) {
  me { reimbursements(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last,
                      before: $before) {
    totalCount totals { spent complementaryPaid remaining }
    pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    edges { cursor node { id detail paidOn complementaryPaid status beneficiary { firstName }
      careDate label category family professional spent reimbursementBase socialSecurityPaid flatContribution
      deductible otherPaid remaining payee source quantity statement { number } reverses { id }
      reversedBy { id } act { code } explanation { label } contract { number } } } } } }"""

HIDDEN = [
    "careDate", "label", "category", "family", "professional", "spent", "reimbursementBase", "act", "payee",
    "socialSecurityPaid", "flatContribution", "deductible", "otherPaid", "remaining", "source", "quantity",
    "statement", "reverses", "reversedBy", "explanation",
]  # fmt: skip


@pytest.fixture
async def lines(database: Database, member: Actor) -> list[int]:
    """Six lines: of the holder, of the spouse, who has not shared, and of a minor child."""
    return await add_lines(
        database,
        member.member_id,
        {"who": "Camille", "paid_on": date(2026, 5, 8)},
        {"who": "Camille", "label": "Détartrage", "search": "detartrage", "category": "DENTAL",
         "family": "DENTAL_CARE", "care_date": date(2026, 3, 1), "paid_on": date(2026, 6, 1),
         "spent": Decimal("43.38"), "social_security_paid": Decimal("26.03"),
         "complementary_paid": Decimal("17.35"), "flat_contribution": Decimal(0), "remaining": Decimal(0)},
        {"who": "Dominique", "paid_on": date(2026, 5, 20), "label": "Lentilles", "search": "lentilles",
         "category": "OPTICAL", "family": "CONTACT_LENSES", "spent": Decimal("100.00"),
         "social_security_paid": Decimal(0), "complementary_paid": Decimal("60.00"),
         "flat_contribution": Decimal(0), "remaining": Decimal("40.00")},
        {"who": "Dominique", "payee": "PROFESSIONAL"},
        {"who": "Noé", "paid_on": date(2026, 4, 2), "care_date": date(2026, 3, 28)},
        {"who": "Noé"},
    )  # fmt: skip


async def ask(hub: HubClient, persona: str, **variables: Any) -> Any:
    answer = await hub.ask(LINES, as_=persona, **variables)
    assert answer.errors == []
    return answer.data["me"]["reimbursements"]


def who(page: Any) -> list[str]:
    return [edge["node"]["beneficiary"]["firstName"] for edge in page["edges"]]


@pytest.mark.usefixtures("lines")
async def test_not_paid_yet_comes_first_and_then_the_last_paid(hub: HubClient) -> None:
    page = await ask(hub, "member")
    paid = [edge["node"]["paidOn"] for edge in page["edges"]]
    assert paid == [None, None, "2026-06-01", "2026-05-20", "2026-05-08", "2026-04-02"]
    assert page["totalCount"] == 6


@pytest.mark.usefixtures("lines")
async def test_of_an_adult_who_has_not_shared_the_holder_sees_amounts_only(hub: HubClient) -> None:
    page = await ask(hub, "member")
    theirs = [
        edge["node"] for edge in page["edges"] if edge["node"]["beneficiary"]["firstName"] == "Dominique"
    ]
    assert [node["detail"] for node in theirs] == ["AMOUNTS_ONLY", "AMOUNTS_ONLY"]
    assert {node[name] for node in theirs for name in HIDDEN} == {None}
    assert [node["complementaryPaid"] for node in theirs] == ["9.00", "60.00"]
    assert all(node["contract"]["number"] == "S-200001" for node in theirs)
    others = [
        edge["node"] for edge in page["edges"] if edge["node"]["beneficiary"]["firstName"] != "Dominique"
    ]
    assert all(node["detail"] == "FULL" and node["spent"] for node in others)


@pytest.mark.usefixtures("lines")
async def test_what_is_shared_is_seen_in_full_at_once_and_hidden_again_at_once(hub: HubClient) -> None:
    share = "mutation($given: Boolean!) { sharingSet(input: {given: $given}) { done } }"
    for given, level in ((True, {"FULL"}), (False, {"FULL", "AMOUNTS_ONLY"})):
        await hub.ask(share, as_="spouse", given=given)
        page = await ask(hub, "member")
        assert {edge["node"]["detail"] for edge in page["edges"]} == level


@pytest.mark.usefixtures("lines")
async def test_a_covered_person_sees_their_own_lines_in_full_and_no_others(hub: HubClient) -> None:
    page = await ask(hub, "spouse")
    assert who(page) == ["Dominique", "Dominique"]
    assert {edge["node"]["detail"] for edge in page["edges"]} == {"FULL"}
    assert page["totals"] == {"spent": "130.00", "complementaryPaid": "69.00", "remaining": "42.00"}


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize(
    ("wanted", "seen"),
    [
        ({"category": ["OPTICAL"]}, []),
        ({"category": ["DENTAL", "OPTICAL"]}, ["Camille"]),
        ({"family": ["CONTACT_LENSES"]}, []),
        ({"payee": "PROFESSIONAL"}, []),
        ({"payee": "MEMBER"}, ["Noé", "Camille", "Camille", "Noé"]),
        ({"search": "lent"}, []),
        ({"search": "DÉTART"}, ["Camille"]),
        ({"search": "bern consul"}, ["Noé", "Camille", "Noé"]),
        ({"search": "ern"}, []),
        ({"search": "%"}, []),
        ({"careDate": {"from": "2026-05-02"}}, ["Noé", "Camille"]),
        ({"careDate": {"to": "2026-03-28"}}, ["Camille", "Noé"]),
        ({"spent": {"min": "43.38"}}, ["Camille"]),
        ({"spent": {"max": "30"}}, ["Noé", "Camille", "Noé"]),
        ({"paidOn": {"from": "2026-05-08", "to": "2026-05-20"}}, ["Dominique", "Camille"]),
        ({"status": ["PENDING"]}, ["Noé", "Dominique"]),
        ({"status": []}, []),
        ({}, ["Noé", "Dominique", "Camille", "Dominique", "Camille", "Noé"]),
        (None, ["Noé", "Dominique", "Camille", "Dominique", "Camille", "Noé"]),
    ],
)
async def test_a_filter_on_what_is_hidden_is_never_met_by_a_line_seen_in_part(
    hub: HubClient, wanted: Any, seen: list[str]
) -> None:
    page = await ask(hub, "member", filter=wanted)
    assert who(page) == seen
    assert page["totalCount"] == len(seen)


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize(
    ("order", "seen"),
    [
        ("PAID_ON_ASC", ["Noé", "Camille", "Dominique", "Camille", "Dominique", "Noé"]),
        ("CARE_DATE_ASC", ["Camille", "Noé", "Camille", "Noé"]),
        ("CARE_DATE_DESC", ["Noé", "Camille", "Noé", "Camille"]),
        ("SPENT_DESC", ["Camille", "Noé", "Noé", "Camille"]),
        ("SPENT_ASC", ["Camille", "Noé", "Noé", "Camille"]),
        ("COMPLEMENTARY_PAID_DESC", ["Dominique", "Camille", "Noé", "Noé", "Dominique", "Camille"]),
    ],
)
async def test_an_order_by_what_is_hidden_lists_only_what_is_seen_in_full(
    hub: HubClient, order: str, seen: list[str]
) -> None:
    page = await ask(hub, "member", orderBy=order)
    assert who(page) == seen
    assert page["totalCount"] == len(seen)


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize("backward", [False, True], ids=["forwards", "backwards"])
@pytest.mark.parametrize("order", ["PAID_ON_DESC", "PAID_ON_ASC", "SPENT_DESC", "COMPLEMENTARY_PAID_ASC"])
async def test_the_pages_of_every_order_make_up_the_whole_list(
    hub: HubClient, order: str, backward: bool
) -> None:
    whole = [edge["node"]["id"] for edge in (await ask(hub, "member", orderBy=order))["edges"]]
    found: list[str] = []
    size, place = ("last", "before") if backward else ("first", "after")
    cursor = None
    for _ in range(4):
        page = await ask(hub, "member", orderBy=order, **{size: 2, place: cursor})
        ids = [edge["node"]["id"] for edge in page["edges"]]
        found = ids + found if backward else found + ids
        if not page["pageInfo"]["hasPreviousPage" if backward else "hasNextPage"]:
            break
        cursor = page["pageInfo"]["startCursor" if backward else "endCursor"]
    assert found == whole


@pytest.mark.usefixtures("lines")
async def test_a_cursor_of_one_order_is_refused_by_another(hub: HubClient) -> None:
    cursor = (await ask(hub, "member", first=1))["pageInfo"]["endCursor"]
    answer = await hub.ask(LINES, as_="member", after=cursor, orderBy="CARE_DATE_DESC")
    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["argument"] == "after"


@pytest.mark.usefixtures("lines")
async def test_totals_leave_out_what_is_hidden_and_follow_the_filter(hub: HubClient) -> None:
    page = await ask(hub, "member")
    assert page["totals"] == {"spent": "133.38", "complementaryPaid": "113.35", "remaining": "6.00"}
    page = await ask(hub, "member", filter={"category": ["DENTAL"]})
    assert page["totals"] == {"spent": "43.38", "complementaryPaid": "17.35", "remaining": "0.00"}


@pytest.mark.usefixtures("lines")
async def test_a_filter_by_beneficiary_takes_ids_of_beneficiaries_only(hub: HubClient, member: Actor) -> None:
    people = "{ me { id beneficiaries { id firstName contract { lineOfBusiness } } } }"
    me = (await hub.ask(people, as_="member")).data["me"]
    ids = {
        each["firstName"]: each["id"]
        for each in me["beneficiaries"]
        if each["contract"]["lineOfBusiness"] == "HEALTH"
    }
    wanted = {"beneficiaryIds": [ids["Noé"], ids["Dominique"]]}
    assert who(await ask(hub, "member", filter=wanted)) == ["Noé", "Dominique", "Dominique", "Noé"]
    assert await ask(hub, "spouse", filter={"beneficiaryIds": [ids["Noé"]]}) | {"pageInfo": 0} == {
        "totalCount": 0,
        "totals": {"spent": "0.00", "complementaryPaid": "0.00", "remaining": "0.00"},
        "pageInfo": 0,
        "edges": [],
    }
    for bad in (me["id"], "bnf_", "Noé"):
        answer = await hub.ask(LINES, as_="member", filter={"beneficiaryIds": [bad]})
        assert answer.codes == ["BAD_USER_INPUT"]
        assert answer.errors[0]["extensions"]["argument"] == "filter.beneficiaryIds"


@pytest.mark.parametrize(
    ("wanted", "argument"),
    [
        ({"careDate": {"from": "2026-05-02", "to": "2026-05-01"}}, "filter.careDate"),
        ({"paidOn": {"from": "2026-05-02", "to": "2026-05-01"}}, "filter.paidOn"),
        ({"spent": {"min": "2.00", "max": "1.99"}}, "filter.spent"),
        ({"search": "a" * 101}, "filter.search"),
    ],
)
async def test_a_filter_that_cannot_be_worked_with_is_named(
    hub: HubClient, wanted: Any, argument: str
) -> None:
    answer = await hub.ask(LINES, as_="member", filter=wanted)
    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["argument"] == argument


@pytest.mark.usefixtures("lines")
async def test_a_broker_sees_no_line_not_even_their_number(hub: HubClient) -> None:
    query = """{ members { edges { node { reimbursements { totalCount totals { spent } edges { cursor } }
                 statements { totalCount edges { cursor } }
                 beneficiaries { reimbursements { totalCount } } } } } }"""
    answer = await hub.ask(query, as_="broker")
    assert answer.errors == []
    for edge in answer.data["members"]["edges"]:
        node = edge["node"]
        assert node["reimbursements"] == {"totalCount": 0, "totals": {"spent": "0.00"}, "edges": []}
        assert node["statements"] == {"totalCount": 0, "edges": []}
        assert {each["reimbursements"]["totalCount"] for each in node["beneficiaries"]} == {0}


async def test_a_line_and_the_one_that_takes_it_back_name_each_other(
    hub: HubClient, database: Database, member: Actor
) -> None:
    (paid,) = await add_lines(database, member.member_id, {"who": "Camille", "paid_on": date(2026, 5, 8)})
    back = {name: -value for name, value in (("spent", 30), ("social_security_paid", 19))}
    back |= {"flat_contribution": -2, "complementary_paid": -9, "remaining": -2, "reverses_id": paid}
    await add_lines(database, member.member_id, {"who": "Camille", **back})
    query = "{ me { reimbursements { edges { node { spent reverses { spent } reversedBy { spent } } } } } }"
    edges = (await hub.ask(query, as_="member")).data["me"]["reimbursements"]["edges"]
    assert [edge["node"] for edge in edges] == [
        {"spent": "-30.00", "reverses": {"spent": "30.00"}, "reversedBy": None},
        {"spent": "30.00", "reverses": None, "reversedBy": {"spent": "-30.00"}},
    ]


Statements = Callable[[], AbstractContextManager[list[str]]]
NESTED = """{ me { beneficiaries { reimbursements(first: 2, filter: {status: [PENDING, PAID]}) { totalCount
    totals { spent } edges { node { contract { number } statement { total reimbursements { totalCount } } } } } } } }"""


async def test_pages_of_many_parents_are_read_with_one_statement(
    executor: HubClient, database: Database, member: Actor, statements: Statements
) -> None:
    paid = {"paid_on": date(2026, 5, 8)}
    await add_lines(database, member.member_id, {"who": "Camille", **paid})
    with statements() as few:
        await executor.ask(NESTED, as_="member")
    again = [{"who": name, **paid} for name in ("Camille", "Dominique", "Noé", "Léa") for _ in range(4)]
    for line in again:
        await add_lines(database, member.member_id, {**line, "paid_on": date(2026, 6, 1 + again.index(line))})
    with statements() as many:
        answer = await executor.ask(NESTED, as_="member")
    assert answer.errors == []
    pages = [each["reimbursements"] for each in answer.data["me"]["beneficiaries"]]
    assert [(page["totalCount"], len(page["edges"])) for page in pages][:2] == [(5, 2), (4, 2)]
    assert len(few) == len(many)


@pytest.mark.usefixtures("lines")
async def test_totals_and_counts_cost_nothing_when_nobody_asks(
    executor: HubClient, statements: Statements
) -> None:
    query = "{ me { reimbursements { edges { node { label } } } } }"
    with statements() as ran:
        await executor.ask(query, as_="member")
    assert len(ran) == 2
    assert not any(word in ran[1] for word in ("count(", "sum("))
