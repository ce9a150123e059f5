"""Démarches: what was asked for, and what became of it."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from loaders.beneficiaries import BENEFICIARIES
from loaders.contracts import CONTRACTS
from loaders.documents import PROCEDURE_DOCUMENTS
from loaders.members import MEMBERS
from loaders.procedures import PROCEDURE_EVENTS, PROCEDURES
from models.contracts import ContractRow, CoverageRow
from models.documents import DocumentRow, ProcedureDocumentRow
from models.members import MemberRow
from models.procedures import ProcedureEventRow as Event
from models.procedures import ProcedureRow as Row
from resolvers.fields import column, computed, declared, many, one
from rules.procedure_words import stage_label, title
from runtime.actor import Role
from schema.documents import Document
from schema.nodes import Node
from schema.procedure_enums import ProcedureKind, ProcedureStatus, RejectionReason
from schema.scalars import Date, DateTime

if TYPE_CHECKING:
    from schema.beneficiaries import Beneficiary
    from schema.contracts import Contract
    from schema.members import Member

LESS = "null for who sees no more than kind, status and dates"


@strawberry.type(description="One step of a démarche.")
@declared(PROCEDURE_EVENTS)
class ProcedureEvent:
    at: DateTime = column(Event.at, "When.")
    by: Role | None = column(Event.role, "What kind of actor did it; null where the hub did it by itself.")
    from_status: ProcedureStatus | None = column(
        Event.from_status, "How far it had come before; null for its first step."
    )
    to_status: ProcedureStatus = column(Event.to_status, "How far it has come since.")
    stage: str | None = column(Event.stage, "The stage that it came to, a stable code of its kind.")
    message: str | None = column(Event.message, "What the person was told, in French.")
    note: str | None = column(
        Event.note, "What agents told each other; null for everybody else.", restricted=True
    )


@strawberry.type(description="Something that was asked for (démarche).")
@declared(PROCEDURES)
class Procedure(Node):
    reference: str = column(Row.reference, "Its number for people (référence).")
    kind: ProcedureKind = column(Row.kind, "What is asked for.")
    title: str = computed(title, "What it is called, in French.", needs={"kind": Row.kind})
    status: ProcedureStatus = column(Row.status, "How far it has come.")
    stage: str | None = column(
        Row.stage,
        f"Where it stands, a stable code of its kind; null without stages, and {LESS}.",
        restricted=True,
    )
    stage_label: str = computed(
        stage_label, "Where it stands, for people, in French.", needs={"status": Row.status}
    )
    submitted_at: DateTime = column(Row.submitted_at, "When it was sent.")
    updated_at: DateTime = column(Row.updated_at, "When something last happened to it.")
    expected_by: Date | None = column(
        Row.expected_by, f"The day by which an answer is meant to come; {LESS}.", restricted=True
    )
    version: int = column(Row.version, "Changes with each step; give it back to change what you have read.")
    rejection_reason: RejectionReason | None = column(
        Row.rejection_reason, f"Why it was refused; null where it was not, and {LESS}.", restricted=True
    )
    member: Annotated["Member", strawberry.lazy("schema.members")] = one(
        MEMBERS,
        "The household that it is about.",
        on=((Row.member_id, MemberRow.member_id),),
        always="a broker sees démarches of the households that it follows, and of no others",
    )
    contract: Annotated["Contract", strawberry.lazy("schema.contracts")] | None = one(
        CONTRACTS,
        "The contract that it is about; null for none, or none that you see.",
        on=((Row.member_id, ContractRow.member_id), (Row.contract_id, ContractRow.contract_id)),
    )
    beneficiary: Annotated["Beneficiary", strawberry.lazy("schema.beneficiaries")] | None = one(
        BENEFICIARIES,
        f"The person it is about, as covered; null for nobody, and {LESS}.",
        on=((Row.member_id, CoverageRow.member_id), (Row.coverage_id, CoverageRow.coverage_id)),
        restricted=True,
    )
    documents: list[Document] = many(
        PROCEDURE_DOCUMENTS,
        "Sent with it, or made by it, those that you see; the first sent first.",
        on=(
            (Row.member_id, ProcedureDocumentRow.member_id),
            (Row.procedure_id, ProcedureDocumentRow.procedure_id),
        ),
        order=(ProcedureDocumentRow.added_at, DocumentRow.document_id),
    )
    events: list[ProcedureEvent] = many(
        PROCEDURE_EVENTS,
        "What happened, in order; empty for who sees no more than kind, status and dates.",
        on=((Row.member_id, Event.member_id), (Row.procedure_id, Event.procedure_id)),
        order=(Event.procedure_event_id,),
    )
