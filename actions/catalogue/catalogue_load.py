"""Bring the catalogue's files into a database: as often as one likes, and nothing is there twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import and_, text
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.catalogue.acts_file import Act, ActsFile
from actions.catalogue.changes_file import acts_with_changes
from actions.catalogue.files import CATALOGUE, read
from actions.catalogue.hospitals_file import HospitalsFile
from actions.catalogue.products_file import Grid, ProductsFile
from actions.catalogue.rows import Count, Wanted, bring, keys_by
from actions.catalogue.schemes_file import SchemesFile
from models.acts import ActRow, ActTariffRow
from models.affiliations import MandatorySchemeRow
from models.guarantees import AllowanceRow, GuaranteeRow
from models.hospitals import HospitalRow
from models.products import InsurerRow, PlanRow, PremiumTariffRow, ProductRow
from rules.names import folded

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


@dataclass(frozen=True, slots=True)
class Place:
    """A grid with the keys of whose it is: a level, or a product that has none."""

    product_id: int
    plan_id: int | None
    grid: Grid


async def catalogue_load(owner: AsyncConnection, folder: Path = CATALOGUE) -> Loaded:
    """Load all files, in the caller's transaction, as the owner of the tables.

    Rows are found by what they are called: an act's or a product's code, a level's rank, a hospital's FINESS,
    a tariff's act, practitioner and first day. Whatever has a name stays for ever, since other rows refer to
    it; tariffs and open lines of guarantees, allowances and prices are those of the files and no others.

    A file of `changes/` ends a tariff and begins another. Constants are not in the database: the rules read
    them from the same folder.

    `CatalogueFault` names the file, the entry and the field; nothing is written then.
    """
    acts, products = acts_with_changes(folder), read(ProductsFile, "products.json", folder)
    schemes = read(SchemesFile, "schemes.json", folder)
    hospitals = read(HospitalsFile, "hospitals.json", folder)
    await owner.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
    counts = {
        "mandatory_schemes": await _schemes(owner, schemes),
        "hospitals": await _hospitals(owner, hospitals),
    }
    return Loaded(counts | await _acts(owner, acts) | await _products(owner, products))


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


async def _products(owner: AsyncConnection, file: ProductsFile) -> dict[str, Count]:
    """Insurers, products, levels, prices, allowances, guarantees."""
    insurers = await bring(owner, InsurerRow, ["name"], [each.model_dump() for each in file.insurers])
    insurer_ids = await keys_by(owner, InsurerRow, "insurer_id", "name")
    named = {"code", "name", "line_of_business", "responsible", "exclusions"}
    products = [
        {**each.model_dump(include=named), "insurer_id": insurer_ids[each.insurer]} for each in file.products
    ]
    loaded = {"insurers": insurers, "products": await bring(owner, ProductRow, ["code"], products)}
    product_ids = await keys_by(owner, ProductRow, "product_id", "code")
    levels = [
        {"product_id": product_ids[product.code], "rank": level.rank, "label": level.label}
        for product in file.products
        for level in product.levels
    ]
    loaded["plans"] = await bring(owner, PlanRow, ["product_id", "rank"], levels)
    plan_ids = await keys_by(owner, PlanRow, "plan_id", "product_id", "rank")
    places = [
        Place(
            product_ids[product.code],
            plan_ids.get((product_ids[product.code], rank)),
            file.grid(product, rank),
        )
        for product in file.products
        for rank, _, _ in product.entries()
    ]
    return loaded | await _grids(owner, file, places)


async def _grids(owner: AsyncConnection, file: ProductsFile, places: Sequence[Place]) -> dict[str, Count]:
    """Prices, allowances and guarantees. The rows that are open are the files'; those that ended are kept."""
    product_ids = {place.product_id for place in places}
    days = {"valid_from": file.first_day, "valid_to": None}
    prices = [
        {"product_id": each.product_id, "plan_id": each.plan_id, **days, **each.grid.premium.model_dump()}
        for each in places
        if each.grid.premium is not None
    ]
    allowances = [
        {"product_id": each.product_id, "plan_id": each.plan_id, **days, **allowance.model_dump()}
        for each in places
        for allowance in each.grid.allowances
    ]
    whose = ["product_id", "plan_id"]
    prices_now, allowances_now, guarantees_now = (
        and_(table.product_id.in_(product_ids), table.valid_to.is_(None))
        for table in (PremiumTariffRow, AllowanceRow, GuaranteeRow)
    )
    loaded_prices = await bring(owner, PremiumTariffRow, whose, prices, prices_now, removing=True)
    key = [*whose, "code"]
    loaded_allowances = await bring(owner, AllowanceRow, key, allowances, allowances_now)
    lines = await _guarantees(owner, places, days)
    loaded_lines = await bring(
        owner, GuaranteeRow, [*whose, "position"], lines, guarantees_now, removing=True
    )
    # Not before: until now a guarantee may have spoken of what goes.
    gone = await bring(owner, AllowanceRow, key, allowances, allowances_now, removing=True)
    return {
        "premium_tariffs": loaded_prices,
        "allowances": loaded_allowances + Count(removed=gone.removed),
        "guarantees": loaded_lines,
    }


async def _guarantees(owner: AsyncConnection, places: Sequence[Place], days: Wanted) -> list[Wanted]:
    """A line's place in the file is its place in the table."""
    keys = await keys_by(owner, AllowanceRow, "allowance_id", "product_id", "plan_id", "code", "valid_to")
    return [
        {
            "product_id": each.product_id,
            "plan_id": each.plan_id,
            "family": line.family,
            "practitioner": line.practitioner,
            "basket": line.basket,
            "variant": line.variant,
            "waiting_months": line.waiting_months,
            "label": line.label,
            "position": position,
            "expression": line.expression,
            "allowance_id": keys.get((each.product_id, each.plan_id, line.allowance, None)),
            **days,
        }
        for each in places
        for position, line in enumerate(each.grid.guarantees)
    ]
