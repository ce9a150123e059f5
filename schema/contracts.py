"""Contracts of a household."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from loaders.beneficiaries import BENEFICIARIES, HOLDER_FIRST
from loaders.contracts import CONTRACTS
from loaders.members import MEMBERS
from models.contracts import ContractRow, CoverageRow
from models.members import MemberRow
from resolvers.fields import column, declared, many, one
from schema.enums import LineOfBusiness
from schema.nodes import Node
from schema.scalars import Date

if TYPE_CHECKING:
    from schema.beneficiaries import Beneficiary
    from schema.members import Member


@strawberry.type(description="A contract of a household (contrat).")
@declared(CONTRACTS)
class Contract(Node):
    number: str = column(ContractRow.number, "Contract number (numéro de contrat).")
    line_of_business: LineOfBusiness = column(ContractRow.line_of_business, "What it insures (branche).")
    start_date: Date = column(ContractRow.start_date, "First day of cover (date d’effet).")
    end_date: Date | None = column(ContractRow.end_date, "First day without cover; null while none is set.")
    member: Annotated["Member", strawberry.lazy("schema.members")] = one(
        MEMBERS, "The household it belongs to.", on=((ContractRow.member_id, MemberRow.member_id),)
    )
    beneficiaries: list[Annotated["Beneficiary", strawberry.lazy("schema.beneficiaries")]] = many(
        BENEFICIARIES,
        "The people it covers: the holder, then the spouse, then children by age.",
        on=(
            (ContractRow.member_id, CoverageRow.member_id),
            (ContractRow.contract_id, CoverageRow.contract_id),
        ),
        order=HOLDER_FIRST,
    )
