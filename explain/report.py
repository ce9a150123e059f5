"""What was found out of an operation: each field with the places where its rows are read."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from explain.conditions import Condition, conditions_of
from explain.explained import Explained
from explain.fields import Field
from explain.figures import Figures
from explain.reads import Read
from planner.statement import Statement
from planner.uncovered import Path


@dataclass(frozen=True, slots=True)
class Part:
    """One place where rows of a field are read, or counted."""

    read: Read
    conditions: list[Condition]
    figures: Figures

    @property
    def path(self) -> Path:
        return self.read.path if self.read.counted is None else (*self.read.path, self.read.counted)


@dataclass(frozen=True, slots=True)
class Report:
    fields: tuple[Field, ...]
    parts: tuple[Part, ...]
    found: Explained

    @classmethod
    def of(cls, fields: tuple[Field, ...], statement: Statement, found: Explained) -> "Report":
        conditions = {read: conditions_of(read, found.whole, statement) for read in found.reads}
        parts = (Part(read, conditions[read], found.figures.get(read, Figures())) for read in found.reads)
        return cls(fields, tuple(parts), found)

    def parts_of(self, field: Field) -> list[Part]:
        return [part for part in self.parts if part.path == field.path]

    def elsewhere(self) -> list[Part]:
        """What is of no field that was found."""
        paths = {field.path for field in _all(self.fields)}
        return [part for part in self.parts if part.path not in paths]

    @property
    def json(self) -> dict[str, Any]:
        """For programs; values that JSON does not know are texts."""
        found = self.found
        return {
            "fields": [self._field(field) for field in self.fields],
            "elsewhere": [_part(part) for part in self.elsewhere()],
            "statements": 1,
            "answerBytes": found.answer_bytes,
            "answerMs": round(found.answer_ms, 3),
            "planningMs": found.planning_ms,
            "executionMs": found.execution_ms,
            "blocks": found.blocks,
            "parameters": {
                name: value if isinstance(value, int | None) else str(value)
                for name, value in found.parameters.items()
            },
        }

    def _field(self, field: Field) -> dict[str, Any]:
        told: dict[str, Any] = {"key": field.key, "type": field.type_}
        if field.is_computed:
            told["computed"] = True
        if parts := self.parts_of(field):
            told["reads"] = [_part(part) for part in parts]
        if field.fields:
            told["fields"] = [self._field(each) for each in field.fields]
        return told


def _part(part: Part) -> dict[str, Any]:
    figures = part.figures
    return {
        "tables": [*part.read.group.tables],
        "conditions": [{"kind": each.kind, "sql": each.sql} for each in part.conditions],
        "rows": figures.rows,
        "loops": figures.loops,
        "ms": round(figures.ms, 3),
        "scans": [asdict(scan) | {"ms": round(scan.ms, 3)} for scan in figures.scans.values()],
    }


def _all(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from _all(field.fields)
