"""Questions and answers."""

import strawberry
from strawberry import UNSET

from loaders.faq_entries import FAQ_ENTRIES
from models.content import FaqEntryRow
from planner.choices import Choice
from resolvers.arguments import given
from resolvers.fields import column, declared
from schema.languages import InLanguage, language_of
from schema.nodes import Node
from schema.scalars import DateTime
from schema.searching import Search, found_by


@strawberry.type(description="A question that is often asked, and its answer (foire aux questions, FAQ).")
@declared(FAQ_ENTRIES)
class FaqEntry(Node):
    slug: str = column(
        FaqEntryRow.slug, "Its name in addresses of pages: stable, and unique among questions."
    )
    topic: str = column(FaqEntryRow.topic, "What it is about (thème).")
    question: str = column(FaqEntryRow.title, "The question.")
    answer: str = column(FaqEntryRow.body, "The answer.")
    tags: list[str] = column(FaqEntryRow.tags, "Words that it is filed under.")
    updated_at: DateTime = column(FaqEntryRow.updated_at, "When it was changed last.")


def choose_faq(search: Search = UNSET, language: InLanguage = UNSET) -> Choice:
    """The choice that the arguments make."""
    return Choice.of({"search": found_by(given(search)), "language": language_of(language)})
