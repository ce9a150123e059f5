"""What each level costs and pays, day by day: `products.json`, then the changes of `changes/*.json`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from actions.catalogue.changes_file import LevelChange, changes_in
from actions.catalogue.files import read
from actions.catalogue.products_file import Grid, Line, Product, ProductsFile
from rules.catalogue_fault import CatalogueFault

PRODUCTS = "products.json"
Place = tuple[str, int | None]
"""A product's code and a level's rank; none where it has no levels."""

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Since:
    """What holds from a day until the next one of its place."""

    day: date
    grid: Grid


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a grid and the days that it holds; no last day while none is known."""

    first: date
    before: date | None


@dataclass(frozen=True, slots=True)
class Grids:
    """The products, and for each place of theirs what holds from which day on, the oldest first."""

    file: ProductsFile
    by_place: Mapping[Place, Sequence[Since]]

    def on(self, product: str, rank: int | None, day: date) -> Grid:
        """The last one that had begun; the first one before there was any."""
        known = self.by_place[product, rank]
        return next((each.grid for each in reversed(known) if each.day <= day), known[0].grid)


def read_grids(folder: Path) -> Grids:
    """All files together. `CatalogueFault` names the file, the level and the day."""
    file = read(ProductsFile, PRODUCTS, folder)
    changes: dict[Place, list[tuple[str, LevelChange]]] = {}
    for name, each in changes_in(folder).items():
        for change in each.levels:
            its = changes.setdefault(_place_of(file, name, change), [])
            if any(change.valid_from == other.valid_from for _, other in its):
                raise _fault(
                    name, change, "valid_from", "it changes twice on that day: make one entry of both"
                )
            its.append((name, change))
    for of_place in changes.values():
        of_place.sort(key=lambda named: named[1].valid_from)
    return Grids(
        file,
        {
            (product.code, rank): _history(file, changes, product, rank)
            for product in file.products
            for rank, _, _ in product.entries()
        },
    )


def _place_of(file: ProductsFile, name: str, change: LevelChange) -> Place:
    product = next((each for each in file.products if each.code == change.product), None)
    if product is None:
        codes = ", ".join(each.code for each in file.products)
        raise _fault(name, change, "product", f"one of {codes} is wanted")
    ranks = [level.rank for level in product.levels]
    if change.rank not in ranks and (ranks or change.rank is not None):
        wanted = (
            f"one of {', '.join(map(str, ranks))} is wanted" if ranks else "leave it out: there are no levels"
        )
        raise _fault(name, change, "rank", wanted)
    if change.valid_from <= file.first_day:
        why = f"a day after {file.first_day} is wanted, from which {PRODUCTS} holds: change that file instead"
        raise _fault(name, change, "valid_from", why)
    return product.code, change.rank


def _history(
    file: ProductsFile,
    changes: Mapping[Place, Sequence[tuple[str, LevelChange]]],
    product: Product,
    rank: int | None,
) -> list[Since]:
    """A level that follows another follows its changes too, and has its own on top of them."""
    grid, follows = next((grid, follows) for each, grid, follows in product.entries() if each == rank)
    base = [Since(file.first_day, _read_in(file.source, grid or Grid()))]
    if follows is not None:
        followed = next(each for each in file.products if each.code == follows.product)
        theirs = _history(file, changes, followed, follows.rank)
        base = [Since(each.day, follows.of(each.grid)) for each in theirs]
    own = changes.get((product.code, rank), ())
    days = sorted({each.day for each in base} | {change.valid_from for _, change in own})
    found = []
    for day in days:
        now = next(each.grid for each in reversed(base) if each.day <= day)
        for name, change in own:
            if change.valid_from <= day:
                now = _changed(now, name, change)
        found.append(Since(day, now))
    return found


def _changed(grid: Grid, name: str, change: LevelChange) -> Grid:
    lines = _lines(grid.guarantees, _sourced(change.source, change.guarantees))
    before = {line.allowance for line in grid.guarantees}
    after = {line.allowance for line in lines}
    allowances = {each.code: each for each in (*grid.allowances, *change.allowances)}
    if len({each.code for each in change.allowances}) < len(change.allowances):
        raise _fault(name, change, "allowances", "an allowance is there twice: leave one of them")
    try:
        return Grid(
            premium=change.premium or grid.premium,
            allowances=[each for code, each in allowances.items() if code in after or code not in before],
            guarantees=lines,
        )
    except ValidationError as error:
        why = error.errors(include_url=False)[0]["msg"]
        raise _fault(name, change, "guarantees", why) from None


def _read_in(source: str, grid: Grid) -> Grid:
    return grid.model_copy(update={"guarantees": _sourced(source, grid.guarantees)})


def _sourced(source: str, lines: Sequence[Line]) -> list[Line]:
    return [line.model_copy(update={"source": line.source or source}) for line in lines]


def _lines(before: Sequence[Line], changed: Sequence[Line]) -> list[Line]:
    """New lines stand where those of their family stood; families that were not there come last."""
    families = {line.family for line in changed}
    lines: list[Line] = []
    for line in before:
        if line.family not in families:
            lines.append(line)
        elif not any(each.family == line.family for each in lines):
            lines += [each for each in changed if each.family == line.family]
    there = {line.family for line in lines}
    return lines + [line for line in changed if line.family not in there]


def _fault(file: str, change: LevelChange, field: str, why: str) -> CatalogueFault:
    entry = " ".join(
        str(each) for each in (change.product, change.rank, change.valid_from) if each is not None
    )
    return CatalogueFault(file, entry, field, why)


def runs(states: Sequence[tuple[date, Mapping[Key, Value]]]) -> Iterator[tuple[Key, Value, Run]]:
    """Each part with the days on which it stays the same, of what holds from which day on."""
    open_: dict[Key, tuple[Value, date]] = {}
    for day, state in states:
        for key, (value, first) in list(open_.items()):
            if state.get(key) != value:
                yield key, value, Run(first, day)
                del open_[key]
        for key, value in state.items():
            open_.setdefault(key, (value, day))
    for key, (value, first) in open_.items():
        yield key, value, Run(first, None)
