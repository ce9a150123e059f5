"""The rows of installments: what is due for a contract, and what became of it."""

from sqlalchemy import Integer, cast, extract, func, select

from loaders import visibility, visibility_contracts
from loaders.asked import YEAR
from models.bank_accounts import BankAccountRow
from models.base import table_of
from models.installments import InstallmentRow
from planner.declarations import Criterion, Rows

_VISIBLE = visibility_contracts.holder_brokers_and_agents(InstallmentRow.member_id, InstallmentRow.broker_id)

INSTALLMENTS = Rows(
    type_name="Installment",
    table=table_of(InstallmentRow),
    key=(InstallmentRow.member_id, InstallmentRow.installment_id),
    visible=_VISIBLE,
    full=visibility_contracts.accounts_named,
)

IBAN_MASKED = (
    select(BankAccountRow.iban_masked)
    .where(
        BankAccountRow.member_id == InstallmentRow.member_id,
        BankAccountRow.bank_account_id == InstallmentRow.bank_account_id,
    )
    .correlate_except(BankAccountRow)
    .scalar_subquery()
)

_same = table_of(InstallmentRow).alias("same_year")
_OF_ONE_YEAR = (
    _same.c.member_id == InstallmentRow.member_id,
    _same.c.contract_id == InstallmentRow.contract_id,
    extract("year", _same.c.due_on) == extract("year", InstallmentRow.due_on),
)

FIRST_OF_YEAR = (
    select(func.min(_same.c.due_on)).where(*_OF_ONE_YEAR).correlate_except(_same).scalar_subquery()
)
"""The first day due for the same contract in the same year: what stands for the schedule of that year."""

PAYMENT_SCHEDULES = Rows(
    type_name="PaymentSchedule",
    table=table_of(InstallmentRow),
    key=(InstallmentRow.member_id, InstallmentRow.contract_id, InstallmentRow.due_on),
    visible=_VISIBLE,
    where=InstallmentRow.due_on == FIRST_OF_YEAR,
)
"""One row a contract and year: its first due date."""

DUE_YEAR = cast(extract("year", InstallmentRow.due_on), Integer)
YEAR_ASKED_FOR = func.coalesce(YEAR, cast(extract("year", visibility.TODAY), Integer), type_=Integer())


def _sum(amount: str) -> object:
    return select(func.sum(_same.c[amount])).where(*_OF_ONE_YEAR).correlate_except(_same).scalar_subquery()


TOTAL, NET, TAX = _sum("amount"), _sum("net_amount"), _sum("tax_amount")

OF_YEAR = Criterion("of_year", DUE_YEAR == YEAR_ASKED_FOR)
"""Of the year that was asked for, or of this one."""
