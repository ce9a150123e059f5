"""The accountant who receives a household's tax papers."""

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from loaders.accountants import ACCOUNTANTS, DECLARED
from loaders.contracts import CONTRACTS
from models.accountants import AccountantRow
from models.contracts import ContractRow
from planner.choices import Choice
from resolvers.fields import column, declared, many
from schema.described import described
from schema.scalars import Date, DateTime

if TYPE_CHECKING:
    from schema.contracts import Contract


class AccountantPaper(Enum):
    TAX_CERTIFICATE = "TAX_CERTIFICATE"
    PAYMENT_SCHEDULE = "PAYMENT_SCHEDULE"
    PREMIUM_STATEMENT = "PREMIUM_STATEMENT"


described(
    AccountantPaper,
    "All that an accountant may ever be sent: never anything about care.",
    {
        "TAX_CERTIFICATE": "Tax certificate (attestation fiscale Madelin).",
        "PAYMENT_SCHEDULE": "Payment schedule (échéancier).",
        "PREMIUM_STATEMENT": "Statement of premiums (relevé de cotisations).",
    },
)


def _declared() -> Choice:
    return Choice.of({"declared": True})


@strawberry.type(description="Who receives the tax papers of a household (expert-comptable).")
@declared(ACCOUNTANTS)
class Accountant:
    firm: str = column(AccountantRow.firm_name, "Name of the firm (cabinet).")
    siren: str = column(AccountantRow.siren, "Its number in the register of companies (SIREN).")
    contact: str | None = column(AccountantRow.contact_name, "Whom to ask there; null for nobody by name.")
    email: str = column(AccountantRow.email, "Where papers are sent to.")
    phone: str | None = column(AccountantRow.phone, "Telephone number; null when it is not known.")
    street: str | None = column(AccountantRow.street, "Number and street; null when they are not known.")
    postal_code: str | None = column(AccountantRow.postal_code, "Postal code; null when it is not known.")
    city: str | None = column(AccountantRow.city, "City; null when it is not known.")
    shared_kinds: list[AccountantPaper] = column(AccountantRow.shared_kinds, "What they are sent.")
    starts_on: Date = column(AccountantRow.starts_on, "Nothing issued before this day is sent.")
    declared_at: DateTime = column(AccountantRow.declared_at, "When the holder named them, and so agreed.")
    contracts: list[Annotated["Contract", strawberry.lazy("schema.contracts")]] = many(
        CONTRACTS,
        "The contracts whose papers they are sent, the oldest first.",
        on=((AccountantRow.member_id, ContractRow.member_id),),
        order=(ContractRow.start_date, ContractRow.contract_id),
        criteria=(DECLARED,),
        choose=_declared,
    )
