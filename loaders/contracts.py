"""The rows of contracts."""

from sqlalchemy import Text, case, func, or_, select

from loaders import visibility
from models.base import table_of
from models.contracts import ContractRow, CoverageRow
from planner.choices import given
from planner.declarations import Criterion, Root, Rows
from runtime.actor import Role

CONTRACTS = Rows(
    type_name="Contract",
    tag="ctr",
    table=table_of(ContractRow),
    key=(ContractRow.member_id, ContractRow.contract_id),
    visible=visibility.contracts,
    full=visibility.contracts_in_full,
)

COVERS_READER = or_(~visibility.acts_as(Role.BENEFICIARY), visibility.covers_me_still(ContractRow))
"""True for whoever is not a covered person: they read a contract for what it is to the household. It is the
same SQL for everybody, since rules are asked with it.
"""

_END_OF_MY_COVER = (
    select(func.max(CoverageRow.covered_to))
    .where(
        CoverageRow.member_id == ContractRow.member_id,
        CoverageRow.contract_id == ContractRow.contract_id,
        CoverageRow.person_id == visibility.PERSON_ID,
    )
    .correlate_except(CoverageRow)
    .scalar_subquery()
)

STATUS = case((COVERS_READER, ContractRow.status), else_="TERMINATED")
END_DATE = case((COVERS_READER, ContractRow.end_date), else_=_END_OF_MY_COVER)
"""For somebody whom it covers no more it has ended, on the day on which their own cover did: how it goes on
without them is not theirs.
"""

BY_NUMBER = Root(CONTRACTS, where=ContractRow.number == given("number", Text()))
LINE_OF_BUSINESS = Criterion(
    "line_of_business", ContractRow.line_of_business == given("line_of_business", Text())
)
