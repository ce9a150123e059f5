"""Rows of the database as the facts that the rules work with."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rules.allowances import Use
from rules.reimbursement.acts import Act, Tariff
from rules.reimbursement.constants import Certainty
from rules.reimbursement.expressions import guarantee_of
from rules.reimbursement.insured import Insured
from rules.reimbursement.levels import Allowance, Level, Promise, level_of
from rules.reimbursement.rates import CareFamily, Scheme

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
    facts: Mapping[str, Any], care_day: date, *, families_known: bool, professional: str = ""
) -> Insured:
    """A covered person with what is known of what they have used. A family's uses are not for each of it."""
    insured = Insured(
        facts["born"],
        Scheme.ALSACE_MOSELLE if facts["local_scheme"] else Scheme.GENERAL,
        facts["contract_start"],
        facts["since"],
    )
    for each in facts["uses"] or ():
        use = Use(date.fromisoformat(each["day"]), Decimal(each["used"]))
        if each["own"]:
            insured.used.setdefault((each["code"], each["part"]), []).append(use)
        if families_known:
            insured.shared.setdefault((each["code"], each["part"]), []).append(use)
    taken: Mapping[str, str] = facts["taken"] or {}
    for name, amount in taken.items():
        _take(insured, name, Decimal(amount), care_day, professional)
    return insured


def _take(insured: Insured, name: str, amount: Decimal, care_day: date, professional: str) -> None:
    if name == "visits":
        insured.visits[care_day, professional] = int(amount)
    elif name == "contributions":
        insured.taken[care_day.year] = amount
    elif name == "deductibles":
        insured.deducted[care_day.year] = amount
    else:
        insured.deducted_that_day[care_day, name] = amount


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def facts_of(row: Any) -> dict[str, Any]:
    """The facts of a row of `loaders`, by their own names."""
    return {name.removeprefix(FACT): value for name, value in row._mapping.items() if name.startswith(FACT)}
