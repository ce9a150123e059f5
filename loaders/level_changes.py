"""The rows of level changes: a contract, as far as another level of it goes."""

from loaders import visibility
from loaders.plans import plans_of
from models.base import table_of
from models.contracts import ContractRow
from planner.declarations import Rows

LEVEL_CHANGES = Rows(
    type_name="LevelChangeEligibility",
    table=table_of(ContractRow),
    key=(ContractRow.member_id, ContractRow.contract_id),
    visible=visibility.contracts,
    full=visibility.contracts_in_full,
)

LEVELS = plans_of(ContractRow.product_id)
