"""Names as people look for them: without accents, capitals or punctuation."""

import unicodedata


def folded(text: str) -> str:
    """Lower case, no accents, anything but letters and digits one space: "Noé D’Arc" is "noe d arc"."""
    # Twice: letters in fancy dress lose it first and their capitals then, and some small letters come apart.
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


def sort_name(last_name: str, first_name: str) -> str:
    """What lists of people are ordered by."""
    return f"{folded(last_name)}, {folded(first_name)}"
