"""The acts and levels of the catalogue's files as the rules see them, without a database.

For what measures the rules and keeps their explanations: the hub reads the database they are loaded into.
"""

from datetime import date
from functools import cache

from actions.catalogue.changes_file import acts_with_changes
from actions.catalogue.files import CATALOGUE
from actions.catalogue.grids import Grids, read_grids
from actions.catalogue.products_file import Grid
from rules.reimbursement.acts import Act, Tariff
from rules.reimbursement.expressions import guarantee_of
from rules.reimbursement.levels import Allowance, Level, Promise, level_of


@cache
def acts() -> dict[str, Act]:
    file = acts_with_changes(CATALOGUE)
    return {
        act.code: Act(
            act_id=place,
            **act.model_dump(include=set(Act.__dataclass_fields__) - {"tariffs"}),
            tariffs=tuple(
                Tariff(
                    practitioner, tariff.starts(file.first_day), tariff.valid_to, tariff.reimbursement_base,
                    tariff.limit_price, tariff.certainty,
                )
                for tariff in act.tariffs
                for practitioner in tariff.practitioners
            ),
        )
        for place, act in enumerate(file.acts)
    }  # fmt: skip


@cache
def _grids() -> Grids:
    return read_grids(CATALOGUE)


def level(rank: int, day: date, code: str = "SANTE_PRO") -> Level:
    """A level as it is on a day of care."""
    product = next(each for each in _grids().file.products if each.code == code)
    return level_of(_lines(_grids().on(code, rank, day)), responsible=product.responsible)


def _lines(grid: Grid) -> list[tuple[str, Promise]]:
    kept = {
        each.code: Allowance(**each.model_dump(include=set(Allowance.__dataclass_fields__)))
        for each in grid.allowances
    }
    return [
        (
            line.family,
            Promise(
                line.practitioner,
                line.basket,
                guarantee_of(line.expression),
                kept.get(line.allowance or ""),
                line.variant,
                line.waiting_months,
            ),
        )
        for line in grid.guarantees
    ]
