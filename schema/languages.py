"""The languages that content is written in."""

from enum import Enum
from typing import Annotated

import strawberry

from planner.choices import Choice
from resolvers.arguments import given
from schema.described import described


class Language(Enum):
    FR = "fr"
    EN = "en"


described(Language, "A language (langue).", {"FR": "French (français).", "EN": "English (anglais)."})

InLanguage = Annotated[Language | None, strawberry.argument(description="In this language; FR if unsaid.")]


def language_of(language: Language | None) -> str:
    """What tables call it; French if unsaid."""
    return (given(language) or Language.FR).value


def choose_language(language: InLanguage = strawberry.UNSET) -> Choice:
    """The choice of a list that has no other argument."""
    return Choice.of({"language": language_of(language)})
