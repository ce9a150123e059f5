"""Operations in which between them all shows that the planner does: with them a fault is looked for first."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from planner.declarations import Page
from tests.both_ways import Asked
from tests.planner.known import pages
from tests.planner.oracle import SEE_MUCH, Oracle
from tests.planner.values import cursors_of

READ = (
    "edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount"
)
LONG = "n" * 63

BY_EVERYBODY = (
    "{ me { contracts { number status product { name } beneficiaries { firstName } } contracts { startDate } } }",
    "{ me { reimbursements(first: 50) { edges { node { spent statement { number } explanation { label } } } } } }",
    "{ me { reimbursements(first: 9, orderBy: PAID_ON_ASC) { edges { node { id contract { number } } } } } }",
    "{ me { reimbursements(first: 50) { edges { node { id contract { number } } } } procedures { totalCount } } }",
    "{ me { procedures { edges { node { submittedAt updatedAt beneficiary { firstName } } } } } }",
    "{ me { beneficiaries { firstName birthDate allowances { label } } accessLog { edges { node { at } } } } }",
    "{ members(first: 1) { pageInfo { hasNextPage } edges { node { number contracts { number } } } } }",
    '{ member(number: "800001") { number contracts { number beneficiaries { firstName birthDate } } } }',
    f"{{ me {{ {LONG}a: number {LONG}b: firstName }} }}",
)
BY_SEVERAL_CAPACITIES = (
    "{ viewer { capacities { role label household { number } } beneficiary { firstName } } }"
)
BY_PROGRAMS = "query($id: ID!) { node(id: $id) { __typename id } }"
"""What their scopes do not reach is not there, and no error: there is an answer that can be wrong."""
WITH_VALUES: tuple[tuple[str, tuple[dict[str, Any], ...]], ...] = (
    (
        "query($a: Boolean!) { me { number @skip(if: $a) firstName @include(if: $a) } }",
        ({"a": True}, {"a": False}),
    ),
    (
        "query($n: Int = 1) { me { reimbursements(first: $n) { edges { node { id } } } } }",
        ({}, {"n": 2}, {"n": None}),
    ),
    (
        "query($d: DateRange) { me { reimbursements(filter: {careDate: $d}) { edges { node { id } } } } }",
        ({"d": {"from": "2026-05-03"}}, {"d": None}, {"d": {"to": "2026-05-03"}}),
    ),
)
OF_EITHER = """query($id: ID!) { node(id: $id) {
  ... on Member { reimbursements(filter: {paidOn: {from: "2000-01-01"}}) { edges { node { id } } } }
  ... on Beneficiary { reimbursements(filter: {paidOn: {from: "2100-01-01"}}) { edges { node { id } } } } } }"""


def looked_for(oracle: Oracle) -> Iterator[tuple[Asked, ...]]:
    """All that is asked with one text comes together, so that a plan that is kept shows what it is."""
    for text, who in product(BY_EVERYBODY, SEE_MUCH):
        yield (Asked(who, text, {}),)
    for who, (identity, _) in oracle.readers.items():
        if len(identity.capacities) > 1:
            yield (Asked(who, BY_SEVERAL_CAPACITIES, {}),)
    programs = [who for who, (_, actor) in oracle.readers.items() if actor.scopes is not None]
    for id_ in [*oracle.known.ids["Contract"], *oracle.known.ids["Procedure"]]:
        yield tuple(Asked(who, BY_PROGRAMS, {"id": id_}) for who in ["broker", *programs, "broker"])
    for (text, values), who in product(WITH_VALUES, SEE_MUCH):
        yield tuple(Asked(who, text, each) for each in values)
    members, people = (oracle.known.ids[each] for each in ("Member", "Beneficiary"))
    for who in SEE_MUCH:
        yield tuple(
            Asked(who, OF_EITHER, {"id": each})
            for pair in zip(members, people, strict=False)
            for each in pair * 2
        )
    yield from _of_pages(oracle)


def _of_pages(oracle: Oracle) -> Iterator[tuple[Asked, ...]]:
    """All pages that go both ways, in all orders, from everywhere."""
    for holder, field, page in pages():
        if holder in ("Query", "Member") and "last" in field:
            name = field.split("(")[0]
            types = {"first": "Int", "last": "Int", "after": "String", "before": "String"}
            for order in page.orders:
                by = f", orderBy: {order.name}" if "orderBy" in field else ""
                inside = f"{name}({', '.join(f'{each}: ${each}' for each in types)}{by}) {{ {READ} }}"
                declared = ", ".join(f"${each}: {kind}" for each, kind in types.items())
                text = f"query({declared}) {{ {inside if holder == 'Query' else f'me {{ {inside} }}'} }}"
                for who in SEE_MUCH if holder == "Member" else ("agent", "broker"):
                    yield tuple(Asked(who, text, each) for each in _ends(oracle, page, order.name))


def _ends(oracle: Oracle, page: Page, order: str) -> Iterator[dict[str, Any]]:
    yield {"first": 2}
    yield {"last": 2}
    found = oracle.known.cursors.get(cursors_of(page, order), [])
    for cursor in found[:: max(1, len(found) // 3)]:
        yield {"first": 2, "after": cursor}
        yield {"first": 5, "before": cursor}
        yield {"last": 2, "before": cursor}
        yield {"last": 5, "after": cursor}
