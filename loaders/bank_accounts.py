"""The rows of bank accounts, and of the mandates to debit them."""

from sqlalchemy import and_, case, or_, select

from loaders import visibility
from loaders.visibility_contracts import holder_and_agents
from models.bank_accounts import BankAccountRow, SepaMandateRow
from models.base import table_of
from planner.declarations import Rows

BANK_ACCOUNTS = Rows(
    type_name="BankAccount",
    table=table_of(BankAccountRow),
    key=(BankAccountRow.member_id, BankAccountRow.bank_account_id),
    visible=holder_and_agents(BankAccountRow.member_id),
    where=and_(
        BankAccountRow.valid_from <= visibility.TODAY,
        or_(BankAccountRow.valid_to.is_(None), BankAccountRow.valid_to > visibility.TODAY),
    ),
)
"""Those that hold today."""

_other = table_of(SepaMandateRow).alias("other_mandate")
_IMPORTANCE = {"ACTIVE": 0, "SIGNED": 1, "AWAITING_SIGNATURE": 2}
_THE_ONE = (
    select(_other.c.sepa_mandate_id)
    .where(
        _other.c.member_id == SepaMandateRow.member_id,
        _other.c.bank_account_id == SepaMandateRow.bank_account_id,
    )
    .order_by(case(_IMPORTANCE, value=_other.c.status, else_=3), _other.c.sepa_mandate_id.desc())
    .limit(1)
    .correlate_except(_other)
    .scalar_subquery()
)

MANDATES = Rows(
    type_name="SepaMandate",
    table=table_of(SepaMandateRow),
    key=(SepaMandateRow.member_id, SepaMandateRow.sepa_mandate_id),
    visible=holder_and_agents(SepaMandateRow.member_id),
    where=SepaMandateRow.sepa_mandate_id == _THE_ONE,
)
"""One an account: that which debits it, else that which is to, else the last there was."""
