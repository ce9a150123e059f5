"""Guarantees as they are stored: the JSON of an expression, to and from `rules.reimbursement.guarantees`.

An expression is `{"kind": …}` and the fields of its class by name. Numbers are texts, counts are integers:

    {"kind": "BR_PCT_INCL", "percent": "200"}
    {"kind": "EUR", "euros": "40.00", "per": "SESSION", "max_count": 3}
    {"kind": "MAX", "of": [{"kind": "CENT_SANTE"}, {"kind": "BR_PCT_INCL", "percent": "300"}]}
    {"kind": "CAP", "of": {"kind": "ACTUAL"}, "total": "1700.00"}
    {"kind": "NETWORK_BONUS", "of": {"kind": "TM"}, "in_network": {"kind": "BR_PCT_INCL", "percent": "150"}}
    {"kind": "FAMILY_DEDUCTIBLE", "of": {"kind": "ACTUAL"}, "euros": "150.00", "period": "CIVIL_YEAR"}
"""

import re
from collections.abc import Callable
from dataclasses import MISSING, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, cast, get_args

from rules.allowances import AllowancePeriod
from rules.reimbursement.constants import Code
from rules.reimbursement.guarantees import Guarantee, Kind, Per

CLASSES: dict[str, type[Any]] = {each.kind.value: each for each in get_args(Guarantee)}
SEVERAL = (Kind.MAX, Kind.SUM)
NUMBER = re.compile(r"[0-9]{1,10}(\.[0-9]{1,4})?")
NAME = re.compile(r"[A-Z][A-Z_]{0,39}")
YEARS = (AllowancePeriod.CIVIL_YEAR, AllowancePeriod.CONTRACT_YEAR)


class NotAGuarantee(ValueError):
    """The JSON is none of the expressions. It says which field, and what is wrong with it."""


def guarantee_of(stored: object) -> Guarantee:
    """The guarantee of an expression. `NotAGuarantee`: a field is missing, unknown or of another kind."""
    if not isinstance(stored, dict) or stored.get("kind") not in CLASSES:
        raise NotAGuarantee(f"kind: one of {', '.join(CLASSES)} is wanted")
    kind = Kind(stored["kind"])
    given = {name: value for name, value in stored.items() if name != "kind"}
    known = {field.name: field for field in fields(CLASSES[kind])}
    if unknown := given.keys() - known.keys():
        raise NotAGuarantee(f"{min(unknown)}: {kind} has no such field")
    for name, field in known.items():
        if field.default is MISSING and name not in given:
            raise NotAGuarantee(f"{name}: {kind} must have it")
    values = {name: _read(kind, name, value) for name, value in given.items()}
    return cast("Guarantee", CLASSES[kind](**values))


def stored_form(guarantee: Guarantee) -> dict[str, Any]:
    """The expression of a guarantee: `guarantee_of` gives an equal one back."""
    values = {field.name: getattr(guarantee, field.name) for field in fields(guarantee)}
    return {
        "kind": guarantee.kind.value,
        **{name: _written(value) for name, value in values.items() if value is not None},
    }


def _read(kind: Kind, name: str, value: object) -> object:
    readers: dict[str, Callable[[object], object]] = {
        "per": _per, "max_count": _count, "of": _part, "in_network": _part, "period": _year, "code": _name,
    }  # fmt: skip
    if kind in SEVERAL:
        readers["of"] = _several
    if kind is Kind.PARTICIPATION:
        readers["of"] = _code
    try:
        return readers.get(name, _number)(value)
    except NotAGuarantee as error:
        raise NotAGuarantee(f"{name}: {error}") from None


def _number(value: object) -> Decimal:
    if not isinstance(value, str) or not NUMBER.fullmatch(value):
        raise NotAGuarantee("a number as a text is wanted")
    return Decimal(value)


def _count(value: object) -> int:
    if type(value) is not int or value < 1:
        raise NotAGuarantee("an integer from 1 on is wanted")
    return value


def _several(value: object) -> tuple[Guarantee, ...]:
    if not isinstance(value, list) or not value:
        raise NotAGuarantee("a list of expressions is wanted")
    return tuple(_part(each) for each in value)


def _part(value: object) -> Guarantee:
    """A family's deductible is found once all of a line is known: it is of no part of one."""
    if isinstance(value, dict) and value.get("kind") == Kind.FAMILY_DEDUCTIBLE:
        raise NotAGuarantee("kind: FAMILY_DEDUCTIBLE is of a whole line: put it outermost")
    return guarantee_of(value)


def _year(value: object) -> AllowancePeriod:
    return AllowancePeriod(_one_of(value, [*YEARS]))


def _name(value: object) -> str:
    if not isinstance(value, str) or not NAME.fullmatch(value):
        raise NotAGuarantee("a name in capitals is wanted, such as FAMILY_DEDUCTIBLE")
    return value


def _per(value: object) -> Per:
    return Per(_one_of(value, [*Per]))


def _code(value: object) -> Code:
    return Code(_one_of(value, [*Code]))


def _one_of(value: object, allowed: list[Any]) -> str:
    if value not in allowed:
        raise NotAGuarantee(f"one of {', '.join(allowed)} is wanted")
    return str(value)


def _written(value: object) -> object:
    if isinstance(value, tuple):
        return [stored_form(each) for each in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return value if isinstance(value, int | str) else stored_form(cast("Guarantee", value))
