"""Members: the holders of households."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from loaders.beneficiaries import BENEFICIARIES, HOLDER_FIRST
from loaders.contracts import CONTRACTS
from loaders.members import MEMBERS
from models.contracts import ContractRow, CoverageRow
from models.members import MemberRow
from models.people import PersonRow
from resolvers.fields import column, declared, many
from schema.nodes import Node

if TYPE_CHECKING:
    from schema.beneficiaries import Beneficiary
    from schema.contracts import Contract


@strawberry.type(description="The holder of a household (adhérent).")
@declared(MEMBERS)
class Member(Node):
    number: str = column(MemberRow.number, "Member number (numéro adhérent); it is also a login.")
    first_name: str = column(PersonRow.first_name, "Given name (prénom).")
    last_name: str = column(PersonRow.last_name, "Family name (nom).")
    email: str | None = column(
        PersonRow.email,
        "E-mail address; null when none is on file, and for those who are not to know it.",
        restricted=True,
    )
    contracts: list[Annotated["Contract", strawberry.lazy("schema.contracts")]] = many(
        CONTRACTS,
        "Contracts, the oldest first.",
        on=((MemberRow.member_id, ContractRow.member_id),),
        order=(ContractRow.start_date, ContractRow.contract_id),
    )
    beneficiaries: list[Annotated["Beneficiary", strawberry.lazy("schema.beneficiaries")]] = many(
        BENEFICIARIES,
        "Everybody covered, contract by contract: the holder, then the spouse, then children by age.",
        on=((MemberRow.member_id, CoverageRow.member_id),),
        order=(CoverageRow.contract_id, *HOLDER_FIRST),
    )
