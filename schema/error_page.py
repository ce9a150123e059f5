"""The page of the errors, `docs/errors.md`, made of the codes that the code has."""

from collections.abc import Iterator

from graphql import GraphQLEnumType, GraphQLSchema

from rules.error_guide import CODES, DOORS, OF_DOCUMENTS, Door
from rules.refusals import ErrorCode

BEGINNING = """\
# Errors

Made by `./hub export-errors` from `rules/error_guide.py`; changes belong there.

A client looks for errors in three places.

- **The payload of a mutation, or of `estimate`.** What a person can mend is data: `errors` of the payload
  holds `UserError`s, each with a `code` for programs, a `message` for people and, in `field`, where in the
  input it is.
- **The answer.** A value that cannot be worked with, a field that is not for this kind of actor and a fault
  of the hub are in `errors` of the answer, with the code in `extensions.code` and the HTTP status 200. The
  field is null; one that cannot be null takes what is around it with it.
- **The HTTP status.** What gets no GraphQL answer at all has a status of its own, and a body in the same
  form as an answer.

Besides, data may say why something cannot be used now: that reason has a code of the same list.

What does not exist and what is not yours are never told apart: a query says null to both, a mutation
`NOT_FOUND`.

A code keeps its meaning for ever. New ones may be added, so a client treats one that it does not know by its
message.
"""

BESIDE = """\
## What comes with a code

| name | in | what it is |
|---|---|---|
| `argument` | `extensions`, with `BAD_USER_INPUT` | The argument, and the fields within it. |
| `field` | `UserError` | The same in the input of a mutation, as a list; null where the whole is meant. |
| `id` | `extensions`, with `INTERNAL` | Sixteen hexadecimal digits, under which the log has the cause. |

`argument` is written `filter.careDate.from`. Of a variable it is where the variable is used first. A bad
value among the HTTP statuses has no `argument`.
"""


def page(schema: GraphQLSchema) -> str:
    """The whole page, in Markdown."""
    enum = schema.type_map["ErrorCode"]
    assert isinstance(enum, GraphQLEnumType)
    codes = [_code(code, enum.values[code.value].description or "") for code in ErrorCode]
    return "\n".join([BEGINNING, "## Codes\n", *codes, *_documents(), BESIDE, *_doors()])


def _code(code: ErrorCode, sentence: str) -> str:
    told = CODES[code]
    statuses = ", ".join(str(door.status) for door in DOORS if door.code is code)
    places = [place.value for place in told.places] + ([f"HTTP status {statuses}"] if statuses else [])
    return "\n".join([
        f"### `{code}`\n",
        f"{sentence}\n",
        f"- When: {told.when}",
        f"- Where: {'; '.join(places)}.",
        f"- What to do: {told.do}",
        f"- Send it again: {told.again.value}.\n",
    ])  # fmt: skip


def _documents() -> Iterator[str]:
    yield "## Codes about the document\n"
    yield "They are in `errors[].extensions.code`, and not in the enum of the schema. Mend the document.\n"
    yield "| code | when |\n|---|---|"
    yield from (f"| `{code}` | {when} |" for code, when in OF_DOCUMENTS.items())
    yield ""


def _doors() -> Iterator[str]:
    yield "## HTTP statuses\n"
    yield "| status | code | when |\n|---|---|---|"
    yield from (_door(door) for door in DOORS)
    yield ""


def _door(door: Door) -> str:
    return f"| {door.status} | `{door.code}` | {door.when} |"
