"""Guarantees: the lines of what a contract pays."""

from decimal import Decimal
from enum import Enum
from typing import Any

import strawberry

from loaders.guarantees import CEILING, GUARANTEES
from models.guarantees import GuaranteeRow
from models.kinds import ACT_FAMILIES, PROTECTION_FAMILIES
from resolvers.fields import column, computed, declared
from rules.allowances import AllowancePeriod
from rules.guarantee_words import sentence
from rules.reimbursement.expressions import guarantee_of
from schema.care import ActFamily, Basket, Practitioner
from schema.described import described
from schema.scalars import Date

GuaranteeFamily = Enum(  # type: ignore[misc]  # one list of names
    "GuaranteeFamily", {name: name for name in ACT_FAMILIES + PROTECTION_FAMILIES}
)


class AllowanceUnit(Enum):
    EUR = "EUR"
    COUNT = "COUNT"


class AllowanceScope(Enum):
    BENEFICIARY = "BENEFICIARY"
    FAMILY = "FAMILY"
    EAR = "EAR"
    EYE = "EYE"
    TOOTH = "TOOTH"


described(
    GuaranteeFamily,
    "What a guarantee is about: a family of acts of care, or of events of protection (famille de garanties).",
    {
        **{
            value.name: str(value.description)
            for value in ActFamily.__strawberry_definition__.values  # type: ignore[attr-defined]  # set by strawberry
        },
        "DAILY_BENEFIT": "Income while unable to work (indemnités journalières).",
        "DISABILITY": "Income when no longer able to (invalidité).",
        "DEATH": "Capital on death (capital décès).",
        "OVERHEADS": "Running costs of a business (frais généraux).",
    },
)
described(
    AllowanceUnit,
    "What an allowance counts.",
    {"EUR": "Euros.", "COUNT": "Acts, sessions or equipments."},
)
described(
    AllowancePeriod,
    "The time in which a ceiling holds before it is given anew (période).",
    {
        "CIVIL_YEAR": "From January to December (année civile).",
        "CONTRACT_YEAR": "From one anniversary of the contract to the next (année d’adhésion).",
        "ROLLING": "So many months from the first use on (période glissante).",
    },
)
described(
    AllowanceScope,
    "For whom, or for what of whom, a ceiling holds.",
    {
        "BENEFICIARY": "Each covered person.",
        "FAMILY": "Everybody whom the contract covers, together.",
        "EAR": "Each ear.",
        "EYE": "Each eye.",
        "TOOTH": "Each tooth.",
    },
)


@strawberry.type(description="How much of something is paid in a time (forfait, plafond).")
class GuaranteeCeiling:
    code: str = strawberry.field(description="What it is called: the same on all levels of a product.")
    label: str = strawberry.field(description="Its name, in French.")
    unit: AllowanceUnit = strawberry.field(description="What it counts.")
    ceiling: Decimal = strawberry.field(description="Euros, or how many: see `unit`.")
    period: AllowancePeriod = strawberry.field(description="The time in which it holds.")
    period_months: int | None = strawberry.field(description="How long a rolling period is, in months.")
    scope: AllowanceScope = strawberry.field(description="For whom it holds.")


def _ceiling(stored: dict[str, Any] | None) -> GuaranteeCeiling | None:
    if stored is None:
        return None
    return GuaranteeCeiling(
        code=stored["code"],
        label=stored["label"],
        unit=AllowanceUnit(stored["unit"]),
        ceiling=Decimal(stored["ceiling"]),
        period=AllowancePeriod(stored["period"]),
        period_months=stored["period_months"],
        scope=AllowanceScope(stored["scope"]),
    )


@strawberry.type(description="One line of the table of guarantees (garantie).")
@declared(GUARANTEES)
class Guarantee:
    label: str = column(GuaranteeRow.label, "What it is about, in French.")
    family: GuaranteeFamily = column(GuaranteeRow.family, "The family that it is about.")
    practitioner: Practitioner | None = column(
        GuaranteeRow.practitioner, "For these practitioners only; null for all that no other line is for."
    )
    basket: Basket | None = column(
        GuaranteeRow.basket, "For this basket only; null for all that no other line is for."
    )
    sentence: str = computed(
        lambda expression: sentence(guarantee_of(expression)),
        "What it pays, as a sentence in French.",
        needs={"expression": GuaranteeRow.expression},
    )
    waiting_months: int = column(
        GuaranteeRow.waiting_months, "Months of membership before it pays (délai d’attente)."
    )
    valid_from: Date = column(GuaranteeRow.valid_from, "First day of care that it holds for.")
    valid_to: Date | None = column(
        GuaranteeRow.valid_to, "First day of care that it no longer holds for; null while none is set."
    )
    source: str | None = column(
        GuaranteeRow.source, "Where it is read; null for one that no file of the catalogue has."
    )
    allowance: GuaranteeCeiling | None = computed(
        _ceiling, "The ceiling that it counts against; null where it has none.", needs={"stored": CEILING}
    )
