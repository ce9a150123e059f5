"""Every root field, with its arguments, for everybody who may ask it, about one household of a database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLField, get_named_type, is_leaf_type, is_required_argument
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from loaders import selects
from planner.declarations import plain
from planner.global_id import encode
from runtime.actor import Actor, Role
from runtime.tokens import Identity
from schema.procedure_enums import ProcedureOrder
from schema.reimbursement_enums import ReimbursementOrder
from tests.capacities import put_capacity
from tests.visibility.conftest import CATALOG, SCHEMA
from tests.visibility.walk import node_types, selection

A_HOUSEHOLD = """
    SELECT m.member_id, m.number, m.sort_name, holder.person_id AS holder_id, spouse.person_id AS spouse_id,
        c.number AS contract, c.contract_id, c.broker_id, p.reference, cov.coverage_id
    FROM coverages cov
    JOIN people spouse ON spouse.person_id = cov.person_id AND NOT spouse.is_holder
    JOIN people holder ON holder.member_id = cov.member_id AND holder.is_holder
    JOIN members m ON m.member_id = cov.member_id
    JOIN contracts c ON c.contract_id = cov.contract_id
    JOIN member_brokers b ON b.member_id = c.member_id AND b.broker_id = c.broker_id AND b.valid_to IS NULL
    JOIN procedures p ON p.contract_id = c.contract_id
    WHERE cov.relation = 'SPOUSE' ORDER BY m.member_id LIMIT 1"""
A_FEW = 10
"""Ids that the planner still takes."""
NUMBERS = re.compile(r"totalCount|totals \{[^{}]*\}")
"""Written down for whom they are of, where brokers and agents ask: then the executor answers."""
OF_THE_ACCOUNT = re.compile(r"(sessions|profile) \{[^{}]*(\{[^{}]*\}[^{}]*)*\}")
"""Read by who speaks for the account, whom the planner does not know."""

HOUSEHOLDS = (
    "lineOfBusiness: [PROTECTION]", "contractStatus: [SUSPENDED]",
    'level: {product: "SANTE_PRO"}', 'level: {product: "SANTE_PRO", rank: 3}', "inArrears: true", "inArrears: false",
)  # fmt: skip
LINES = (
    "category: [DENTAL]", "family: [SPECIALIST]", "status: [PAID]", "payee: MEMBER", 'search: "cons"',
    'careDate: {from: "2026-05-01"}', 'paidOn: {from: "2026-05-01", to: "2026-06-30"}', 'spent: {min: "20"}',
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    name: str
    query: str
    variables: dict[str, Any]


@dataclass(frozen=True)
class Household:
    """Its row, and the ids of some nodes: its own, and public ones."""

    row: Any
    ids: dict[str, list[str]]
    broker: Actor
    """Who acts for the firm that follows it: what they see depends on that they do."""

    @property
    def readers(self) -> dict[str, Identity]:
        row = self.row
        actors = {
            "member": Actor(Role.MEMBER, 1, 1, "", row.member_id, row.holder_id),
            "beneficiary": Actor(Role.BENEFICIARY, 1, 1, "", row.member_id, row.spouse_id),
            "broker": self.broker,
            "agent": Actor(Role.AGENT, 1, 1, ""),
        }
        return {name: Identity(actor.account_id, name, (actor,)) for name, actor in actors.items()}


async def a_household(owner: AsyncConnection) -> Household:
    """One with a spouse, a broker who follows it and a démarche."""
    row = (await owner.execute(text(A_HOUSEHOLD))).one()
    ids: dict[str, list[str]] = {}
    for kind in node_types(SCHEMA._schema):
        rows = CATALOG.named(kind.name).rows
        keys = select(*(plain(part).label(selects.label(part)) for part in rows.key)).limit(A_FEW)
        if "member_id" in rows.table.c:
            keys = keys.where(rows.table.c.member_id == row.member_id)
        found = (await owner.execute(keys)).all()
        ids[kind.name] = [encode(rows, list(each)) for each in found]
    broker = Actor(Role.BROKER, 1, 1, "", broker_id=row.broker_id)
    return Household(row, ids, await put_capacity(owner, broker, "courtier-of-the-test@example.org"))


def questions(household: Household, reader: str) -> Iterator[Question]:
    """By both ways: each of them once without the numbers that keep it from the planner."""
    for each in _questions(household, reader):
        yield each
        if each.name == "viewer":
            yield replace(each, name="viewer, without the account", query=OF_THE_ACCOUNT.sub("", each.query))
        without = NUMBERS.sub("", each.query)
        if reader in ("broker", "agent") and without != each.query:
            yield replace(each, name=f"{each.name}, without numbers", query=without)


def _questions(household: Household, reader: str) -> Iterator[Question]:
    yield from _roots()
    row = household.row
    for name, argument, value in (
        ("member", "number", row.number),
        ("contract", "number", row.contract),
        ("procedure", "reference", row.reference),
    ):
        asked = selection(_kind(name))
        yield Question(name, f"query($of: String!) {{ {name}({argument}: $of) {asked} }}", {"of": value})
    yield from _worked_out(household)
    for kind in node_types(SCHEMA._schema):
        query = f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {kind.name} {selection(kind)} }} }}"
        yield Question(f"nodes of {kind.name}", query, {"ids": household.ids[kind.name]})
    if reader in ("broker", "agent"):
        yield from _lists(household)
    else:
        yield from _of_household(household)


def _roots() -> Iterator[Question]:
    assert SCHEMA._schema.query_type is not None
    for name, field in SCHEMA._schema.query_type.fields.items():
        if not any(is_required_argument(each) for each in field.args.values()):
            arguments = ["first: 3"] if "first" in field.args else []
            if name == "hospitals":
                arguments.append('search: "cl"')
            given = f"({', '.join(arguments)})" if arguments else ""
            yield Question(name, f"{{ {name}{given}{_selected(field)} }}", {})


def _worked_out(household: Household) -> Iterator[Question]:
    person, contract = household.ids["Beneficiary"][0], household.ids["Contract"][0]
    line = '[{family: SPECIALIST, price: "60.00"}]'
    for name, arguments in (
        ("estimate", f'input: {{beneficiaryId: "{person}", careDate: "2026-05-15", lines: {line}}}'),
        ("whatIf", f'contractId: "{contract}", level: 2'),
        (
            "sendingInstructions",
            "coveredBySocialSecurity: true, teletransmission: false, thirdPartyPayment: true",
        ),
    ):
        yield Question(name, f"{{ {name}({arguments}) {selection(_kind(name))} }}", {})


def _selected(field: GraphQLField) -> str:
    kind = get_named_type(field.type)
    if is_leaf_type(kind):
        return ""
    if not kind.name.endswith("Connection"):
        return f" {selection(kind)}"
    node = get_named_type(get_named_type(kind.fields["edges"].type).fields["node"].type)
    return f" {{ totalCount edges {{ node {selection(node)} }} }}"


def _kind(name: str) -> Any:
    assert SCHEMA._schema.query_type is not None
    return get_named_type(SCHEMA._schema.query_type.fields[name].type)


def _lists(household: Household) -> Iterator[Question]:
    row = household.row
    first, *others = row.sort_name.split()
    small = "totalCount edges { cursor node { id } }"
    for name, arguments in (
        ("search", f'search: "{first[:3]}"'),
        ("search of words", f'search: "{first[:4]} {(others or [first])[0][:1]}"'),
        ("search of a number", f'search: "{row.number}"'),
        *((f"filter {each}", f"filter: {{{each}}}") for each in HOUSEHOLDS),
    ):
        yield Question(f"members, {name}", f"{{ members({arguments}) {{ {small} }} }}", {})
        yield Question(f"members, {name}, last", f"{{ members({arguments}, last: 2) {{ {small} }} }}", {})
    for name, arguments in _procedures(household):
        yield Question(f"procedures, {name}", f"{{ procedures({arguments}) {{ {small} }} }}", {})


def _of_household(household: Household) -> Iterator[Question]:
    small = "totalCount edges { cursor node { id } }"
    for name, arguments in _procedures(household):
        yield Question(f"me.procedures, {name}", f"{{ me {{ procedures({arguments}) {{ {small} }} }} }}", {})
    for name, arguments in (
        *((each, f"filter: {{{each}}}") for each in LINES),
        *((each.name, f"orderBy: {each.name}") for each in ReimbursementOrder),
    ):
        asked = f"reimbursements({arguments}) {{ {small} totals {{ complementaryPaid spent }} }}"
        query = f"{{ me {{ {asked} beneficiaries {{ {asked} }} }} }}"
        yield Question(f"me.reimbursements, {name}", query, {})


def _procedures(household: Household) -> Iterator[tuple[str, str]]:
    contract = household.ids["Contract"][0]
    beneficiary = household.ids["Beneficiary"][0]
    for each in (
        "kind: [ADDRESS_CHANGE]",
        "status: [SUBMITTED, IN_REVIEW]",
        'submitted: {from: "2026-05-01", to: "2026-05-31"}',
        f'contractId: "{contract}"',
        f'beneficiaryIds: ["{beneficiary}"]',
        "takenByMe: true",
        "takenByMe: false",
    ):
        yield each, f"filter: {{{each}}}"
    for order in ProcedureOrder:
        yield order.name, f"orderBy: {order.name}"
        yield f"{order.name}, last", f"orderBy: {order.name}, last: 2"
