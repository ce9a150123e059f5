"""`catalogue/changes/*.json`: what changes from a day on. A tariff of 2027 is a file here.

The load ends the tariff that holds until then on the day before. Constants of the same files are read by
`rules.reimbursement.constants`.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from actions.catalogue.acts_file import ActsFile, Tariff
from actions.catalogue.files import CatalogueFault, Declared, Text, read, read_text

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


class ChangesFile(Declared):
    about: Text
    sources: dict[str, Text] = Field(default_factory=dict)
    constants: list[ConstantChange] = Field(default_factory=list)
    tariffs: list[TariffChange] = Field(default_factory=list)

    @model_validator(mode="after")
    def _sources_are_explained(self) -> "ChangesFile":
        for tariff in self.tariffs:
            for mark in tariff.sources:
                if mark not in self.sources:
                    raise ValueError(f"{tariff.code}: sources: {mark} is not explained")
        return self


def acts_with_changes(folder: Path) -> ActsFile:
    """The acts as all files together say. `CatalogueFault` names the file and the entry."""
    acts = read(ActsFile, ACTS, folder)
    files = sorted((folder / "changes").glob("*.json"))
    if not files:
        return acts
    whole: dict[str, Any] = json.loads((folder / ACTS).read_text("utf-8"))
    for file in files:
        name = f"changes/{file.name}"
        read(ChangesFile, name, folder)  # says what is wrong with it
        change = json.loads(file.read_text("utf-8"))
        whole["sources"] |= change.get("sources", {})
        for tariff in change.get("tariffs", []):
            _change(whole, name, tariff)
    return read_text(ActsFile, name, json.dumps(whole))


def _change(whole: dict[str, Any], file: str, tariff: dict[str, Any]) -> None:
    code = tariff["code"]
    act = next((each for each in whole["acts"] if each["code"] == code), None)
    if act is None:
        raise CatalogueFault(file, code, "code", "there is no such act in acts.json")
    new = {name: value for name, value in tariff.items() if name != "code"}
    whose, first = set(new.get("practitioners", ["ANY"])), new["valid_from"]
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
