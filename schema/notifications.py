"""Notices to a person."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import UNSET

from loaders.documents import DOCUMENTS
from loaders.notifications import NOTIFICATIONS
from loaders.procedures import PROCEDURES
from loaders.statements import STATEMENTS
from models.documents import DocumentRow
from models.notifications import NotificationRow as Row
from models.procedures import ProcedureRow
from models.statements import StatementRow
from planner.choices import Choice
from resolvers.arguments import given
from resolvers.fields import column, declared, one
from schema.documents import Document
from schema.nodes import Node
from schema.scalars import DateTime

if TYPE_CHECKING:
    from schema.procedures import Procedure
    from schema.statements import Statement

UnreadOnly = Annotated[
    bool | None, strawberry.argument(description="True for those that were not read; all if unsaid.")
]


def choose_notifications(unread_only: UnreadOnly = UNSET) -> Choice:
    """The choice that the argument makes."""
    return Choice.of({"unread_only": given(unread_only) or None})


@strawberry.type(description="A notice to one person (notification). It holds no health data.")
@declared(NOTIFICATIONS)
class Notification(Node):
    kind: str = column(Row.kind, "What it is about, a stable code.")
    title: str = column(Row.title, "Its title, in French.")
    body: str = column(Row.body, "Its text, in French.")
    created_at: DateTime = column(Row.created_at, "When it was written.")
    read_at: DateTime | None = column(Row.read_at, "When it was read; null while it was not.")
    procedure: Annotated["Procedure", strawberry.lazy("schema.procedures")] | None = one(
        PROCEDURES,
        "The démarche it is about, if it is about one that you see.",
        on=((Row.member_id, ProcedureRow.member_id), (Row.procedure_id, ProcedureRow.procedure_id)),
    )
    statement: Annotated["Statement", strawberry.lazy("schema.statements")] | None = one(
        STATEMENTS,
        "The payment it is about, if it is about one that you see.",
        on=((Row.member_id, StatementRow.member_id), (Row.statement_id, StatementRow.statement_id)),
    )
    document: Document | None = one(
        DOCUMENTS,
        "The document it is about, if it is about one that you see.",
        on=((Row.member_id, DocumentRow.member_id), (Row.document_id, DocumentRow.document_id)),
    )
