"""Insurers, products, levels, and what each level costs and pays from one day to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.catalogue.grids import Grids, Run, Since, runs
from actions.catalogue.products_file import Allowance, Line
from actions.catalogue.rows import Count, Wanted, bring, keys_by
from models.guarantees import AllowanceRow, GuaranteeRow
from models.products import InsurerRow, PlanRow, PremiumTariffRow, ProductRow

WHOSE = ["product_id", "plan_id"]


@dataclass(frozen=True, slots=True)
class Place:
    """What holds when, with the keys of whose it is: a level, or a product that has none."""

    product_id: int
    plan_id: int | None
    history: Sequence[Since]


async def products_load(owner: AsyncConnection, grids: Grids) -> dict[str, Count]:
    """Bring them to what the files say. From the file's first day on its rows are all there are; those that
    ended before it are kept for the care of their days.
    """
    file = grids.file
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
        Place(product_ids[code], plan_ids.get((product_ids[code], rank)), history)
        for (code, rank), history in grids.by_place.items()
    ]
    return loaded | await _grids(owner, grids, places)


async def _grids(owner: AsyncConnection, grids: Grids, places: Sequence[Place]) -> dict[str, Count]:
    def among(table: Any) -> ColumnElement[bool]:
        of_the_file = or_(table.valid_to.is_(None), table.valid_to > grids.file.first_day)
        return and_(table.product_id.in_({place.product_id for place in places}), of_the_file)

    prices = [row for each in places for row in _prices(each)]
    key = [*WHOSE, "valid_from"]
    loaded = {
        "premium_tariffs": await bring(
            owner, PremiumTariffRow, key, prices, among(PremiumTariffRow), removing=True
        )
    }
    allowances = [row for each in places for row in _allowances(each)]
    key = [*WHOSE, "code", "valid_from"]
    await _let_go(owner, among(AllowanceRow), {tuple(row[name] for name in key) for row in allowances}, key)
    loaded["allowances"] = await bring(
        owner, AllowanceRow, key, allowances, among(AllowanceRow), removing=True
    )
    lines = await _guarantees(owner, places)
    key = [*WHOSE, "position", "valid_from"]
    loaded["guarantees"] = await bring(owner, GuaranteeRow, key, lines, among(GuaranteeRow), removing=True)
    return loaded


async def _let_go(
    owner: AsyncConnection, among: ColumnElement[bool], wanted: set[tuple[Any, ...]], key: Sequence[str]
) -> None:
    """Allowances that are to go are no longer spoken of; the guarantees that did are brought after them."""
    rows = await owner.execute(
        select(AllowanceRow.allowance_id, *(getattr(AllowanceRow, name) for name in key)).where(among)
    )
    going = [row.allowance_id for row in rows if tuple(row[1:]) not in wanted]
    if going:
        unnamed = update(GuaranteeRow).where(GuaranteeRow.allowance_id.in_(going))
        await owner.execute(unnamed.values(allowance_id=null()))


def _row(place: Place, run: Run) -> dict[str, Any]:
    return {
        "product_id": place.product_id,
        "plan_id": place.plan_id,
        "valid_from": run.first,
        "valid_to": run.before,
    }


def _prices(place: Place) -> Iterator[Wanted]:
    states = [
        (each.day, {} if each.grid.premium is None else {None: each.grid.premium}) for each in place.history
    ]
    for _, premium, run in runs(states):
        yield {**_row(place, run), **premium.model_dump()}


def _allowances(place: Place) -> Iterator[Wanted]:
    for _, allowance, run in runs([(each.day, _by_code(each)) for each in place.history]):
        yield {**_row(place, run), **allowance.model_dump()}


def _by_code(since: Since) -> dict[str, Allowance]:
    return {each.code: each for each in since.grid.allowances}


async def _guarantees(owner: AsyncConnection, places: Sequence[Place]) -> list[Wanted]:
    """A line's place in the grid is its place in the table. Where its allowance changes a new row begins."""
    keys = await keys_by(owner, AllowanceRow, "allowance_id", *WHOSE, "code", "valid_from")
    found: list[Wanted] = []
    for place in places:
        begun = {
            (code, run): run.first for code, _, run in runs([(s.day, _by_code(s)) for s in place.history])
        }
        for position, (line, allowance), run in runs([(s.day, _lines(s)) for s in place.history]):
            first = None if allowance is None else _begun(begun, allowance.code, run)
            found.append(
                {
                    **_row(place, run),
                    **line.model_dump(exclude={"allowance", "note"}),
                    "source": line.source if line.note is None else f"{line.source}; {line.note}",
                    "position": position,
                    "allowance_id": keys.get((place.product_id, place.plan_id, line.allowance, first)),
                }
            )
    return found


def _lines(since: Since) -> dict[int, tuple[Line, Allowance | None]]:
    codes = _by_code(since)
    lines = enumerate(since.grid.guarantees)
    return {position: (line, codes.get(line.allowance or "")) for position, line in lines}


def _begun(begun: dict[tuple[str, Run], Any], code: str, run: Run) -> Any:
    return next(
        first
        for (each, its), first in begun.items()
        if each == code and first <= run.first and (its.before is None or run.first < its.before)
    )
