"""Beneficiaries: people covered by a contract, and what they show to its holder."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from loaders.beneficiaries import BENEFICIARIES, SHARED_SINCE, SHARING_GIVEN, SHARINGS
from loaders.contracts import CONTRACTS
from models.contracts import ContractRow, CoverageRow
from models.people import PersonRow
from resolvers.fields import column, declared, one
from schema.enums import Relation
from schema.nodes import Node
from schema.scalars import Date, DateTime

if TYPE_CHECKING:
    from schema.contracts import Contract


@strawberry.type(description="What an adult beneficiary shows to the holder (partage).")
@declared(SHARINGS)
class Sharing:
    given: bool = column(SHARING_GIVEN, "Whether the holder sees this person’s lines in full.")
    since: DateTime | None = column(SHARED_SINCE, "Since when; null when nothing is shared.")


@strawberry.type(description="One person covered by one contract (bénéficiaire).")
@declared(BENEFICIARIES)
class Beneficiary(Node):
    first_name: str = column(PersonRow.first_name, "Given name (prénom).")
    last_name: str = column(PersonRow.last_name, "Family name (nom).")
    birth_date: Date = column(PersonRow.birth_date, "Day of birth (date de naissance).")
    relation: Relation = column(CoverageRow.relation, "What they are to the holder.")
    covered_from: Date = column(CoverageRow.covered_from, "First day covered.")
    covered_to: Date | None = column(
        CoverageRow.covered_to, "First day no longer covered; null while none is set."
    )
    contract: Annotated["Contract", strawberry.lazy("schema.contracts")] = one(
        CONTRACTS,
        "The contract that covers them.",
        on=(
            (CoverageRow.member_id, ContractRow.member_id),
            (CoverageRow.contract_id, ContractRow.contract_id),
        ),
    )
    sharing: Sharing | None = one(
        SHARINGS,
        "What this adult shows to the holder; null for the holder, for minors, and for any other reader.",
        on=(
            (CoverageRow.member_id, CoverageRow.member_id),
            (CoverageRow.coverage_id, CoverageRow.coverage_id),
        ),
    )
