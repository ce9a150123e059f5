"""`docs/errors.md` says what the code does: no code without its texts, no text without its code."""

import ast
from collections.abc import Iterator

from cli_develop import ERRORS, errors_page
from rules.error_guide import CODES, DOORS, OF_DOCUMENTS, Place
from rules.refusals import ErrorCode
from runtime.settings import ROOT
from tests.hub_client import HubClient

BY_STARLETTE = {404, 405}
"""Its own refusals, which `routes.refusals.not_served` gives their code."""


def calls(rooms: str, *names: str) -> Iterator[tuple[str, list[ast.expr]]]:
    """The calls of functions and classes of these names: the file, and the arguments."""
    for path in sorted(ROOT.glob(rooms)):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in names:
                yield path.relative_to(ROOT).parts[0], node.args


def code_of(expression: ast.expr) -> ErrorCode | None:
    is_one = isinstance(expression, ast.Attribute) and getattr(expression.value, "id", None) == "ErrorCode"
    return ErrorCode[expression.attr] if is_one else None


def refused() -> set[tuple[str, ErrorCode]]:
    """The codes of the refusals that are made, each with the room where."""
    return {
        (room, code)
        for rooms in ("actions/**/*.py", "rules/**/*.py", "resolvers/*.py", "schema/*.py")
        for room, arguments in calls(rooms, "Refusal")
        if arguments and (code := code_of(arguments[0])) is not None
    }


def test_the_page_is_what_the_code_says() -> None:
    assert ERRORS.read_text() == errors_page()


def test_every_code_has_its_texts() -> None:
    assert set(CODES) == set(ErrorCode)
    assert all(each.when and each.places and each.do for each in CODES.values())


def test_every_code_is_on_the_page_with_its_sentence_of_the_schema() -> None:
    page = errors_page()
    for code in (*ErrorCode, *OF_DOCUMENTS):
        assert f"`{code}`" in page
    for code, told in CODES.items():
        section = page.partition(f"### `{code}`")[2].partition("###")[0]
        assert told.when in section
        assert told.do in section
        assert told.again.value in section


def test_a_refusal_has_a_place_where_a_person_reads_it() -> None:
    made = refused()
    assert ("actions", ErrorCode.NOT_FOUND) in made
    for room, code in made:
        read = {Place.PAYLOAD} if room == "actions" else {Place.PAYLOAD, Place.REASON}
        assert read & set(CODES[code].places), (room, code)


def test_a_code_that_people_read_is_one_of_some_refusal() -> None:
    told = {code for code, each in CODES.items() if {Place.PAYLOAD, Place.REASON} & set(each.places)}
    assert told == {code for _, code in refused()}


def test_the_doors_answer_with_the_statuses_of_the_page_and_no_others() -> None:
    answered = {
        (arguments[0].value, code_of(arguments[1]))
        for rooms in ("routes/*.py", "gateway.py")
        for _, arguments in calls(rooms, "refusal", "Refused")
        if len(arguments) > 1 and isinstance(arguments[0], ast.Constant)
    }
    written = {(door.status, door.code) for door in DOORS}
    assert answered == {each for each in written if each[0] not in BY_STARLETTE}


async def test_the_statuses_that_starlette_gives_have_the_code_of_the_page(hub: HubClient) -> None:
    codes = {door.status: door.code for door in DOORS}
    for response in (await hub.http.get("/nothing"), await hub.http.put("/graphql")):
        assert response.status_code in BY_STARLETTE
        assert response.json()["errors"][0]["extensions"]["code"] == codes[response.status_code]
