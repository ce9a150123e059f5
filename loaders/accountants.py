"""The rows of accountants: those whose declaration holds."""

from sqlalchemy import exists

from loaders.visibility_contracts import holder_and_agents
from models.accountants import AccountantContractRow, AccountantRow
from models.base import table_of
from models.contracts import ContractRow
from planner.declarations import Criterion, Rows

ACCOUNTANTS = Rows(
    type_name="Accountant",
    table=table_of(AccountantRow),
    key=(AccountantRow.member_id, AccountantRow.accountant_id),
    visible=holder_and_agents(AccountantRow.member_id),
    where=AccountantRow.revoked_at.is_(None),
)
"""One a household at most."""

DECLARED = Criterion(
    "declared",
    exists()
    .where(
        AccountantRow.member_id == ContractRow.member_id,
        AccountantRow.revoked_at.is_(None),
        AccountantContractRow.member_id == AccountantRow.member_id,
        AccountantContractRow.accountant_id == AccountantRow.accountant_id,
        AccountantContractRow.contract_id == ContractRow.contract_id,
    )
    .correlate_except(AccountantRow, AccountantContractRow),
)
"""The household's accountant receives the papers of this contract: asked only from an accountant's row."""
