"""Tutorials."""

import strawberry

from loaders.tutorials import TUTORIALS
from models.content import TutorialRow
from resolvers.fields import column, declared
from schema.nodes import Node
from schema.scalars import DateTime


@strawberry.type(description="How something is done in the space (tutoriel).")
@declared(TUTORIALS)
class Tutorial(Node):
    slug: str = column(
        TutorialRow.slug, "Its name in addresses of pages: stable, and unique among tutorials."
    )
    title: str = column(TutorialRow.title, "Its title.")
    body: str = column(TutorialRow.body, "Its text.")
    tags: list[str] = column(TutorialRow.tags, "Words that it is filed under.")
    video: str | None = column(TutorialRow.video, "Address of its film; null without one.")
    duration_seconds: int | None = column(
        TutorialRow.duration_seconds, "How long the film takes, in seconds; null without one."
    )
    transcript: str | None = column(
        TutorialRow.transcript, "The words of the film (transcription); never null beside a film."
    )
    updated_at: DateTime = column(TutorialRow.updated_at, "When it was changed last.")
