"""Members: the holders of households."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from loaders import accesses as access_loaders
from loaders import documents as document_loaders
from loaders import notifications as notification_loaders
from loaders import procedures as procedure_loaders
from loaders import reimbursements as reimbursement_loaders
from loaders import statements as statement_loaders
from loaders.accountants import ACCOUNTANTS
from loaders.addresses import ADDRESSES
from loaders.bank_accounts import BANK_ACCOUNTS
from loaders.beneficiaries import BENEFICIARIES, HOLDER_FIRST
from loaders.consents import CONSENTS, LAST_GIVEN_FIRST
from loaders.contracts import CONTRACTS, LINE_OF_BUSINESS
from loaders.features import FACTS_OF_CONTRACTS, READER
from loaders.members import MEMBERS
from loaders.visibility_contracts import holders_national_number
from models.accountants import AccountantRow
from models.bank_accounts import BankAccountRow
from models.consents import ConsentRow
from models.contracts import ContractRow, CoverageRow
from models.members import MemberRow
from models.people import PersonRow
from resolvers.fields import column, computed, declared, many, one, page
from schema.accesses import Access
from schema.accountants import Accountant
from schema.addresses import Address
from schema.bank_accounts import BankAccount
from schema.consents import Consent
from schema.contract_filter import choose_contracts
from schema.documents import Document, choose_documents
from schema.features import Feature, of_member
from schema.nodes import Node
from schema.notifications import Notification, choose_notifications
from schema.pages import Connection
from schema.procedure_filter import choose_in_household
from schema.procedures import Procedure
from schema.reimbursement_filter import choose as choose_reimbursements
from schema.reimbursements import ReimbursementConnection
from schema.scalars import Date
from schema.statements import Statement

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
    birth_date: Date = column(PersonRow.birth_date, "Day of birth (date de naissance).")
    phone: str | None = column(
        PersonRow.phone,
        "Telephone number; null when none is on file, and for those who are not to know it.",
        restricted=True,
    )
    nir_masked: str | None = column(
        PersonRow.nir_masked,
        "National number, masked (NIR); null where there is none, and for those who are not to know it.",
        restricted=True,
        full=holders_national_number,
    )
    address: Address | None = one(
        ADDRESSES,
        "Where the household lives today; null for the people who are only covered.",
        on=((PersonRow.member_id, PersonRow.member_id), (PersonRow.person_id, PersonRow.person_id)),
    )
    contracts: list[Annotated["Contract", strawberry.lazy("schema.contracts")]] = many(
        CONTRACTS,
        "Contracts, the oldest first.",
        on=((MemberRow.member_id, ContractRow.member_id),),
        order=(ContractRow.start_date, ContractRow.contract_id),
        criteria=(LINE_OF_BUSINESS,),
        choose=choose_contracts,
    )
    bank_accounts: list[BankAccount] = many(
        BANK_ACCOUNTS,
        "The accounts that are in use, never in full (RIB); for the holder and for agents.",
        on=((MemberRow.member_id, BankAccountRow.member_id),),
        order=(BankAccountRow.usage, BankAccountRow.bank_account_id),
    )
    accountant: Accountant | None = one(
        ACCOUNTANTS,
        "Who receives the tax papers (expert-comptable); for the holder and for agents.",
        on=((MemberRow.member_id, AccountantRow.member_id),),
    )
    features: list[Feature] = computed(
        of_member,
        "What can be used for one contract at least, and why not.",
        needs={"contracts": FACTS_OF_CONTRACTS, **READER},
    )
    beneficiaries: list[Annotated["Beneficiary", strawberry.lazy("schema.beneficiaries")]] = many(
        BENEFICIARIES,
        "Everybody covered, contract by contract: the holder, then the spouse, then children by age.",
        on=((MemberRow.member_id, CoverageRow.member_id),),
        order=(CoverageRow.contract_id, *HOLDER_FIRST),
    )
    reimbursements: ReimbursementConnection = page(
        reimbursement_loaders.OF_MEMBER,
        "Lines of everybody covered (remboursements).",
        choose=choose_reimbursements,
    )
    statements: Connection[Statement] = page(
        statement_loaders.OF_MEMBER, "Payments, the last first (décomptes).", both_ways=False
    )
    procedures: Connection[Procedure] = page(
        procedure_loaders.OF_MEMBER,
        "What was asked for, the last first (démarches). Of another adult, what they share of their care and"
        " cover, and what you sent.",
        choose=choose_in_household,
    )
    documents: Connection[Document] = page(
        document_loaders.OF_MEMBER,
        "Files, the last issued first (documents). What another adult does not share, or is no care and no"
        " cover, is theirs alone.",
        choose=choose_documents,
        both_ways=False,
    )
    notifications: Connection[Notification] = page(
        notification_loaders.OF_MEMBER,
        "Notices to you, the last first (notifications); empty for who is not of the household.",
        choose=choose_notifications,
        both_ways=False,
    )
    consents: list[Consent] = many(
        CONSENTS,
        "What you agreed to, the last first (consentements); empty for who is not of the household.",
        on=((MemberRow.member_id, ConsentRow.member_id),),
        order=LAST_GIVEN_FIRST,
    )
    access_log: Connection[Access] = page(
        access_loaders.OF_MEMBER,
        "Who looked at your data, the last first (journal des accès). What is about another adult is theirs"
        " alone; empty for who is not of the household.",
        both_ways=False,
    )
