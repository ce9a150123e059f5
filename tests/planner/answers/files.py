"""A file of an answer: in words what is looked at, who asks, what they ask, and the SQL of what they must be told.

-- One or more lines of words.
-- as: holder, agent
-- code: FORBIDDEN            where it is refused with this code
-- with: SELECT …             a JSON of the operation's variables, where it has any
-- { me { number } }          the operation, to the end of the comment
SELECT …                      one JSON: the data
"""

from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

FOLDER = Path(__file__).parent / "sql"
KEYS = ("as", "code", "with")


@dataclass(frozen=True, slots=True)
class Answer:
    name: str
    readers: tuple[str, ...]
    code: str | None
    variables: str | None
    query: str
    sql: str


def read(path: Path) -> Answer:
    lines = path.read_text().splitlines()
    end = next(i for i, line in enumerate(lines) if not line.startswith("--"))
    comment = [line.removeprefix("--").removeprefix(" ") for line in lines[:end]]
    words = list(takewhile(lambda line: not line.startswith("as: "), comment))
    assert words, f"{path.name} begins with words"
    rest, said = comment[len(words) :], dict[str, str]()
    while (key := rest[0].partition(": ")[0]) in KEYS:
        said[key] = rest.pop(0).partition(": ")[2]
    return Answer(
        path.stem,
        tuple(said["as"].split(", ")),
        said.get("code"),
        said.get("with"),
        "\n".join(rest),
        "\n".join(lines[end:]),
    )


ANSWERS = [read(path) for path in sorted(FOLDER.glob("*.sql"))]
