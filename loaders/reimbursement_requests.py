"""What a request for reimbursement is judged by: a covered person on the day of care, and the same care as
it is known already, to who may see it.

Statements for a transaction that goes on to write: none is run here. They take the parameters of an actor.
"""

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Executable,
    Numeric,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    select,
)
from sqlalchemy.orm import aliased

from loaders.beneficiaries import BENEFICIARIES
from loaders.procedures import PROCEDURES
from loaders.reimbursements import REIMBURSEMENTS
from loaders.selects import predicate
from loaders.statements import STATEMENTS
from loaders.teletransmissions import status_on
from models.contracts import ContractRow, CoverageRow
from models.people import PersonRow
from models.procedures import ProcedureRow
from models.reimbursements import ReimbursementRow
from models.statements import StatementRow
from planner.conditions import source_of
from planner.declarations import Rows
from runtime.actor import Role

DAY = bindparam("care_date", type_=Date())
WHOSE = bindparam("whose", type_=BigInteger())
CONTRACT = bindparam("contract", type_=BigInteger())
LINE, PROCEDURE = ReimbursementRow, ProcedureRow
_REVERSAL = aliased(ReimbursementRow)


def covered_person(role: Role) -> Executable:
    """`whose` and `which` name the beneficiary; no row for nobody, and for nobody that the role sees."""
    return (
        select(
            CoverageRow.coverage_id,
            CoverageRow.contract_id,
            CoverageRow.person_id,
            PersonRow.birth_date,
            ContractRow.broker_id,
            ContractRow.line_of_business,
            ContractRow.status,
            ContractRow.end_date.label("contract_end"),
            CoverageRow.covered_from.label("since"),
            CoverageRow.covered_to.label("until"),
            (status_on(DAY) == "CONNECTED").label("teletransmission"),
        )
        .select_from(source_of(BENEFICIARIES))
        .join(
            ContractRow,
            and_(
                ContractRow.member_id == CoverageRow.member_id,
                ContractRow.contract_id == CoverageRow.contract_id,
            ),
        )
        .where(
            predicate(BENEFICIARIES, role),
            CoverageRow.member_id == WHOSE,
            CoverageRow.coverage_id == bindparam("which", type_=BigInteger()),
        )
    )


def requests_for_the_day(role: Role, kind: str, not_counted: tuple[str, ...]) -> Executable:
    """Démarches of one kind for the `person`’s care of a `category` on the day, the first sent first. By one
    `contract`: a second one pays what the first leaves.
    """
    form = PROCEDURE.form
    return (
        select(PROCEDURE.reference, cast(form["amountPaid"].astext, Numeric(12, 2)).label("spent"))
        .where(
            *_in_full(PROCEDURES, role),
            PROCEDURE.member_id == WHOSE,
            PROCEDURE.person_id == bindparam("person", type_=BigInteger()),
            PROCEDURE.contract_id == CONTRACT,
            PROCEDURE.kind == kind,
            PROCEDURE.status.not_in(not_counted),
            form["careDate"].astext == cast(DAY, Text),
            form["category"].astext == bindparam("category", type_=Text()),
        )
        .order_by(PROCEDURE.procedure_id)
    )


def lines_of_the_day(role: Role) -> Executable:
    """Lines for the same, with the number of their statement where the role sees one. Not those that were
    refused, for which papers may speak, or taken back, nor what took them back.
    """
    taken_back = exists(_REVERSAL.reimbursement_id).where(
        _REVERSAL.member_id == LINE.member_id, _REVERSAL.reverses_id == LINE.reimbursement_id
    )
    return (
        select(LINE.spent, StatementRow.number)
        .select_from(source_of(REIMBURSEMENTS))
        .outerjoin(
            StatementRow,
            and_(
                StatementRow.member_id == LINE.member_id,
                StatementRow.statement_id == LINE.statement_id,
                predicate(STATEMENTS, role),
            ),
        )
        .where(
            *_in_full(REIMBURSEMENTS, role),
            LINE.member_id == WHOSE,
            LINE.person_id == bindparam("person", type_=BigInteger()),
            LINE.contract_id == CONTRACT,
            LINE.care_date == DAY,
            LINE.category == bindparam("category", type_=Text()),
            LINE.status.not_in(("CANCELLED", "REJECTED")),
            LINE.reverses_id.is_(None),
            ~taken_back,
        )
        .order_by(LINE.reimbursement_id)
    )


def _in_full(rows: Rows, role: Role) -> tuple[ColumnElement[bool], ...]:
    """What is hidden from who asks refuses them nothing: the refusal would tell of it."""
    full = rows.seen_in_full(role)
    assert full is not None
    return predicate(rows, role), full
