"""`catalogue/changes/*.json`: what changes from a day on. A tariff or a table of 2027 is a file here.

What holds until then ends on the day before, and stays for the care of its days. Constants of the same files
are read by `rules.reimbursement.constants`, levels by `actions.catalogue.grids`.
"""

import json
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

from pydantic import Field, model_validator

from actions.catalogue.acts_file import ActsFile, Tariff
from actions.catalogue.files import Declared, Text, read, read_text
from actions.catalogue.products_file import Allowance, Line, Premium
from rules.catalogue_fault import CatalogueFault

ACTS = "acts.json"


class TariffChange(Tariff):
    """A tariff of an act of `acts.json`, from `valid_from` on."""

    code: Text
    valid_from: date


class ConstantChange(Declared):
    code: Text
    value: Text
    valid_from: date
    source: Text
    certainty: Text


class LevelChange(Declared):
    """What a level costs or pays from `valid_from` on; what is not said here goes on.

    `guarantees` are all the lines of the families that they name: a family that is no longer paid has one
    line whose expression is NONE. An allowance takes the place of the one of its code.
    """

    product: Text
    rank: int | None = Field(None, ge=1)
    """None: of a product that has no levels."""
    valid_from: date
    source: Text
    """Where it is read: a table of guarantees, an amendment, a decision."""
    premium: Premium | None = None
    allowances: list[Allowance] = Field(default_factory=list)
    guarantees: list[Line] = Field(default_factory=list)

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.premium is None and not self.allowances and not self.guarantees:
            raise ValueError("say what changes: a premium, allowances or guarantees")
        return self


class ChangesFile(Declared):
    about: Text
    sources: dict[str, Text] = Field(default_factory=dict)
    constants: list[ConstantChange] = Field(default_factory=list)
    tariffs: list[TariffChange] = Field(default_factory=list)
    levels: list[LevelChange] = Field(default_factory=list)

    @model_validator(mode="after")
    def _sources_are_explained(self) -> "ChangesFile":
        for tariff in self.tariffs:
            for mark in tariff.sources:
                if mark not in self.sources:
                    raise ValueError(f"{tariff.code}: sources: {mark} is not explained")
        return self


def changes_in(folder: Path) -> dict[str, ChangesFile]:
    """Each file of changes by its name, in their order. `CatalogueFault` names the file and the entry."""
    names = [f"changes/{file.name}" for file in sorted((folder / "changes").glob("*.json"))]
    return {name: read(ChangesFile, name, folder) for name in names}


def acts_with_changes(folder: Path) -> ActsFile:
    """The acts as all files together say, changes in the order of their days, whatever the files are called.

    `CatalogueFault` names the file and the entry.
    """
    acts = read(ActsFile, ACTS, folder)
    whole: dict[str, Any] = json.loads((folder / ACTS).read_text("utf-8"))
    tariffs: list[tuple[str, dict[str, Any]]] = []
    for name in changes_in(folder):
        change = json.loads((folder / name).read_text("utf-8"))
        _explain(whole["sources"], name, change.get("sources", {}))
        tariffs += [(name, tariff) for tariff in change.get("tariffs", [])]
    tariffs.sort(key=lambda each: str(each[1]["valid_from"]))
    for name, its in groupby(tariffs, key=itemgetter(0)):
        for _, tariff in its:
            _change(whole, name, tariff)
        acts = read_text(ActsFile, name, json.dumps(whole))
    return acts


def _explain(known: dict[str, str], file: str, sources: dict[str, str]) -> None:
    """A mark means one source, whichever files use it."""
    for mark, source in sources.items():
        if known.setdefault(mark, source) != source:
            why = f"it is explained as “{known[mark]}” already: take another mark"
            raise CatalogueFault(file, mark, "sources", why)


def _change(whole: dict[str, Any], file: str, tariff: dict[str, Any]) -> None:
    code = tariff["code"]
    act = next((each for each in whole["acts"] if each["code"] == code), None)
    if act is None:
        raise CatalogueFault(file, code, "code", "there is no such act in acts.json")
    new = {name: value for name, value in tariff.items() if name != "code"}
    whose, first = set(new.get("practitioners", ["ANY"])), new["valid_from"]
    going_on = [each for each in act["tariffs"] if each.get("valid_to") is None or each["valid_to"] > first]
    named = sorted({name for each in going_on for name in each.get("practitioners", ["ANY"])})
    if "ANY" in whose and named and "ANY" not in named:
        why = f"its tariffs are by practitioner: say whose this one is, of {', '.join(named)}"
        raise CatalogueFault(file, code, "practitioners", why)
    kept = []
    for each in act["tariffs"]:
        theirs = set(each.get("practitioners", ["ANY"]))
        ends = each.get("valid_to")
        if not theirs & whose or (ends is not None and ends <= first):
            kept.append(each)
            continue
        if each.get("valid_from", "") >= first:
            raise CatalogueFault(
                file, code, "valid_from", f"a tariff from {each['valid_from']} is there already"
            )
        if others := sorted(theirs - whose):
            kept.append({**each, "practitioners": others})
        kept.append({**each, "practitioners": sorted(theirs & whose), "valid_to": first})
    act["tariffs"] = [*kept, new]
