"""JSON as others can read it too: Python's own reading takes more, and makes more of it."""

import json
from math import isfinite
from typing import Any, NoReturn


def read_json(body: str | bytes) -> Any:
    """The value of a text in UTF-8; `ValueError`, or `RecursionError`, for what is none that can be held."""
    text = body if isinstance(body, str) else body.decode()
    value = _DECODER.decode(text)
    if isinstance(body, str) or "\\u" in text:
        # Half of a surrogate pair is JSON, and no text: neither an answer nor the database can hold it.
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _finite(text: str) -> float:
    """Beyond some 308 digits a number would become infinite, which is no number to work with."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _none(text: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    raise ValueError(text)


_DECODER = json.JSONDecoder(parse_float=_finite, parse_constant=_none)
