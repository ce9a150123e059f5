"""Bring the catalogue's files into a database: as often as one likes, and nothing is there twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.catalogue.acts_file import Act, ActsFile
from actions.catalogue.changes_file import acts_with_changes
from actions.catalogue.files import CATALOGUE, read
from actions.catalogue.grids import read_grids
from actions.catalogue.hospitals_file import HospitalsFile
from actions.catalogue.products_load import products_load
from actions.catalogue.rows import Count, Wanted, bring, keys_by
from actions.catalogue.schemes_file import SchemesFile
from models.acts import ActRow, ActTariffRow
from models.affiliations import MandatorySchemeRow
from models.hospitals import HospitalRow
from rules.names import folded
from rules.reimbursement.constants import read_constants

ONE_AT_A_TIME = 7_405_121_962

OF_AN_ACT = {
    "code", "label", "nomenclature", "category", "family", "basket", "variant", "heavy", "flat_contribution",
    "from_age", "below_age", "alternative", "typical",
}  # fmt: skip
"""What the file says of an act in the very words of its columns."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the rows of each table, by its name."""

    tables: dict[str, Count]

    @property
    def changed(self) -> bool:
        """Whether anything did."""
        return any(each.inserted or each.updated or each.removed for each in self.tables.values())


async def catalogue_load(owner: AsyncConnection, folder: Path = CATALOGUE) -> Loaded:
    """Load all files, in the caller's transaction, as the owner of the tables.

    Rows are found by what they are called: an act's or a product's code, a level's rank, a hospital's FINESS,
    a tariff's act, practitioner and first day. Whatever has a name stays for ever, since other rows refer to
    it; tariffs, guarantees, allowances and prices are those of the files and no others, but for what ended
    before the files begin.

    A file of `changes/` ends what holds and begins another: a tariff, a price, an allowance, a guarantee.
    Constants are not in the database: the rules read them from the same folder.

    `CatalogueFault` names the file, the entry and the field; nothing is written then.
    """
    read_constants(folder)
    acts, grids = acts_with_changes(folder), read_grids(folder)
    schemes = read(SchemesFile, "schemes.json", folder)
    hospitals = read(HospitalsFile, "hospitals.json", folder)
    await owner.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
    counts = {
        "mandatory_schemes": await _schemes(owner, schemes),
        "hospitals": await _hospitals(owner, hospitals),
    }
    return Loaded(counts | await _acts(owner, acts) | await products_load(owner, grids))


async def _schemes(owner: AsyncConnection, file: SchemesFile) -> Count:
    rows = [{"scheme_code": each.code, "label": each.label, "url": each.url} for each in file.schemes]
    return await bring(owner, MandatorySchemeRow, ["scheme_code"], rows)


async def _hospitals(owner: AsyncConnection, file: HospitalsFile) -> Count:
    rows = [
        {**each.model_dump(), "search": folded(f"{each.name} {each.city} {each.finess}")}
        for each in file.hospitals
    ]
    return await bring(owner, HospitalRow, ["finess"], rows)


async def _acts(owner: AsyncConnection, file: ActsFile) -> dict[str, Count]:
    """Acts, and their tariffs."""
    rows = [
        {
            **act.model_dump(include=OF_AN_ACT),
            "search": folded(f"{act.code} {act.label}"),
            "position": position,
            "care_family": act.care_family.value,
            "deductible_kind": None if act.deductible_kind is None else act.deductible_kind.value,
        }
        for position, act in enumerate(file.acts)
    ]
    acts = await bring(owner, ActRow, ["code"], rows)
    keys = await keys_by(owner, ActRow, "act_id", "code")
    tariffs = [row for act in file.acts for row in _tariffs(file, act, keys[act.code])]
    theirs = ActTariffRow.act_id.in_({keys[act.code] for act in file.acts})
    key = ["act_id", "practitioner", "valid_from"]
    loaded = await bring(owner, ActTariffRow, key, tariffs, theirs, removing=True)
    return {"acts": acts, "act_tariffs": loaded}


def _tariffs(file: ActsFile, act: Act, act_id: int) -> Iterator[Wanted]:
    for tariff in act.tariffs:
        for first, last in act.same_rate(tariff, file.first_day):
            for practitioner in tariff.practitioners:
                yield {
                    "act_id": act_id,
                    "practitioner": practitioner,
                    "valid_from": first,
                    "valid_to": last,
                    "reimbursement_base": tariff.reimbursement_base,
                    "rate": act.rate(tariff, first),
                    "limit_price": tariff.limit_price,
                    "source": "; ".join(file.sources[mark] for mark in tariff.sources),
                    "certainty": tariff.certainty.value,
                }
