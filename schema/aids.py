"""Aids."""

from enum import Enum

import strawberry

from loaders.aids import AIDS
from models.content import AidRow
from resolvers.fields import column, declared
from schema.described import described
from schema.nodes import Node
from schema.scalars import DateTime


class AidKind(Enum):
    PRACTICAL = "PRACTICAL"
    SOCIAL = "SOCIAL"


described(
    AidKind,
    "What kind of help it is.",
    {
        "PRACTICAL": "Practical help (aide pratique).",
        "SOCIAL": "Help with money that people may have a right to (aide sociale).",
    },
)


@strawberry.type(description="Help that people can find, or have a right to (aide).")
@declared(AIDS)
class Aid(Node):
    slug: str = column(AidRow.slug, "Its name in addresses of pages: stable, and unique among aids.")
    kind: AidKind = column(AidRow.kind, "What kind of help it is.")
    title: str = column(AidRow.title, "Its title.")
    body: str = column(AidRow.body, "Its text.")
    tags: list[str] = column(AidRow.tags, "Words that it is filed under.")
    url: str | None = column(AidRow.url, "Where to ask for it; null where there is no such page.")
    updated_at: DateTime = column(AidRow.updated_at, "When it was changed last.")
