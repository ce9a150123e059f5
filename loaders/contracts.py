"""The rows of contracts."""

from loaders import visibility
from models.base import table_of
from models.contracts import ContractRow
from planner.declarations import Rows

CONTRACTS = Rows(
    type_name="Contract",
    tag="ctr",
    table=table_of(ContractRow),
    key=(ContractRow.member_id, ContractRow.contract_id),
    visible=visibility.contracts,
)
