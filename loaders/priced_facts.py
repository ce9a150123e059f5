"""Rows of the database as the facts that the rules work with."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rules.allowances import Use
from rules.reimbursement.acts import Act, Tariff
from rules.reimbursement.constants import Certainty
from rules.reimbursement.contributions import Deductible, contributions_in
from rules.reimbursement.expressions import guarantee_of
from rules.reimbursement.insured import Insured
from rules.reimbursement.levels import Allowance, Level, Promise, level_of
from rules.reimbursement.rates import CareFamily, scheme_of

FACT = "fact_"


def act_of(row: Any) -> Act:
    """An act of `loaders.priced_acts`."""
    facts = facts_of(row)
    facts["tariffs"] = tuple(map(_tariff, facts["tariffs"]))
    return Act(**{**facts, "care_family": CareFamily(facts["care_family"])})


def _tariff(stored: Mapping[str, Any]) -> Tariff:
    return Tariff(
        practitioner=stored["practitioner"],
        valid_from=date.fromisoformat(stored["valid_from"]),
        valid_to=None if stored["valid_to"] is None else date.fromisoformat(stored["valid_to"]),
        base=_amount(stored["base"]),
        limit_price=_amount(stored["limit_price"]),
        certainty=Certainty(stored["certainty"]),
    )


def level_in(guarantees: Iterable[Mapping[str, Any]], *, responsible: bool) -> Level:
    """The lines of a contract's level, in their order."""
    return level_of(((each["family"], _promise(each)) for each in guarantees), responsible=responsible)


def known_level(facts: Mapping[str, Any]) -> Level | None:
    """The level of the contract; none where its product has levels and it has none on the day."""
    if facts["plan_id"] is None and facts["has_levels"]:
        return None
    return level_in(facts["guarantees"], responsible=facts["responsible"])


def _promise(stored: Mapping[str, Any]) -> Promise:
    allowance = stored["allowance"]
    if allowance is not None:
        allowance = Allowance(**{**allowance, "ceiling": Decimal(allowance["ceiling"])})
    return Promise(
        stored["practitioner"],
        stored["basket"],
        guarantee_of(stored["expression"]),
        allowance,
        stored["variant"],
        stored["waiting_months"],
    )


def insured_in(
    facts: Mapping[str, Any],
    care_day: date,
    *,
    settled_on: date,
    families_known: bool,
    professional: str = "",
) -> Insured:
    """A covered person with what is known of what they have used. A family's uses are not for each of it.

    `settled_on` is the day of the reimbursement: caps of a year are of its year.
    """
    insured = Insured(
        facts["born"],
        scheme_of(alsace_moselle=facts["local_scheme"]),
        facts["contract_start"],
        facts["since"],
    )
    for each in facts["uses"] or ():
        use = Use(date.fromisoformat(each["day"]), Decimal(each["used"]))
        if each["own"]:
            insured.used.setdefault((each["code"], each["part"]), []).append(use)
        if families_known:
            insured.shared.setdefault((each["code"], each["part"]), []).append(use)
    if facts["taken"]:
        _take(insured, facts["taken"], settled_on.year, (care_day, professional))
    return insured


def _take(insured: Insured, taken: Mapping[str, Any], year: int, visit: tuple[date, str]) -> None:
    """What was taken in a year of reimbursement, on a day of care, and by one professional on it."""
    day, _ = visit
    insured.taken[year] = Decimal(taken["contributions"])
    insured.deducted[year] = Decimal(taken["deductibles"])
    insured.visits[visit] = sum(contributions_in(Decimal(each), day) for each in taken["visits"])
    insured.participations[visit] = taken["participations"]
    for kind in Deductible:
        insured.deducted_that_day[day, kind] = Decimal(taken[kind])


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def facts_of(row: Any) -> dict[str, Any]:
    """The facts of a row of `loaders`, by their own names."""
    return {name.removeprefix(FACT): value for name, value in row._mapping.items() if name.startswith(FACT)}
