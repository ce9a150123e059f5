"""What people type to find something: words that each begin a word of what they look for."""

from collections.abc import Sequence

from rules.names import folded

LARGEST_CHARACTER = "\U0010ffff"


def words(text: str) -> list[str]:
    """The words of a search, folded as what they are compared with was, each once."""
    return list(dict.fromkeys(folded(text).split()))


def patterns(words: Sequence[str]) -> list[str]:
    """For SQL's LIKE, against folded text with a space before it: some word of it begins so."""
    return [f"% {_escaped(word)}%" for word in words]


def end_of(word: str) -> str:
    """The least text that comes after all that begin with a word, compared character by character."""
    for length in range(len(word), 0, -1):
        head, last = word[: length - 1], ord(word[length - 1])
        if last < ord(LARGEST_CHARACTER):
            # There is no text with a half of a surrogate pair.
            following = last + 1 if not 0xD800 <= last + 1 <= 0xDFFF else 0xE000
            return head + chr(following)
    return LARGEST_CHARACTER * 8


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
