"""Take a line back: a line of its own with the amounts the other way, which gives back what was used."""

from sqlalchemy import Row, insert, select

from actions.reimbursements.uses import lock_lines, write_uses
from actions.transaction import Transaction
from models.base import table_of
from models.reimbursements import AllowanceUseRow, ReimbursementRow
from rules.refusals import ErrorCode, Refusal, Refused
from rules.reimbursement.explanation import reversed_steps, steps_of, stored
from rules.reimbursement.insured import Used, reversed_use
from runtime import clock

AMOUNTS = (
    "spent", "reimbursement_base", "social_security_paid", "flat_contribution", "deductible",
    "complementary_paid", "other_paid", "remaining",
)  # fmt: skip
WHOSE = ("member_id", "coverage_id", "contract_id", "person_id")
THE_SAME = (
    *WHOSE, "source", "care_date", "label", "search", "category", "family", "act_id", "quantity",
    "professional", "practitioner", "rate", "payee", "procedure_id", "rules_version",
)  # fmt: skip

GONE = Refusal(ErrorCode.CONFLICT, "Cette ligne a déjà été annulée, ou en annule une autre.")


async def line_reverse(tx: Transaction, member_id: int, line_id: int) -> int:
    """The key of the line that takes it back; it is PENDING until it is settled. Refused the second time."""
    line = await _line(tx, member_id, line_id)
    await lock_lines(tx, member_id)
    reversal = ReimbursementRow.reverses_id == line_id
    taken_back = select(ReimbursementRow.reimbursement_id).where(
        ReimbursementRow.member_id == member_id, reversal
    )
    if line.reverses_id is not None or await tx.connection.scalar(taken_back) is not None:
        raise Refused(GONE)
    whose = {name: getattr(line, name) for name in WHOSE}
    made: int | None = await tx.connection.scalar(
        insert(ReimbursementRow)
        .values(
            **{name: getattr(line, name) for name in THE_SAME},
            **{name: -getattr(line, name) for name in AMOUNTS},
            status="PENDING",
            received_at=clock.now(),
            reverses_id=line_id,
            explanation=stored(reversed_steps(steps_of(line.explanation))),
        )
        .returning(ReimbursementRow.reimbursement_id)
    )
    assert made is not None
    used = await tx.connection.execute(
        select(AllowanceUseRow.code, AllowanceUseRow.part, AllowanceUseRow.used).where(
            AllowanceUseRow.member_id == member_id, AllowanceUseRow.reimbursement_id == line_id
        )
    )
    await write_uses(tx, whose, made, line.care_date, [reversed_use(Used(*row)) for row in used])
    tx.record("LINE_REVERSED", member_id, reimbursement_id=str(line_id))
    return made


async def _line(tx: Transaction, member_id: int, line_id: int) -> Row[int]:
    lines = select(table_of(ReimbursementRow)).where(
        ReimbursementRow.member_id == member_id, ReimbursementRow.reimbursement_id == line_id
    )
    line = (await tx.connection.execute(lines)).one_or_none()
    if line is None:
        raise Refused(Refusal(ErrorCode.NOT_FOUND, "Cette ligne n’existe pas."))
    return line
