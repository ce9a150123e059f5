"""docs/visibility.md has a line for every field of every type, and none for what is not there."""

import pytest
from graphql import GraphQLObjectType

from tests.visibility.conftest import SCHEMA
from tests.visibility.expected import WORDS
from tests.visibility.matrix import CELLS, READERS, ROWS, Matrix

PLUMBING = {
    "Query", "Mutation", "PageInfo", "Acknowledgement", "UserError", "SessionPayload", "SecondFactorPayload",
    "AccountActivatePayload", "ActivationIssuePayload", "SecretRevealPayload", "ProfilePayload", "ClientSecretPayload",
}  # fmt: skip
"""What everybody sees: it holds nothing of a household by itself."""


def fields() -> set[tuple[str, str]]:
    kinds = [kind for kind in SCHEMA._schema.type_map.values() if isinstance(kind, GraphQLObjectType)]
    return {
        (kind.name, field)
        for kind in kinds
        if not kind.name.startswith("__")
        and not kind.name.endswith(("Connection", "Edge"))
        and kind.name not in PLUMBING
        for field in kind.fields
    }


def test_every_field_has_a_line_and_every_line_a_field(page: Matrix) -> None:
    lines = {key for key in page.cells if key[1] != ROWS}
    assert fields() - lines == set(), "fields without a line: who sees them?"
    assert lines - fields() == set(), "lines of fields that are no longer there"


def test_every_type_says_which_rows_are_seen_in_words_that_are_explained(page: Matrix) -> None:
    for type_name in {type_name for type_name, _ in page.cells}:
        for reader in READERS:
            assert page.rows(type_name, reader) in WORDS, (type_name, reader)


def test_every_cell_is_one_of_the_words(page: Matrix) -> None:
    for (type_name, field), cells in page.cells.items():
        if field != ROWS:
            assert set(cells.values()) <= set(CELLS), (type_name, field)


@pytest.mark.parametrize("reader", READERS)
def test_what_is_hidden_is_the_type_of_which_nothing_is_seen(page: Matrix, reader: str) -> None:
    for (type_name, field), cells in page.cells.items():
        if field != ROWS:
            nothing = page.rows(type_name, reader) == "none"
            assert (cells[reader] == "hidden") == nothing, (type_name, field)
