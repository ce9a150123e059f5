"""What is published for everybody: articles, tutorials, aids, questions and answers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey, Texts, one_of, period
from models.kinds import LANGUAGES

AUDIENCES = ("ALL", "HEALTH", "PROTECTION")


class Published:
    """Shown once published, from `valid_from` until the day before `valid_to`; a draft is not published."""

    title: Mapped[str]
    body: Mapped[str]
    audience: Mapped[str] = mapped_column(server_default="ALL")
    """Of which line of business a reader needs a contract."""
    language: Mapped[str] = mapped_column(server_default="fr")
    tags: Mapped[Texts]
    position: Mapped[int] = mapped_column(server_default="0")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    published_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]


def _published() -> tuple[CheckConstraint, ...]:
    return (one_of("audience", AUDIENCES), one_of("language", LANGUAGES), period())


class ArticleRow(Published, Base):
    """News (actualités) and prevention articles."""

    __tablename__ = "articles"
    __table_args__ = (
        *_published(),
        one_of("section", ("NEWS", "PREVENTION")),
        CheckConstraint("image IS NULL OR image_text IS NOT NULL", name="image_text"),
        Index(None, "section", "valid_from", "article_id"),
    )

    article_id: Mapped[NewKey]
    slug: Mapped[str] = mapped_column(unique=True)
    section: Mapped[str]
    summary: Mapped[str]
    image: Mapped[str | None]
    image_text: Mapped[str | None]
    """What the picture shows, for who does not see it."""


class TutorialRow(Published, Base):
    """How something is done in the space (tutoriel). A film has its words beside it."""

    __tablename__ = "tutorials"
    __table_args__ = (
        *_published(),
        CheckConstraint("video IS NULL OR transcript IS NOT NULL", name="transcript"),
    )

    tutorial_id: Mapped[NewKey]
    slug: Mapped[str] = mapped_column(unique=True)
    video: Mapped[str | None]
    duration_seconds: Mapped[int | None]
    transcript: Mapped[str | None]


class AidRow(Published, Base):
    """Practical help, or help with money that people may have a right to (aides)."""

    __tablename__ = "aids"
    __table_args__ = (
        *_published(),
        one_of("kind", ("PRACTICAL", "SOCIAL")),
    )

    aid_id: Mapped[NewKey]
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    url: Mapped[str | None]


class FaqEntryRow(Published, Base):
    """A question, as `title`, and its answer, as `body` (FAQ)."""

    __tablename__ = "faq_entries"
    __table_args__ = (*_published(),)

    faq_entry_id: Mapped[NewKey]
    slug: Mapped[str] = mapped_column(unique=True)
    topic: Mapped[str]
    search: Mapped[str]
    """Question, answer and tags, folded (`rules.names.folded`)."""
