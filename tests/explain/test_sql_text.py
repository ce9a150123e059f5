"""A statement is taken apart as Postgres reads it."""

from typing import Any

import pytest

from explain.sql_layout import laid_out
from explain.sql_text import TOKEN, parsed, renamed
from routes.ide import all_examples
from runtime.actor import Role
from tests.planner.test_plan import OPERATIONS, planned

LEFT = ("members(", "procedures(first: 10) { totalCount")
COVERED: list[tuple[str, dict[str, Any]]] = [
    (each.query, {}) for each in all_examples() if not any(words in each.query for words in LEFT)
]
STATEMENTS = [
    planned(operation, **variables).statement.sql for operation, variables in [*OPERATIONS, *COVERED]
]


def tokens(sql: str) -> list[str]:
    return [found["token"] for found in TOKEN.finditer(sql) if found["token"]]


@pytest.mark.parametrize("sql", STATEMENTS, ids=range(len(STATEMENTS)))
def test_a_statement_that_is_laid_out_is_the_same_statement(sql: str) -> None:
    lines = laid_out(parsed(sql))
    assert len(lines) > 5
    assert tokens("\n".join(lines)) == tokens(sql)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT a.x FROM a", 'SELECT "a#0" . x FROM a AS "a#0"'),
        ("SELECT b.x FROM a AS b", 'SELECT "a#0" . x FROM a AS "a#0"'),
        (
            "SELECT a.x, (SELECT count(*) FROM a WHERE a.y = b.y) FROM a JOIN b ON b.x = a.x",
            'SELECT "a#0" . x , (SELECT count (*) FROM a AS "a#2" WHERE "a#2" . y = "b#1" . y) '
            'FROM a AS "a#0" JOIN b AS "b#1" ON "b#1" . x = "a#0" . x',
        ),
        ("SELECT a.x ->> 'y' FROM a WHERE a.x @> $1", 'SELECT "a#0" . x ->> \'y\' FROM a AS "a#0" WHERE "a#0" . x @> $1'),
        ("SELECT t0.a FROM (SELECT a.a FROM a, b) AS t0", None),
        ("SELECT '(FROM b' FROM a WHERE a.x IS DISTINCT FROM b", 'SELECT \'(FROM b\' FROM a AS "a#0" '
         'WHERE "a#0" . x IS DISTINCT FROM b'),
        ("SELECT 1 FROM unnest($1) AS a WHERE a.x = E'\\'a.x'", "SELECT 1 FROM unnest ($1) AS a WHERE a . x = E'\\'a.x'"),
        ("SELECT EXTRACT(year FROM a.x) FROM a ORDER BY a.x, a.y", 'SELECT EXTRACT (year FROM "a#0" . x) '
         'FROM a AS "a#0" ORDER BY "a#0" . x , "a#0" . y'),
    ],
)  # fmt: skip
def test_every_table_bears_the_name_of_its_place(sql: str, expected: str | None) -> None:
    expected = expected or 'SELECT t0 . a FROM (SELECT "a#0" . a FROM a AS "a#0" , b AS "b#1") AS t0'
    assert renamed(parsed(sql)) == expected


def test_the_actors_setting_is_no_table() -> None:
    whole = parsed(planned("{ me { number } }", Role.AGENT).statement.sql)
    tables = {name for group in whole.groups() for name in group.tables}
    assert tables == {"members", "people"}
