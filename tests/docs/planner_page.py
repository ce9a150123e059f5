"""The SQL on `docs/planner.md`, made of the operations on it: `python -m tests.docs.planner_page` writes it anew."""

import re
from collections.abc import Callable

from explain.sql_layout import laid_out, on_one_line
from explain.sql_text import Group, Item, parsed
from planner.plans import Ready
from runtime.actor import Role
from runtime.settings import ROOT
from tests.both_ways import PLANS

PAGE = ROOT / "docs" / "planner.md"
WIDTH = 110
MADE = re.compile(r"(<!-- made: (?P<name>[^\n]+) -->\n```sql\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
QUERY = re.compile(r"^```graphql\n(.*?)^```$", re.MULTILINE | re.DOTALL)

LINES = "{ me { reimbursements(first: 1) { edges { node { spent } } } } }"
FOUND = "query($s: String) { acts(search: $s, first: 5) { edges { node { label } } } }"
PORTFOLIO = "{ members(first: 1) { edges { node { number contracts { number } } } } }"


def statement(query: str, role: Role = Role.MEMBER, **variables: object) -> Group:
    found = PLANS.of(query, variables, None, role, recorded=role in (Role.AGENT, Role.BROKER))
    assert isinstance(found, Ready), found
    return parsed(found.statement.sql)


def query_of(page: str) -> str:
    """The one that it follows."""
    (query,) = QUERY.findall(page)
    return str(query)


def home(page: str) -> Group:
    """The statement of the page's own query."""
    return statement(query_of(page))


def derived(whole: Group, name: str) -> list[str]:
    """What stands in the brackets before a name."""
    (found,) = (group for group in whole.groups() if group.name == name)
    return laid_out(found, WIDTH)


def value(whole: Group, name: str) -> list[str]:
    """The value of one response name, with the name."""
    for group in whole.groups():
        if f'"{name}"' in group.items and group.is_select:
            (part,) = (part for part in _values(group) if part[-1] == f'"{name}"')
            return [on_one_line(part)]
    raise LookupError(name)


def taken(whole: Group, level: str, column: str) -> list[str]:
    """A column of a derived table."""
    (found,) = (group for group in whole.groups() if group.name == level)
    (part,) = (part for part in _values(found) if part[-1] == column)
    return laid_out(Group(items=part), WIDTH)


PARTS: dict[str, Callable[[str], list[str]]] = {
    "the statement": lambda page: laid_out(home(page), WIDTH),
    "seen in full": lambda _: taken(statement(LINES), "t1", "c0"),
    "restricted": lambda _: value(statement(LINES), "spent"),
    "a choice": lambda _: derived(statement(FOUND, Role.MEMBER, s="cons"), "t0"),
    "a mark": lambda _: value(statement(PORTFOLIO, Role.AGENT), "$seen"),
}
"""By their names in the comments before the blocks."""


def rewritten(page: str) -> str:
    def made(found: re.Match[str]) -> str:
        return found[1] + "\n".join(PARTS[found["name"]](page)) + "\n"

    return MADE.sub(made, page)


def _values(group: Group) -> list[list[Item]]:
    parts: list[list[Item]] = [[]]
    for item in group.items[1:]:
        if item == "FROM":
            break
        if item == ",":
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text()))
