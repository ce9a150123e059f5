"""Payment schedules, and the installments of each."""

from enum import Enum
from typing import Annotated

import strawberry
from strawberry import UNSET

from loaders.installments import (
    DUE_YEAR,
    FIRST_OF_YEAR,
    IBAN_MASKED,
    INSTALLMENTS,
    NET,
    PAYMENT_SCHEDULES,
    TAX,
    TOTAL,
)
from models.installments import InstallmentRow
from planner.choices import BadArgument, Choice
from resolvers.arguments import given
from resolvers.fields import column, declared, many
from schema.described import described
from schema.premiums import PaymentMethod
from schema.scalars import Date, Euros

FIRST_YEAR, LAST_YEAR = 1990, 2100

Year = Annotated[
    int | None,
    strawberry.argument(
        description=f"The year of the due dates, from {FIRST_YEAR} to {LAST_YEAR}; this year if unsaid."
    ),
]


def of_year(year: Year = UNSET) -> Choice:
    """The schedule of one year."""
    wanted = given(year)
    if wanted is not None and not FIRST_YEAR <= wanted <= LAST_YEAR:
        raise BadArgument("year", f"`year` is a year from {FIRST_YEAR} to {LAST_YEAR}.")
    return Choice.of({"of_year": True, "year": wanted})


class InstallmentStatus(Enum):
    UPCOMING = "UPCOMING"
    PRENOTIFIED = "PRENOTIFIED"
    COLLECTED = "COLLECTED"
    REJECTED = "REJECTED"
    RECOVERED = "RECOVERED"
    WRITTEN_OFF = "WRITTEN_OFF"


described(
    InstallmentStatus,
    "What became of an installment.",
    {
        "UPCOMING": "Still to come (à venir).",
        "PRENOTIFIED": "Announced: it will be debited (prénotifiée).",
        "COLLECTED": "Paid (encaissée).",
        "REJECTED": "Refused by the bank, and not paid yet: arrears (rejetée).",
        "RECOVERED": "Paid after a refusal (régularisée).",
        "WRITTEN_OFF": "No longer asked for (passée en perte).",
    },
)


@strawberry.type(description="One due date of a contract (échéance).")
@declared(INSTALLMENTS)
class Installment:
    due_on: Date = column(InstallmentRow.due_on, "The day on which it is due.")
    amount: Euros = column(InstallmentRow.amount, "What is due, taxes included (TTC).")
    net_amount: Euros = column(InstallmentRow.net_amount, "Of that, without taxes (HT).")
    tax_amount: Euros = column(InstallmentRow.tax_amount, "Of that, taxes (taxes).")
    method: PaymentMethod = column(InstallmentRow.method, "How it is paid.")
    status: InstallmentStatus = column(InstallmentRow.status, "What became of it.")
    paid_on: Date | None = column(InstallmentRow.paid_on, "When it was paid; null while it is not.")
    period_from: Date = column(InstallmentRow.period_from, "The first day that it pays for.")
    period_to: Date = column(InstallmentRow.period_to, "The first day that it no longer pays for.")
    iban_masked: str | None = column(
        IBAN_MASKED,
        "The account that is debited, its last four characters readable; null for who may not see accounts.",
        restricted=True,
    )


@strawberry.type(description="What is due for a contract in one year (échéancier).")
@declared(PAYMENT_SCHEDULES)
class PaymentSchedule:
    year: int = column(DUE_YEAR, "The year of its due dates.")
    total: Euros = column(TOTAL, "All its installments together, taxes included.")
    net_total: Euros = column(NET, "Of that, without taxes.")
    tax_total: Euros = column(TAX, "Of that, taxes.")
    installments: list[Installment] = many(
        INSTALLMENTS,
        "In the order in which they are due.",
        on=(
            (InstallmentRow.member_id, InstallmentRow.member_id),
            (InstallmentRow.contract_id, InstallmentRow.contract_id),
            # The row stands for its year, as the first due date in it.
            (InstallmentRow.due_on, FIRST_OF_YEAR),
        ),
        order=(InstallmentRow.due_on, InstallmentRow.installment_id),
    )
