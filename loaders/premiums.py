"""The rows of premiums: a contract, as far as its price goes."""

from sqlalchemy import case

from loaders import visibility
from models.base import table_of
from models.contracts import ContractRow
from planner.declarations import Rows

PREMIUMS = Rows(
    type_name="Premium",
    table=table_of(ContractRow),
    key=(ContractRow.member_id, ContractRow.contract_id),
    visible=visibility.contracts,
    full=visibility.contracts_in_full,
)

PERIODS = {"MONTHLY": 12, "QUARTERLY": 4, "HALF_YEARLY": 2, "YEARLY": 1}
"""How many premiums are paid a year."""

YEARLY = ContractRow.premium_amount * case(PERIODS, value=ContractRow.premium_frequency)
