"""`docs/glossary.md` has the words of the schema, and no name that is not in the code."""

import re

from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType

from models import Base
from runtime.settings import ROOT
from schema.build import build

SCHEMA = build()._schema
ROW = re.compile(
    r"^\| (?P<french>[^|`]+) \| (?P<api>`[^|]+`) \| (?P<table>`\w+`) \| (?P<meaning>[^|]+) \|$", re.MULTILINE
)
PAGE = (ROOT / "docs" / "glossary.md").read_text()
ROWS = list(ROW.finditer(PAGE))
API_NAMES = {name for row in ROWS for name in re.findall(r"`([\w.]+)`", row["api"])}
FRENCH = re.compile(r"\((?=[^)\d]*[a-zé])([^()]+)\)")


def has_french(description: str | None) -> bool:
    """There is a French word in brackets."""
    return FRENCH.search(description or "") is not None


def exists(name: str) -> bool:
    kind, _, part = name.partition(".")
    found = SCHEMA.type_map.get(kind)
    parts = found.values if isinstance(found, GraphQLEnumType) else getattr(found, "fields", {})
    return found is not None and (not part or part in parts)


def test_every_row_of_a_table_is_read() -> None:
    lines = [line for line in PAGE.splitlines() if line.startswith("|") and "|---" not in line]
    assert len(ROWS) == len(lines) - PAGE.count("|---|---|---|---|")
    assert len(ROWS) > 40


def test_every_type_with_a_french_word_is_there() -> None:
    kinds = GraphQLObjectType | GraphQLInterfaceType | GraphQLEnumType
    named = {
        name
        for name, kind in SCHEMA.type_map.items()
        if isinstance(kind, kinds) and not name.startswith("__") and has_french(kind.description)
    }
    assert "Contract" in named
    assert named - {name.partition(".")[0] for name in API_NAMES} == set()


def test_every_name_of_the_api_and_every_table_is_in_the_code() -> None:
    assert [name for name in sorted(API_NAMES) if not exists(name)] == []
    assert {row["table"].strip("`") for row in ROWS} <= set(Base.metadata.tables)


def test_a_french_word_is_there_once() -> None:
    words = [row["french"] for row in ROWS]
    assert sorted(set(words)) == sorted(words)
