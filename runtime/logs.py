"""The log on standard error: one line a message, as JSON for programs or as text for people.

Of an exception the kinds and the places are written. Its words are not, since they can quote a value, which
is somebody's: only the few kinds whose words are ours alone are.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from runtime.connections import DatabaseAway, StatementFailed
from runtime.notes import current
from runtime.settings import LogFormat, Settings

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

SPEAKABLE = (DatabaseAway, StatementFailed)
"""Their words hold no value of anybody's."""

CHATTY = ("sqlalchemy", "asyncio", "pgqueuer", "alembic")
"""They would write statements with their values, what tasks hold, or two lines for each look at /readyz."""

MOST_FRAMES = 200

WRITTEN = json.JSONEncoder(ensure_ascii=False, default=str).encode


def configure(settings: Settings) -> None:
    """Take over the log of the process, the libraries' included."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if settings.lines is LogFormat.JSON else TextLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # As Python's own guide to logging has it: what no line says is not looked for.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None
    for name in CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, level))


class JsonLines(logging.Formatter):
    """One object a line: at (UTC), level, logger, message, request (its id), then fields of its own."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": _at(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            line["exception"] = told(record.exc_info)
        return WRITTEN(line)


class TextLines(logging.Formatter):
    """The same for a terminal. What would break a line in two is written as JSON writes it."""

    def format(self, record: logging.LogRecord) -> str:
        said = json.dumps(record.getMessage(), ensure_ascii=False)[1:-1].replace('\\"', '"')
        fields = [f"{name}={value}" for name, value in _fields(record).items() if value is not None]
        text = " ".join(
            [f"{_at(record).astimezone():%H:%M:%S}", f"{record.levelname:<7}", record.name, said, *fields]
        )
        return f"{text}\n{told(record.exc_info)}" if record.exc_info else text


def told(exc_info: ExcInfo) -> str:
    """Kinds and places of an exception, and of what caused it."""
    lines: list[str] = []
    error = exc_info[1]
    while error is not None and len(lines) < MOST_FRAMES:
        lines += [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
        words = f": {error}" if isinstance(error, SPEAKABLE) else ""
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}{words}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if error is not None:
            lines.append("caused by")
    return "\n".join(lines)


def _at(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    """The id of the request under way, if there is one, and what the message brings of its own."""
    noted = current.get()
    own: dict[str, Any] = getattr(record, "fields", {})
    return own if noted is None else {"request": noted.request_id, **own}
