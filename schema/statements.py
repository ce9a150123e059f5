"""Statements of reimbursements: one payment each."""

import strawberry

from loaders.documents import STATEMENT_DOCUMENTS
from loaders.reimbursements import OF_STATEMENT
from loaders.statements import STATEMENTS, TOTAL
from models.documents import DocumentRow
from models.statements import StatementRow
from resolvers.fields import column, declared, one, page
from schema.documents import Document
from schema.nodes import Node
from schema.reimbursement_enums import Payee
from schema.reimbursements import ReimbursementConnection
from schema.scalars import Date, Euros


@strawberry.type(description="One payment and its lines (décompte).")
@declared(STATEMENTS)
class Statement(Node):
    number: str = column(StatementRow.number, "Its number (numéro de décompte).")
    issued_on: Date = column(StatementRow.issued_on, "Day of the payment.")
    total: Euros = column(TOTAL, "What was paid, for those of its lines that you see.")
    payee: Payee = column(StatementRow.payee, "Who was paid.")
    payee_name: str | None = column(
        StatementRow.payee_name, "Their name; null for who does not see the whole payment.", restricted=True
    )
    iban_masked: str | None = column(
        StatementRow.iban_masked,
        "The account that was paid, masked; null for who does not see the whole payment.",
        restricted=True,
    )
    document: Document | None = one(
        STATEMENT_DOCUMENTS,
        "The file of it, made for you; null while there is none.",
        on=(
            (StatementRow.member_id, DocumentRow.member_id),
            (StatementRow.statement_id, DocumentRow.statement_id),
        ),
    )
    reimbursements: ReimbursementConnection = page(
        OF_STATEMENT, "Its lines, those that you see.", both_ways=False
    )
