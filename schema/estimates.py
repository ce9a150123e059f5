"""Estimates: what care that is planned would cost, at once and without using anything."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from resolvers.estimates import Answer, estimated
from resolvers.fields import HubInfo
from rules.refusals import Refusal, Refused
from rules.reimbursement import notices
from rules.reimbursement.estimating import Estimated
from rules.reimbursement.money import ZERO
from rules.reimbursement.settling import Settled
from schema.acts import Act
from schema.care import ActFamily, Basket
from schema.estimate_input import EstimateInput, faults, planned
from schema.explanations import ExplanationStep, shown
from schema.guarantees import AllowanceUnit
from schema.scalars import Euros
from schema.user_errors import UserError

UNKNOWN = "Null where nobody knows: see `needsReview`."


@strawberry.type(description="What a line of an estimate would use of an allowance.")
class EstimateAllowance:
    code: str = strawberry.field(description="What it is called: the same on all levels of a product.")
    unit: AllowanceUnit = strawberry.field(description="What it counts.")
    ceiling: Decimal = strawberry.field(description="Euros, or how many, of one period: see `unit`.")
    used: Decimal = strawberry.field(description="What this line would use.")
    remaining: Decimal = strawberry.field(description="What it would leave for the lines after it.")


@strawberry.type(description="What one line of a quote would be paid (ligne d’estimation).")
class EstimateLine:
    act: Act | None = strawberry.field(description="The act; null where the catalogue does not know it.")
    family: ActFamily | None = strawberry.field(description="Family of acts.")
    basket: Basket | None = strawberry.field(
        description="Basket of 100 % Santé at this price; null for none."
    )
    quantity: int = strawberry.field(description="How many.")
    spent: Euros = strawberry.field(description="What would be asked for it, in all.")
    reimbursement_base: Euros | None = strawberry.field(
        description=f"Its tariff times the quantity (base de remboursement). {UNKNOWN}"
    )
    social_security_paid: Euros | None = strawberry.field(
        description=f"Paid by the social security, net of flatContribution and deductible. {UNKNOWN}"
    )
    flat_contribution: Euros | None = strawberry.field(
        description=f"Left to the person by law (participation forfaitaire). {UNKNOWN}"
    )
    deductible: Euros | None = strawberry.field(
        description=f"Left to the person by law (franchise médicale). {UNKNOWN}"
    )
    complementary_paid: Euros | None = strawberry.field(
        description=f"Paid by the contract (part complémentaire). {UNKNOWN}"
    )
    remaining: Euros | None = strawberry.field(
        description=f"What would be left to pay (reste à charge). {UNKNOWN}"
    )
    explanation: list[ExplanationStep] = strawberry.field(
        description="How every cent comes about; empty where nobody knows."
    )
    allowance: EstimateAllowance | None = strawberry.field(
        description="What it would use of an allowance; null where its guarantee has none."
    )
    alternative: "EstimateLine | None" = strawberry.field(
        description="The same of 100 % Santé, at the most it can cost; null where there is none."
    )
    needs_review: bool = strawberry.field(
        description="Somebody has to look at it: an amount is not known, or not certain."
    )
    notices: list[str] = strawberry.field(description="What is to be known of this line, in French.")


@strawberry.type(
    description="What a quote would be paid: indicative, and nothing is used by it (estimation)."
)
class Estimate:
    lines: list[EstimateLine] = strawberry.field(description="One for each line asked about, in their order.")
    spent: Euros | None = strawberry.field(description="Of the lines whose amounts are known; null for none.")
    social_security_paid: Euros | None = strawberry.field(description="Of the same lines.")
    complementary_paid: Euros | None = strawberry.field(description="Of the same lines.")
    remaining: Euros | None = strawberry.field(description="Of the same lines.")
    indicative: bool = strawberry.field(description="Always true: rights are those of the day of care.")
    notices: list[str] = strawberry.field(description="What is to be known of it, in French.")


@strawberry.type(description="An estimate, or why there is none.")
class EstimatePayload:
    estimate: Estimate | None = strawberry.field(description="The estimate; null where it is refused.")
    errors: list[UserError] = strawberry.field(description="Why there is none; empty where there is one.")


async def estimate(
    info: HubInfo,
    input: Annotated[EstimateInput, strawberry.argument(description="The quote.")],  # noqa: A002  # the API's word
) -> EstimatePayload:
    if wrong := list(faults(input)):
        return _refused(wrong)
    try:
        found = await estimated(info.context, str(input.beneficiary_id), input.care_date, planned(input))
    except Refused as refused:
        return _refused(refused.refusals)
    return EstimatePayload(estimate=_estimate(found), errors=[])


def _refused(refusals: Sequence[Refusal]) -> EstimatePayload:
    return EstimatePayload(estimate=None, errors=[UserError.of(each) for each in refusals])


def _estimate(found: Answer) -> Estimate:
    known = [each.settled.amounts for each in found.lines if each.settled is not None]
    unknown = [place for place, each in enumerate(found.lines, start=1) if each.settled is None]
    return Estimate(
        lines=[_line(each, found.rows) for each in found.lines],
        spent=_total(each.spent for each in known),
        social_security_paid=_total(each.amo_net for each in known),
        complementary_paid=_total(each.complementary for each in known),
        remaining=_total(each.remaining for each in known),
        indicative=True,
        notices=[*found.notices, *([notices.not_counted(unknown)] if unknown else [])],
    )


def _total(amounts: Iterable[Decimal]) -> Euros | None:
    """None where there is nothing to add up: what nobody knows is not 0 €."""
    known = list(amounts)
    return Euros(sum(known, ZERO)) if known else None


def _line(each: Estimated, rows: Mapping[str, Any]) -> EstimateLine:
    act, settled = each.act, each.settled
    family = each.planned.family if act is None else act.family
    basket = None if settled is None else settled.basket
    return EstimateLine(
        act=None if act is None else rows[act.code],
        family=None if family is None else ActFamily[family],
        basket=None if basket is None else Basket(basket),
        quantity=each.planned.quantity,
        spent=Euros(each.planned.spent),
        **_amounts(settled),
        explanation=[] if settled is None else shown(settled.amounts.steps),
        allowance=_allowance(each),
        alternative=None if each.alternative is None else _line(each.alternative, rows),
        needs_review=bool(each.doubts),
        notices=[*each.doubts, *each.notices],
    )


def _amounts(settled: Settled | None) -> dict[str, Any]:
    names = {
        "reimbursement_base": "reimbursement_base",
        "social_security_paid": "amo_net",
        "flat_contribution": "flat_contribution",
        "deductible": "deductible",
        "complementary_paid": "complementary",
        "remaining": "remaining",
    }
    return {
        field: None if settled is None else getattr(settled.amounts, name) for field, name in names.items()
    }


def _allowance(each: Estimated) -> EstimateAllowance | None:
    allowance = each.allowance
    if allowance is None or each.settled is None or each.left is None:
        return None
    return EstimateAllowance(
        code=allowance.code,
        unit=AllowanceUnit(allowance.unit),
        ceiling=allowance.ceiling,
        used=sum((use.used for use in each.settled.uses if use.code == allowance.code), ZERO),
        remaining=each.left,
    )
