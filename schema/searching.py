"""Searches of the public lists: words, each of which begins a word of what is found."""

from typing import Annotated

import strawberry

from resolvers.arguments import LONGEST_SEARCH, searched
from rules.search import patterns

WORDS = f"Words that each begin a word of what is found; at most {LONGEST_SEARCH} characters."

Search = Annotated[str | None, strawberry.argument(description=f"{WORDS} All if blank.")]
SearchNeeded = Annotated[str, strawberry.argument(description=f"{WORDS} Not blank.")]


def found_by(search: str | None) -> list[str] | None:
    """The patterns of a search; none for a blank one, which leaves all."""
    return patterns(searched(search, "search")) or None
