"""Questions whose answers would change if a filter, an order, a sum or a list looked at what is hidden.

`prepare` and `keep_content_for_others` change the small world so that there is something to find behind each.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from tests.hub_client import HubClient
from tests.visibility.expected import WORDS, is_shown
from tests.visibility.truth import Truth, Values
from tests.visibility.world import World


@dataclass(frozen=True)
class Door:
    """`about` names the declaration that keeps it shut, as type and name."""

    about: str
    who: str
    query: str
    expected: Any

    async def wrong(self, hub: HubClient, world: World) -> str | None:
        answer = await hub.ask(self.query, as_=world.identity(self.who))
        if answer.errors or answer.data != self.expected:
            return f"{self.who} was answered {answer.response.text} to {self.query}"
        return None


PREPARED = (
    # A démarche that names nobody, of somebody who acts for themselves: the table would not take it, and the
    # predicates do not count on that.
    "ALTER TABLE procedures DROP CONSTRAINT procedures_whose_check",
    # What only the second broker's contract has, and what only the first's has not.
    "UPDATE contracts SET status = 'SUSPENDED' WHERE number = 'P-800001'",
    """INSERT INTO plans (product_id, rank, label) SELECT product_id, 7, 'Niveau 7' FROM products
       WHERE code = 'PREVOYANCE_TNS'""",
    """INSERT INTO contract_plans (member_id, contract_id, valid_from, plan_id, broker_id)
       SELECT member_id, contract_id, start_date, plan_id, broker_id FROM contracts JOIN plans USING (product_id)
       WHERE number = 'P-800001' AND rank = 7""",
    """DELETE FROM installments WHERE status = 'REJECTED'
       AND contract_id = (SELECT contract_id FROM contracts WHERE number = 'S-800001')""",
    # The spouse sent that, about a contract that does not cover them, and something about somebody else.
    """UPDATE procedures SET submitted_by = {spouse}, submitted_as = 'BENEFICIARY' WHERE kind = 'LEVEL_CHANGE'
       AND contract_id = (SELECT contract_id FROM contracts WHERE number = 'P-800001')""",
    """UPDATE procedures SET submitted_by = {spouse} WHERE kind = 'ADDRESS_CHANGE'
       AND person_id = (SELECT person_id FROM people WHERE first_name = 'Ada')""",
    # Taken by accounts that are not agents', as though one person had both.
    "UPDATE procedures SET taken_by = {member} WHERE person_id = (SELECT person_id FROM people WHERE first_name = 'Ada')",
    "UPDATE procedures SET taken_by = {spouse} WHERE person_id = (SELECT person_id FROM people WHERE first_name = 'Bo')",
    "UPDATE procedures SET taken_by = {broker} WHERE person_id = (SELECT person_id FROM people WHERE first_name = 'Eve')",
    # Papers that are about somebody else, of démarches that one sees because one sent them.
    """UPDATE procedures p SET submitted_by = {member} FROM procedure_documents d, people
       WHERE d.procedure_id = p.procedure_id AND people.person_id = p.person_id AND first_name = 'Bo'""",
    """UPDATE procedures p SET submitted_by = {spouse} FROM procedure_documents d, people
       WHERE d.procedure_id = p.procedure_id AND people.person_id = p.person_id AND first_name = 'Ada'""",
    # Something in every column that some may not read.
    """UPDATE procedures SET stage = 'En attente', expected_by = '2026-12-01', status = 'REJECTED',
       rejection_reason = 'INCOMPLETE' WHERE kind = 'BENEFICIARY_ADD'""",
    "UPDATE statements SET payee_name = 'Ada Amont', iban_masked = 'FR76 **** **** 0123'",
    """UPDATE reimbursements SET professional = 'Dr Durand', rules_version = '2026.1',
       explanation = '[["SPENT", "30.00"]]'""",
    # A statement of two people, of whom the holder may see one.
    """UPDATE reimbursements SET statement_id = (SELECT statement_id FROM statements JOIN people
       ON number = 'D-' || person_id WHERE first_name = 'Di')
       WHERE person_id = (SELECT person_id FROM people WHERE first_name = 'Bo') AND statement_id IS NOT NULL""",
    """UPDATE reimbursements SET deductible = 1, other_paid = 1, remaining = remaining - 1
       WHERE source_key LIKE '%/3'""",
)
"""With the accounts of the actors of the world by their names."""
CONTENT = ("articles", "tutorials", "aids", "faq_entries", "services", "partners")

LINES = {
    "category": "filter: {category: [OTHER]}",
    "family": "filter: {family: [SPECIALIST]}",
    "payee": "filter: {payee: MEMBER}",
    "search": 'filter: {search: "consul"}',
    "care_date_from": 'filter: {careDate: {from: "2026-05-02"}}',
    "care_date_to": 'filter: {careDate: {to: "2026-05-02"}}',
    "spent_min": 'filter: {spent: {min: "-1000"}}',
    "spent_max": 'filter: {spent: {max: "1000"}}',
    **{name: f"orderBy: {name}" for name in ("CARE_DATE_DESC", "CARE_DATE_ASC", "SPENT_DESC", "SPENT_ASC")},
}
"""Arguments that every line of the world meets."""
SUMS = {
    "spent": "spent", "reimbursementBase": "reimbursement_base", "socialSecurityPaid": "social_security_paid",
    "flatContribution": "flat_contribution", "deductible": "deductible", "otherPaid": "other_paid",
    "remaining": "remaining",
}  # fmt: skip
SEEN = {"member": "shown or theirs", "spouse": "own or theirs", "broker": "portfolio, not about care"}
"""Who asks for démarches, and which they see."""
LISTS = {
    "Article": "news", "Tutorial": "tutorials", "Aid": "aids", "FaqEntry": "faq",
    "Service": "services", "Partner": "partners",
}  # fmt: skip


async def prepare(owner: AsyncConnection, world: World) -> None:
    """Before the truth is read."""
    accounts = {name: actor.account_id for name, actor in world.actors.items()}
    for statement in PREPARED:
        await owner.exec_driver_sql(statement.format_map(accounts))


async def keep_for_others(owner: AsyncConnection) -> None:
    """Content for who has a protection contract, allowances that a family shares: docs/visibility.md speaks of
    neither, so that the truth is read before.
    """
    await owner.exec_driver_sql("UPDATE allowances SET scope = 'FAMILY'")
    for table in CONTENT:
        await owner.exec_driver_sql(f"UPDATE {table} SET audience = 'PROTECTION'")  # our own list
    await owner.exec_driver_sql("DELETE FROM partner_products")


def doors(facts: Truth, world: World) -> Iterator[Door]:
    """Those of households."""
    yield from _lines(facts, world)
    yield from _households()
    yield from _procedures(facts, world)


def doors_to_others() -> Iterator[Door]:
    """What is kept for others: the one has no protection contract, the other is not covered by one."""
    for type_name, name in LISTS.items():
        for who in ("other-member", "spouse"):
            paged = type_name not in ("Service", "Partner")
            asked = f"{name} {{ edges {{ node {{ id }} }} }}" if paged else f"{name} {{ id }}"
            yield Door(type_name, who, f"{{ {asked} }}", {name: {"edges": []} if paged else []})
    query = "{ me { beneficiaries { allowances { consumed } } } }"
    unknown: Any = {"allowances": [{"consumed": None}]}
    yield Door("Allowance.consumed", "spouse", query, {"me": {"beneficiaries": [unknown]}})
    fay = {"allowances": None}
    yield Door("Allowance.consumed", "other-member", query, {"me": {"beneficiaries": [unknown, fay]}})


def _lines(facts: Truth, world: World) -> Iterator[Door]:
    ada = world.actors["member"]
    of_ada = [row for row in facts.rows["Reimbursement"] if row["raw member_id"] == ada.member_id]
    shown = [row for row in of_ada if is_shown(facts, row["raw person_id"], ada)]
    for name, arguments in LINES.items():
        query = f"{{ me {{ reimbursements({arguments}) {{ totalCount }} }} }}"
        expected = {"me": {"reimbursements": {"totalCount": len(shown)}}}
        yield Door(f"Reimbursement.{name}", "member", query, expected)
    bo = _id(facts, "Beneficiary", first_name="Bo")
    query = f'{{ me {{ reimbursements(filter: {{beneficiaryIds: ["{bo}"]}}) {{ edges {{ node {{ detail }} }} }} }} }}'
    told = {
        "edges": [{"node": {"detail": "AMOUNTS_ONLY"}}]
        * sum(row["raw person_id"] == world.people["Bo"] for row in of_ada)
    }
    yield Door("Reimbursement.detail", "member", query, {"me": {"reimbursements": told}})
    yield from _statements(facts, world, bo, len(told["edges"]))
    for name, column in SUMS.items():
        added = sum((row[f"raw {column}"] for row in shown), Decimal(0))
        query = f"{{ me {{ reimbursements {{ totals {{ {name} }} }} }} }}"
        yield Door(
            f"ReimbursementTotals.{name}",
            "member",
            query,
            {"me": {"reimbursements": {"totals": {name: str(added)}}}},
        )


def _statements(facts: Truth, world: World, bo: str, lines_of_bo: int) -> Iterator[Door]:
    theirs = _id(facts, "Statement", number=f"D-{world.people['Di']}")
    query = f'{{ node(id: "{theirs}") {{ ... on Statement {{ reimbursements {{ totalCount }} }} }} }}'
    yield Door("Reimbursement.LINE", "member", query, {"node": {"reimbursements": {"totalCount": 1}}})
    query = f'{{ me {{ reimbursements(filter: {{beneficiaryIds: ["{bo}"]}}) {{ edges {{ node {{ statement {{ id }} }} }} }} }} }}'
    hidden = {"edges": [{"node": {"statement": None}}] * lines_of_bo}
    yield Door("Reimbursement.statement", "member", query, {"me": {"reimbursements": hidden}})


def _households() -> Iterator[Door]:
    for name, filter_, count in (
        ("line_of_business", "lineOfBusiness: [PROTECTION]", 0),
        ("contract_status", "contractStatus: [SUSPENDED]", 0),
        ("product", 'level: {product: "PREVOYANCE_TNS"}', 0),
        ("level", 'level: {product: "PREVOYANCE_TNS", rank: 7}', 0),
        ("in_arrears", "inArrears: true", 1),
        ("up_to_date", "inArrears: false", 1),
    ):
        query = f"{{ members(filter: {{{filter_}}}) {{ totalCount }} }}"
        yield Door(f"Member.{name}", "broker", query, {"members": {"totalCount": count}})


def _procedures(facts: Truth, world: World) -> Iterator[Door]:
    protection = _id(facts, "Contract", number="P-800001")
    ada, fay = (_id(facts, "Beneficiary", first_name=name) for name in ("Ada", "Fay"))
    for name, who, filter_ in (
        ("contract_id", "spouse", f'contractId: "{protection}"'),
        ("beneficiary_ids", "spouse", f'beneficiaryIds: ["{ada}"]'),
        ("beneficiary_ids", "broker", f'beneficiaryIds: ["{fay}"]'),
    ):
        yield _counted(f"Procedure.{name}", who, filter_, 0)
    for who, word in SEEN.items():
        yield _counted("Procedure.taken_by_me", who, "takenByMe: true", 0)
        seen = [row for row in facts.rows["Procedure"] if WORDS[word](facts, row, world.actors[who])]
        yield _counted("Procedure.not_taken_by_me", who, "takenByMe: false", len(seen))


def _counted(about: str, who: str, filter_: str, count: int) -> Door:
    """How many démarches are found: a broker asks for all, who is covered for those of the household."""
    asked = f"procedures(filter: {{{filter_}}}) {{ totalCount }}"
    found = {"procedures": {"totalCount": count}}
    if who == "broker":
        return Door(about, who, f"{{ {asked} }}", found)
    return Door(about, who, f"{{ me {{ {asked} }} }}", {"me": found})


def _id(facts: Truth, type_name: str, **values: Any) -> str:
    def meets(row: Values) -> bool:
        return all(row.get(name, row.get(f"raw {name}")) == value for name, value in values.items())

    return next(id_ for id_, row in facts.by_id(type_name).items() if meets(row))
