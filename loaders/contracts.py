"""The rows of contracts."""

from sqlalchemy import Text

from loaders import visibility
from models.base import table_of
from models.contracts import ContractRow
from planner.choices import given
from planner.declarations import Criterion, Root, Rows

CONTRACTS = Rows(
    type_name="Contract",
    tag="ctr",
    table=table_of(ContractRow),
    key=(ContractRow.member_id, ContractRow.contract_id),
    visible=visibility.contracts,
    full=visibility.contracts_in_full,
)

BY_NUMBER = Root(CONTRACTS, where=ContractRow.number == given("number", Text()))
LINE_OF_BUSINESS = Criterion(
    "line_of_business", ContractRow.line_of_business == given("line_of_business", Text())
)
