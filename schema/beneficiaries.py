"""Beneficiaries: people covered by a contract, and what they show to its holder."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from loaders.addresses import ADDRESSES
from loaders.allowances import ALLOWANCES
from loaders.beneficiaries import BENEFICIARIES, SHARED_SINCE, SHARING_GIVEN, SHARINGS
from loaders.contracts import CONTRACTS
from loaders.reimbursements import OF_BENEFICIARY
from loaders.teletransmissions import TELETRANSMISSIONS
from loaders.visibility_contracts import national_numbers
from models.contracts import ContractRow, CoverageRow
from models.guarantees import AllowanceRow
from models.people import PersonRow
from resolvers.fields import column, declared, many, one, page
from schema.addresses import Address
from schema.allowances import Allowance
from schema.days import on_date
from schema.enums import Relation
from schema.nodes import Node
from schema.reimbursement_filter import choose as choose_reimbursements
from schema.reimbursements import ReimbursementConnection
from schema.scalars import Date, DateTime
from schema.teletransmissions import Teletransmission

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
        always="a contract is seen by whom it covers, and a coverage is of its contract's broker",
    )
    nir_masked: str | None = column(
        PersonRow.nir_masked,
        "National number, masked (NIR); null where there is none, and for brokers.",
        restricted=True,
        full=national_numbers,
    )
    address: Address | None = one(
        ADDRESSES,
        "Where they live: an address of their own, else the household’s. Of an adult with one of their own,"
        " others are shown the household’s.",
        on=((CoverageRow.member_id, PersonRow.member_id), (CoverageRow.person_id, PersonRow.person_id)),
    )
    teletransmission: Teletransmission | None = one(
        TELETRANSMISSIONS,
        "Their link to the social security (télétransmission); null on PROTECTION, and for brokers.",
        on=(
            (CoverageRow.member_id, CoverageRow.member_id),
            (CoverageRow.coverage_id, CoverageRow.coverage_id),
        ),
    )
    allowances: list[Allowance] | None = many(
        ALLOWANCES,
        "What they have in a time, and what is left of it (forfaits); empty on a day without cover. Null for"
        " the holder where an adult does not share, and for brokers.",
        on=(
            (CoverageRow.member_id, CoverageRow.member_id),
            (CoverageRow.coverage_id, CoverageRow.coverage_id),
        ),
        order=(AllowanceRow.code, AllowanceRow.allowance_id),
        choose=on_date,
        restricted=True,
    )
    sharing: Sharing | None = one(
        SHARINGS,
        "What this adult shows to the holder; null for the holder, for minors, and for any other reader.",
        on=(
            (CoverageRow.member_id, CoverageRow.member_id),
            (CoverageRow.coverage_id, CoverageRow.coverage_id),
        ),
    )
    reimbursements: ReimbursementConnection = page(
        OF_BENEFICIARY,
        "Lines of this person under this contract (remboursements).",
        choose=choose_reimbursements,
    )
