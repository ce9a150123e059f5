"""News and prevention articles."""

from enum import Enum

import strawberry

from loaders.articles import ARTICLES
from models.content import ArticleRow
from planner.choices import Choice
from resolvers.fields import column, declared
from schema.described import described
from schema.languages import InLanguage, language_of
from schema.nodes import Node
from schema.scalars import Date, DateTime


class ArticleSection(Enum):
    NEWS = "NEWS"
    PREVENTION = "PREVENTION"


described(
    ArticleSection,
    "Where an article stands (rubrique).",
    {"NEWS": "News (actualités).", "PREVENTION": "Prevention (prévention santé)."},
)


@strawberry.type(description="An article: news or prevention (article).")
@declared(ARTICLES)
class Article(Node):
    slug: str = column(ArticleRow.slug, "Its name in addresses of pages: stable, and unique among articles.")
    section: ArticleSection = column(ArticleRow.section, "Where it stands.")
    title: str = column(ArticleRow.title, "Its title.")
    summary: str = column(ArticleRow.summary, "What it says, in short.")
    body: str = column(ArticleRow.body, "Its text.")
    tags: list[str] = column(ArticleRow.tags, "Words that it is filed under.")
    image: str | None = column(ArticleRow.image, "Address of its picture; null without one.")
    image_text: str | None = column(
        ArticleRow.image_text, "What the picture shows, for who does not see it; never null beside a picture."
    )
    valid_from: Date = column(ArticleRow.valid_from, "First day of its publication.")
    updated_at: DateTime = column(ArticleRow.updated_at, "When it was changed last.")


def choose_news(language: InLanguage = strawberry.UNSET) -> Choice:
    return Choice.of({"section": ArticleSection.NEWS.value, "language": language_of(language)})


def choose_prevention(language: InLanguage = strawberry.UNSET) -> Choice:
    return Choice.of({"section": ArticleSection.PREVENTION.value, "language": language_of(language)})
