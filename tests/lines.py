"""Lines of reimbursement made for a test, for people of a household whose first names tell them apart."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from models.contracts import ContractRow, CoverageRow
from models.people import PersonRow
from models.reimbursements import ReimbursementRow
from models.statements import StatementRow
from runtime.database import Database
from runtime.migrations import as_owner

USUAL: Mapping[str, Any] = {
    "status": "PENDING",
    "source": "NOEMIE",
    "received_at": datetime(2026, 5, 4, 10, tzinfo=UTC),
    "care_date": date(2026, 5, 2),
    "label": "Consultation",
    "search": "consultation dr bernard",
    "professional": "Dr Bernard",
    "category": "OTHER",
    "family": "SPECIALIST",
    "payee": "MEMBER",
    "spent": Decimal("30.00"),
    "reimbursement_base": Decimal("30.00"),
    "social_security_paid": Decimal("19.00"),
    "flat_contribution": Decimal("2.00"),
    "complementary_paid": Decimal("9.00"),
    "remaining": Decimal("2.00"),
}


async def add_lines(database: Database, member_id: int | None, *lines: Mapping[str, Any]) -> list[int]:
    """Write lines, each a difference from the usual one, with `who` under the health contract; their keys.

    One with `paid_on` is paid by a statement of its own, unless it names one.
    """
    async with as_owner(database.addresses) as owner:
        covered = await owner.execute(
            select(
                PersonRow.first_name, CoverageRow.coverage_id, CoverageRow.contract_id, PersonRow.person_id
            )
            .join(CoverageRow, (CoverageRow.person_id == PersonRow.person_id))
            .join(ContractRow, ContractRow.contract_id == CoverageRow.contract_id)
            .where(PersonRow.member_id == member_id, ContractRow.line_of_business == "HEALTH")
        )
        people = {row.first_name: row for row in covered}
        keys = []
        for number, line in enumerate(lines):
            changes = dict(line)
            who = people[changes.pop("who")]
            values = {**USUAL, "member_id": member_id, "coverage_id": who.coverage_id}
            values |= {"contract_id": who.contract_id, "person_id": who.person_id, **changes}
            if values.get("paid_on") and "statement_id" not in values:
                values |= {"status": "PAID", "statement_id": await _statement(owner, number, values)}
            statement = insert(ReimbursementRow).values(values).returning(ReimbursementRow.reimbursement_id)
            keys.append((await owner.execute(statement)).scalar_one())
        return keys


async def _statement(owner: Any, number: int, values: Mapping[str, Any]) -> int:
    statement = insert(StatementRow).values(
        member_id=values["member_id"],
        number=f"D-{values['paid_on']}-{number}",
        issued_on=values["paid_on"],
        total=values["complementary_paid"],
        payee=values["payee"],
    )
    key: int = (await owner.execute(statement.returning(StatementRow.statement_id))).scalar_one()
    return key
