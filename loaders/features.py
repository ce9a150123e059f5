"""What the rules of features ask of contracts, in SQL."""

from typing import Any

from sqlalchemy import Date, Text, cast, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB

from loaders import visibility
from loaders.contracts import COVERS_READER
from loaders.plans import OTHER_LEVELS
from loaders.visibility_contracts import contracts_of_member
from models.contracts import ContractRow
from models.members import MemberRow

READER: dict[str, Any] = {
    "role": cast(visibility.ROLE, Text),
    "today": cast(visibility.TODAY, Date),
}
"""Who asks, and when."""

FACTS: dict[str, Any] = {
    "line_of_business": ContractRow.line_of_business,
    "status": ContractRow.status,
    "start_date": ContractRow.start_date,
    "end_date": ContractRow.end_date,
    "other_levels": OTHER_LEVELS,
    "covers_reader": COVERS_READER,
}
"""Of one contract: `rules.contract_phases.ContractFacts`."""

_AS_JSON = [part for name, each in FACTS.items() for part in (literal(name, literal_execute=True), each)]

FACTS_OF_CONTRACTS = (
    select(
        func.coalesce(
            func.jsonb_agg(func.jsonb_build_object(*_AS_JSON), type_=JSONB),
            func.jsonb_build_array(type_=JSONB),
            type_=JSONB,
        )
    )
    .where(ContractRow.member_id == MemberRow.member_id, contracts_of_member)
    .correlate_except(ContractRow)
    .scalar_subquery()
)
"""Of all contracts of a household that the reader sees."""
