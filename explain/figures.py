"""What EXPLAIN says of a statement, told by the places where it reads.

Postgres flattens what it can, and calls a table that comes again `people_5`. Which of them that is, a second
EXPLAIN says, of the same statement with a name for each table: both have the same form, node by node.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from explain.reads import NUMBERED, Read

Json = dict[str, Any]

APART = ("SubPlan", "InitPlan")
"""How a node hangs on another in whose expressions it is, and not among what that one reads."""


class OtherPlan(Exception):
    """The two EXPLAINs differ in form: statistics were made between them."""


@dataclass(slots=True)
class Scan:
    """A table read, all the places of one `Read` that read it alike together."""

    table: str
    how: str
    index: str | None
    places: int = 0
    rows: float = 0
    removed: float = 0
    """Rows that were read and did not meet the conditions."""
    loops: int = 0
    ms: float = 0


@dataclass(slots=True)
class Figures:
    """`ms` is the time of its own nodes, without those of the fields below."""

    rows: int = 0
    loops: int = 0
    ms: float = 0
    scans: dict[tuple[str, str, str | None], Scan] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class _Node:
    plan: Json
    alias: str
    """Nothing for what reads no table itself."""
    children: list["_Node"]
    read: Read | None = None

    @property
    def total(self) -> float:
        return float(self.plan["Actual Total Time"] * self.plan["Actual Loops"])

    @property
    def rows(self) -> float:
        return float(self.plan["Actual Rows"] * self.plan["Actual Loops"])

    @property
    def is_apart(self) -> bool:
        return self.plan.get("Parent Relationship") in APART

    def within(self) -> Iterator["_Node"]:
        yield self
        for child in self.children:
            yield from child.within()


def figures_of(plan: Json, named: Json, reads: list[Read]) -> dict[Read | None, Figures]:
    """By the places of a statement; what is of none of them, the writing of the answer, under none."""
    root = _tree(plan, named)
    by_table = {name: read for read in reads for name in read.tables}
    by_number = {read.number: read for read in reads if read.counted is None}
    _assign(root, by_table, by_number)
    _inherit(root, None)
    found: dict[Read | None, Figures] = defaultdict(Figures)
    for node in root.within():
        figures = found[node.read]
        figures.ms += node.total - sum(child.total for child in node.children)
        if node.read is not None and node.alias in by_table:
            _add(figures, node, node.read.tables[node.alias])
    for top in _tops(root, None):
        assert top.read is not None
        found[top.read].rows += round(_given(top).rows)
        found[top.read].loops += top.plan["Actual Loops"]
    return found


def _tree(plan: Json, named: Json) -> _Node:
    if (plan["Node Type"], plan.get("Index Name")) != (named["Node Type"], named.get("Index Name")):
        raise OtherPlan
    inner, inner_named = plan.get("Plans", []), named.get("Plans", [])
    if len(inner) != len(inner_named):
        raise OtherPlan
    return _Node(
        plan, named.get("Alias", ""), [_tree(*both) for both in zip(inner, inner_named, strict=True)]
    )


def _assign(node: _Node, by_table: Mapping[str, Read], by_number: Mapping[int | None, Read]) -> None:
    """A table's node is of where the table stands in the text; others are of what they read first."""
    for child in node.children:
        _assign(child, by_table, by_number)
    derived = NUMBERED.fullmatch(node.alias)
    if node.alias in by_table:
        node.read = by_table[node.alias]
    elif derived:
        node.read = by_number.get(int(derived[2]))
    if node.read is None and node.alias != "g":
        below = (child.read for child in node.children if not child.is_apart)
        node.read = next((read for read in below if read is not None), None)


def _inherit(node: _Node, read: Read | None) -> None:
    node.read = node.read or read
    for child in node.children:
        _inherit(child, node.read)


def _tops(node: _Node, around: Read | None) -> Iterator[_Node]:
    """The nodes that give a place its rows: the uppermost over its own tables."""
    if node.read is not None and node.read is not around:
        own = node.read.group.tables.values()
        if any(each.alias in own for each in _together(node)):
            yield node
    for child in node.children:
        yield from _tops(child, node.read)


def _together(node: _Node) -> Iterator[_Node]:
    """With what it reads, and not what its expressions look at."""
    yield node
    for child in node.children:
        if not child.is_apart and child.read is node.read:
            yield from _together(child)


def _given(top: _Node) -> _Node:
    """Where the rows are that an aggregate makes one value of."""
    below = [child for child in top.children if not child.is_apart and child.read is top.read]
    written = top.plan["Node Type"] == "Aggregate" and "Group Key" not in top.plan
    derived = top.plan["Node Type"] == "Subquery Scan"
    return _given(below[0]) if (written or derived) and below else top


def _add(figures: Figures, node: _Node, table: str) -> None:
    plan = node.plan
    index = " + ".join(dict.fromkeys(_indexes(node))) or None
    key = (table, plan["Node Type"], index)
    scan = figures.scans.setdefault(key, Scan(*key))
    scan.places += 1
    scan.rows += node.rows
    scan.removed += plan.get("Rows Removed by Filter", 0) * plan["Actual Loops"]
    scan.loops += plan["Actual Loops"]
    scan.ms += node.total


def _indexes(node: _Node) -> Iterator[str]:
    """Its own, or those of the bitmaps that say which pages to read."""
    if "Index Name" in node.plan:
        yield node.plan["Index Name"]
    for child in node.children:
        if child.plan["Node Type"].startswith("Bitmap") and not child.is_apart:
            yield from _indexes(child)
