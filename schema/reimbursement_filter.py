"""How lines of reimbursement are chosen and ordered."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from planner.choices import Choice
from resolvers.arguments import given, ids_of, names_of, searched
from rules.search import patterns
from schema.care import ActFamily, CareCategory
from schema.ranges import DateRange, EurosRange, amounts, days
from schema.reimbursement_enums import Payee, ReimbursementOrder, ReimbursementStatus


def _optional(description: str) -> Any:
    return strawberry.field(default=UNSET, description=description)


@strawberry.input(
    description=(
        "Which lines are meant; what is left out leaves all. What is asked about the care, or about what was"
        " spent, is never met by a line that the reader does not see in full."
    )
)
class ReimbursementFilter:
    beneficiary_ids: list[strawberry.ID] | None = _optional("Of these beneficiaries.")
    category: list[CareCategory] | None = _optional("In one of these categories of care.")
    family: list[ActFamily] | None = _optional("In one of these families of acts.")
    status: list[ReimbursementStatus] | None = _optional("In one of these states.")
    payee: Payee | None = _optional("Paid to this one.")
    search: str | None = _optional("Words that begin words of the label or of the professional’s name.")
    care_date: DateRange | None = _optional("Care of these days.")
    paid_on: DateRange | None = _optional("Paid on these days.")
    spent: EurosRange | None = _optional("Spent between these amounts.")


Filter = Annotated[ReimbursementFilter | None, strawberry.argument(description="Which lines; all if unsaid.")]
OrderBy = Annotated[
    ReimbursementOrder | None, strawberry.argument(description="In which order; PAID_ON_DESC if unsaid.")
]


def choose(filter: Filter = UNSET, order_by: OrderBy = UNSET) -> Choice:  # noqa: A002  # the API's word
    """The choice that the arguments make."""
    order = None if not (order_by := given(order_by)) else order_by.value
    if not (wanted := given(filter)):
        return Choice((), order)
    payee = given(wanted.payee)
    chosen = {
        "beneficiary_ids": ids_of("bnf", given(wanted.beneficiary_ids), "filter.beneficiaryIds"),
        "category": names_of(wanted.category),
        "family": names_of(wanted.family),
        "status": names_of(wanted.status),
        "payee": None if payee is None else [payee.value],
        "search": patterns(searched(given(wanted.search), "filter.search")) or None,
        **days("care_date", wanted.care_date, "filter.careDate"),
        **days("paid_on", wanted.paid_on, "filter.paidOn"),
        **amounts("spent", wanted.spent, "filter.spent"),
    }
    return Choice.of(chosen, order)
