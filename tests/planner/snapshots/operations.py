"""Small operations, each of which shows one thing that the planner does: their SQL is kept beside this file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.plans import Plans, Ready
from planner.uncovered import Uncovered
from runtime.actor import Role
from schema.build import build, catalog_of, fitting, reading

GUARDIAN = "GUARDIAN"
"""Of a holder: sees as a MEMBER, and is written down."""

READERS: Mapping[str, tuple[Role, bool]] = {
    **{each.value: (each, each not in {Role.MEMBER, Role.BENEFICIARY}) for each in Role},
    GUARDIAN: (Role.MEMBER, True),
}
"""As whom somebody sees, and whether it is written down."""


@dataclass(frozen=True, slots=True)
class Operation:
    name: str
    reader: str
    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)


OPERATIONS = [
    Operation("one_column", "MEMBER", "{ me { number } }"),
    Operation("an_id", "MEMBER", "{ me { id contracts { id } } }"),
    Operation("restricted_column_seen", "MEMBER", "{ me { email } }"),
    Operation("restricted_column_hidden", "BENEFICIARY", "{ me { email number } }"),
    Operation("restricted_in_some_rows", "MEMBER", "{ me { reimbursements(first: 1) { edges { node { label } } } } }"),
    Operation("aliases_and_typename", "MEMBER", "{ a: me { x: number __typename } __typename }"),
    Operation("a_long_name", "MEMBER", "{ me { " + "n" * 64 + ": number } }"),
    Operation("a_fragment_on_node", "MEMBER", "{ me { ... on Node { id } ...F } } fragment F on Member { number }"),
    Operation("skipped", "MEMBER", "query($no: Boolean!) { me { number firstName @skip(if: $no) } }", {"no": True}),
    Operation("an_object_of_nothing", "MEMBER", "{ me { number @skip(if: true) } }"),
    Operation("dates_and_instants", "MEMBER", "{ me { birthDate consents { givenAt endsOn current } } }"),
    Operation("an_amount_and_a_whole_number", "MEMBER", "{ me { contracts { premium { amount paymentDay } } } }"),
    Operation("a_float_and_nulls_of_any", "SERVICE", "{ acts(first: 1) { edges { node { tariffs { rate practitioner } } } } }"),
    Operation("a_list_of_texts", "REPORTING", "{ aids(first: 1) { edges { node { tags } } } }"),
    Operation("a_computed_field", "MEMBER", "{ me { contracts { plan { label } } } }"),
    Operation("a_computed_field_hidden", "BENEFICIARY", "{ me { procedures(first: 1) { edges { node { title stage } } } } }"),
    Operation("an_edge_to_one", "MEMBER", "{ me { contracts { broker { name } } } }"),
    Operation("an_edge_that_must_be", "MEMBER", "{ me { contracts { product { code } } } }"),
    Operation("an_edge_to_nothing_for_a_role", "BROKER", '{ member(number: "1") { accountant { firm } } }'),
    Operation("an_edge_that_is_restricted", "MEMBER", "{ me { beneficiaries { allowances { code } } } }"),
    Operation("an_edge_with_an_argument", "MEMBER", '{ me { contracts(lineOfBusiness: HEALTH) { number } } }'),
    Operation("an_edge_without_its_argument", "MEMBER", "{ me { contracts { paymentSchedule { total } } } }"),
    Operation("edges_four_levels_deep", "AGENT", '{ contract(number: "1") { member { contracts { beneficiaries { firstName } } } } }'),
    Operation("root_by_number_of_a_holder", "MEMBER", '{ contract(number: "S-1") { number } }'),
    Operation("root_by_number_of_the_covered", "BENEFICIARY", '{ contract(number: "S-1") { number status endDate } }'),
    Operation("root_by_number_of_a_broker", "BROKER", '{ contract(number: "S-1") { number } }'),
    Operation("what_holds_of_a_household_is_asked_once", "BROKER",
              "query { members(first: 2) { edges { node { contracts { number } } } } }"),
    Operation("root_by_number_of_nobody", "SERVICE", '{ contract(number: "S-1") { number } }'),
    Operation("root_list", "BENEFICIARY", "{ services { title } }"),
    Operation("root_list_searched", "MEMBER", '{ partners(search: "Assist Fr") { name } }'),
    Operation("node", "MEMBER", 'query($id: ID!) { node(id: $id) { ... on Contract { number } } }',
              {"id": "ctr_" + "0" * 15 + "1" + "0" * 15 + "2"}),
    Operation("nodes_of_two_types", "AGENT", "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Member { number } } }",
              {"ids": ["mbr_" + "0" * 15 + "1", "act_" + "0" * 15 + "2"]}),
    Operation("page_first", "BENEFICIARY", "{ me { reimbursements(first: 2) { edges { node { spent } } } } }"),
    Operation("page_with_its_end", "MEMBER", "{ me { statements(first: 2) { edges { cursor } pageInfo { hasNextPage endCursor } } } }"),
    Operation("page_last", "MEMBER", "{ me { procedures(last: 2) { edges { node { reference } } pageInfo { hasPreviousPage } } } }"),
    Operation("page_after", "AGENT", 'query($after: String) { members(first: 2, after: $after) { edges { node { number } } } }',
              {"after": "WyJtZW1iZXJzIiwiYSIsMV0"}),
    Operation("page_of_nothing_for_a_role", "BROKER", '{ member(number: "1") { reimbursements { totalCount edges { node { id } } } } }'),
    Operation("count_only", "MEMBER", "{ me { reimbursements { totalCount } } }"),
    Operation("totals", "MEMBER", "{ me { reimbursements { totals { complementaryPaid spent } } } }"),
    Operation("filter_of_what_is_hidden", "MEMBER",
              'query($f: ReimbursementFilter) { me { reimbursements(filter: $f) { totalCount } } }',
              {"f": {"category": ["DENTAL"], "careDate": {"from": "2026-01-01"}, "status": ["PAID"]}}),
    Operation("filter_through_other_rows", "BROKER",
              "{ members(filter: {lineOfBusiness: [HEALTH], inArrears: false}) { edges { node { number } } } }"),
    Operation("filter_by_words", "BROKER", '{ members(search: "lu mor") { edges { node { number } } } }'),
    Operation("order_by_what_is_hidden", "MEMBER", "{ me { reimbursements(orderBy: SPENT_ASC, first: 2) { edges { node { id } } } } }"),
    Operation("queue_of_the_desk", "AGENT", "{ procedures(first: 2) { edges { node { reference } } } }"),
    Operation("written_down_of_a_guardian", GUARDIAN, "{ me { number beneficiaries { firstName } } }"),
    Operation("written_down_beyond_the_page", "AGENT", "{ members(first: 1) { pageInfo { hasNextPage } edges { node { number } } } }"),
]  # fmt: skip


def plans() -> Plans:
    schema = build()
    return Plans(schema, catalog_of(schema), reading(schema), fitting(schema))


def planned(made: Plans, operation: Operation, reader: str) -> Ready | Uncovered:
    role, recorded = READERS[reader]
    return made.of(operation.query, dict(operation.variables), None, role, recorded=recorded)


def texts() -> Iterator[str]:
    """All operations as everybody: what each is planned as, or why it is not."""
    made = plans()
    for operation in OPERATIONS:
        for reader in READERS:
            found = planned(made, operation, reader)
            said = (found.statement.sql, found.statement.names) if isinstance(found, Ready) else found
            yield f"{operation.name} {reader}: {said}"


if __name__ == "__main__":
    print("\n".join(texts()))  # noqa: T201  # for another process
