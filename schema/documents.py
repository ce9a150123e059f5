"""Documents: what is known of a file, and one day where to fetch it."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from loaders.documents import DOCUMENTS
from models.documents import DocumentRow as Row
from planner.choices import Choice
from resolvers.arguments import names_of
from resolvers.fields import column, computed, declared
from schema.document_kinds import DocumentKind
from schema.nodes import Node
from schema.scalars import Date, DateTime

Kinds = Annotated[
    list[DocumentKind] | None, strawberry.argument(description="Of one of these kinds; all if unsaid.")
]


def choose_documents(kinds: Kinds = UNSET) -> Choice:
    """The choice that the argument makes."""
    return Choice.of({"kinds": names_of(kinds)})


def not_served() -> None:
    """Files are not served yet: there is no address to give."""


@strawberry.type(description="A file of a household (document).")
@declared(DOCUMENTS)
class Document(Node):
    kind: DocumentKind = column(Row.kind, "What it is.")
    title: str = column(Row.title, "What it is called, in French.")
    file_name: str = column(Row.file_name, "A name to save it under.")
    mime_type: str = column(Row.mime_type, "The form of the file, such as application/pdf.")
    size: int = column(Row.size, "Bytes.")
    issued_on: Date = column(Row.issued_on, "The day on it, or on which it came.")
    url: str | None = computed(not_served, "Where to fetch it, for a short time; null: not yet.", needs={})
    url_expires_at: DateTime | None = computed(
        not_served, "Until when the address holds; null without one.", needs={}
    )
