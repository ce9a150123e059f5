"""One row of every table of the domain, each of which its table takes: tests change one thing in one of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace as Keys
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from models.accountants import AccountantContractRow, AccountantRow
from models.accounts import AccountRow
from models.acts import ActRow, ActTariffRow
from models.addresses import AddressRow
from models.affiliations import MandatorySchemeRow, SchemeAffiliationRow, TeletransmissionRow
from models.bank_accounts import BankAccountRow, MandateReferenceRow, SepaMandateRow
from models.base import Base, table_of
from models.broker_users import BrokerUserRow
from models.brokers import BrokerRow
from models.clients import ClientRow
from models.consents import AccessRow, ConsentRow
from models.content import AidRow, ArticleRow, FaqEntryRow, TutorialRow
from models.contracts import ContractNumberRow, ContractPlanRow, ContractRow, CoverageRow
from models.documents import DocumentRow, ProcedureDocumentRow
from models.guarantees import AllowanceRow, GuaranteeRow
from models.hospital_agreements import AgreementTokenRow, HospitalAgreementRow
from models.hospitals import HospitalRow
from models.installments import InstallmentRow
from models.members import MemberRow, MemberWordRow
from models.notifications import NotificationChoiceRow, NotificationRow
from models.partners import PartnerProductRow, PartnerRow, ServiceRow
from models.people import NirTokenRow, PersonRow
from models.procedures import (
    ProcedureEventRow,
    ProcedureReferenceRow,
    ProcedureRow,
    ProcedureSignatureRow,
)
from models.products import InsurerRow, PlanRow, PremiumTariffRow, ProductDocumentRow, ProductRow
from models.reimbursements import AllowanceUseRow, ReimbursementRow
from models.statements import StatementNumberRow, StatementRow
from models.third_party_cards import ThirdPartyCardPersonRow, ThirdPartyCardRow

Values = dict[str, Any]

START, END = date(2026, 1, 1), date(2100, 1, 1)
"""What holds from the one to the other holds on whichever day the tests run."""
NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)
LATER = datetime(2026, 5, 4, 11, tzinfo=UTC)
HASH = bytes(32)
DATED: Values = {"valid_from": START, "valid_to": None}
FILE: Values = {
    "title": "Notice", "file_name": "notice.pdf", "mime_type": "application/pdf", "size": 9, "sha256": HASH,
    "file_key": "9f",
}  # fmt: skip
PUBLISHED: Values = {**DATED, "title": "Titre", "body": "Texte", "published_at": NOON, "updated_at": NOON}


def euros(amount: str) -> Decimal:
    return Decimal(amount)


def covered(k: Keys) -> Values:
    return {
        "member_id": k.member_id, "coverage_id": k.coverage_id, "contract_id": k.contract_id,
        "person_id": k.person_id,
    }  # fmt: skip


def of(k: Keys, *names: str) -> Values:
    """The household's key and the others that are asked for."""
    return {name: getattr(k, name) for name in ("member_id", *names)}


ROWS: dict[type[Base], Callable[[Keys], Values]] = {
    BrokerRow: lambda k: {"name": "Cabinet Essai"},
    AccountRow: lambda k: {"login": "essai@example.org", "display_name": "Essai"},
    BrokerUserRow: lambda k: {
        "broker_id": k.broker_id, "account_id": k.account_id, "name": "Essai", "email": "essai@example.org",
        "administrator": False, "invited_at": NOON,
    },
    ClientRow: lambda k: {
        "account_id": k.account_id, "client_id": "hub_0123456789abcdef", "name": "Essai", "role": "BROKER",
        "broker_id": k.broker_id, "scopes": ["portfolio:read"], "secret_hash": HASH, "created_at": NOON,
        "expires_on": END,
    },
    InsurerRow: lambda k: {"name": "Assureur Essai"},
    ProductRow: lambda k: {
        "code": "ESSAI", "name": "Santé Essai", "line_of_business": "HEALTH", "insurer_id": k.insurer_id,
    },
    PlanRow: lambda k: {"product_id": k.product_id, "rank": 2, "label": "Niveau 2"},
    PremiumTariffRow: lambda k: {
        **DATED, "product_id": k.product_id, "plan_id": k.plan_id, "adult_monthly": euros("45.00"),
        "yearly_slope": euros("0.022"), "child_share": euros("0.45"),
    },
    ProductDocumentRow: lambda k: {**FILE, **DATED, "product_id": k.product_id, "kind": "IPID"},
    AllowanceRow: lambda k: {
        **DATED, "product_id": k.product_id, "plan_id": k.plan_id, "code": "LENSES", "label": "Lentilles",
        "unit": "EUR", "ceiling": euros("60.00"), "period": "CIVIL_YEAR", "scope": "BENEFICIARY",
    },
    GuaranteeRow: lambda k: {
        **DATED, "product_id": k.product_id, "plan_id": k.plan_id, "family": "CONTACT_LENSES",
        "practitioner": "OPTAM", "basket": "FREE", "label": "Lentilles", "allowance_id": k.allowance_id,
        "expression": {"kind": "EUR", "euros": "60.00", "per": "YEAR"},
    },
    ActRow: lambda k: {
        "code": "ESS", "label": "Essai", "search": "ess essai", "nomenclature": "NGAP", "category": "OTHER",
        "family": "SPECIALIST", "basket": "FREE", "deductible_kind": "PARAMEDICAL",
    },
    ActTariffRow: lambda k: {
        **DATED, "act_id": k.act_id, "practitioner": "OPTAM", "reimbursement_base": euros("31.50"),
        "rate": euros("0.7"), "source": "ameli.fr", "certainty": "K-high",
    },
    HospitalRow: lambda k: {
        "finess": "2A0000014", "name": "Clinique", "search": "clinique ajaccio", "street": "1 quai",
        "postal_code": "20000", "city": "Ajaccio",
    },
    MandatorySchemeRow: lambda k: {"scheme_code": "01", "label": "Régime général"},
    ArticleRow: lambda k: {
        **PUBLISHED, "slug": "essai", "section": "NEWS", "summary": "Résumé", "image": "i.png",
        "image_text": "Une image",
    },
    TutorialRow: lambda k: {**PUBLISHED, "slug": "essai", "video": "v.mp4", "transcript": "Ce qui se dit"},
    AidRow: lambda k: {**PUBLISHED, "slug": "essai", "kind": "SOCIAL"},
    FaqEntryRow: lambda k: {**PUBLISHED, "slug": "essai", "topic": "Carte", "search": "carte"},
    ServiceRow: lambda k: {"code": "ESSAI", "title": "Service", "description": "…"},
    PartnerRow: lambda k: {
        "name": "Partenaire", "kind": "ASSISTANCE", "description": "…", "search": "partenaire",
    },
    PartnerProductRow: lambda k: {"partner_id": k.partner_id, "product_id": k.product_id},
    MemberRow: lambda k: {
        "number": "900001", "sort_name": "essai, ada", "search": "essai ada 900001",
        "broker_ids": [k.broker_id],
    },
    MemberWordRow: lambda k: {**of(k), "word": "essai", "broker_ids": [k.broker_id]},
    PersonRow: lambda k: {
        **of(k), "is_holder": True, "first_name": "Ada", "last_name": "Essai", "sex": "F",
        "birth_date": date(1980, 2, 29), "nir_sealed": b"sealed", "nir_masked": "2 80 02 ** *** ***",
        "broker_ids": [k.broker_id],
    },
    NirTokenRow: lambda k: {**of(k, "person_id"), "token": HASH},
    ContractRow: lambda k: {
        **of(k), "number": "S-900001", "line_of_business": "HEALTH", "product_id": k.product_id,
        "start_date": START, "premium_amount": euros("45.00"), "broker_id": k.broker_id,
    },
    ContractNumberRow: lambda k: {**of(k, "contract_id"), "number": "S-900001"},
    ContractPlanRow: lambda k: {
        **of(k, "contract_id"), **DATED, "plan_id": k.plan_id, "broker_id": k.broker_id,
    },
    CoverageRow: lambda k: {
        **of(k, "contract_id", "person_id"), "relation": "HOLDER", "covered_from": START,
        "broker_id": k.broker_id,
    },
    AddressRow: lambda k: {
        **of(k), **DATED, "street": "1 rue d’Essai", "postal_code": "75001", "city": "Paris",
        "broker_ids": [k.broker_id],
    },
    SchemeAffiliationRow: lambda k: {
        **of(k, "person_id"), **DATED, "scheme_code": "01", "fund": "751", "centre": "0001",
        "alsace_moselle": True,
    },
    TeletransmissionRow: lambda k: {**of(k, "coverage_id"), **DATED, "status": "CONNECTED"},
    ThirdPartyCardRow: lambda k: {
        **of(k, "contract_id"), "version": 1, "valid_from": START, "valid_to": END, "issued_at": NOON,
        "amc_number": "99999997", "convention": "SP", "routing": "ESSAI", "member_number": "900001",
    },
    ThirdPartyCardPersonRow: lambda k: {
        **of(k, "third_party_card_id", "coverage_id"), "domains": {"PHAR": "100 %"},
    },
    ProcedureRow: lambda k: {
        **of(k, "contract_id", "coverage_id", "person_id"), "reference": "DEM-2026-9000001",
        "kind": "REIMBURSEMENT_REQUEST", "status": "SUBMITTED", "submitted_by": 1, "submitted_as": "MEMBER",
        "submitted_at": NOON, "updated_at": NOON, "idempotency_key": "k", "request_hash": HASH, "form": {},
        "form_sealed": b"sealed", "broker_id": k.broker_id,
    },
    ProcedureReferenceRow: lambda k: {**of(k, "procedure_id"), "reference": "DEM-2026-9000001"},
    ProcedureEventRow: lambda k: {
        **of(k, "procedure_id"), "at": NOON, "role": "AGENT", "from_status": "SUBMITTED",
        "to_status": "IN_REVIEW", "note": "À revoir",
    },
    ProcedureSignatureRow: lambda k: {
        **of(k, "procedure_id"), "text_hash": HASH, "code_token": HASH, "phone_masked": "06 ** ** ** 12",
        "sent_at": NOON, "expires_at": LATER,
    },
    HospitalAgreementRow: lambda k: {
        **of(k, "procedure_id"), "hospital_id": k.hospital_id, "terms": {"daily_charge": "unlimited"},
        "valid_from": START, "valid_to": END, "file_key": "9f", "sha256": HASH,
    },
    AgreementTokenRow: lambda k: {**of(k, "hospital_agreement_id"), "token_hash": HASH},
    BankAccountRow: lambda k: {
        **of(k), **DATED, "usage": "PREMIUM_DEBIT", "holder_name": "Ada Essai", "iban_sealed": b"sealed",
        "iban_token": HASH, "iban_masked": "FR76 **** … 0189", "bic": "AGRIFRPPXXX",
    },
    SepaMandateRow: lambda k: {
        **of(k, "bank_account_id"), "umr": "HUB/2026-9(+:?)", "creditor_id": "FR76ZZZ123456",
        "status": "ACTIVE", "signed_at": NOON,
    },
    MandateReferenceRow: lambda k: {**of(k, "sepa_mandate_id"), "umr": "HUB/2026-9(+:?)"},
    InstallmentRow: lambda k: {
        **of(k, "contract_id", "bank_account_id"), "due_on": date(2026, 5, 5), "method": "DIRECT_DEBIT",
        "period_from": date(2026, 5, 1), "period_to": date(2026, 6, 1), "amount": euros("45.00"),
        "net_amount": euros("39.72"), "tax_amount": euros("5.28"), "broker_id": k.broker_id,
    },
    StatementRow: lambda k: {
        **of(k), "number": "D-900001", "issued_on": date(2026, 5, 8), "total": euros("9.00"),
        "payee": "MEMBER",
    },
    StatementNumberRow: lambda k: {**of(k, "statement_id"), "number": "D-900001"},
    ReimbursementRow: lambda k: {
        **covered(k), "status": "PAID", "source": "NOEMIE", "source_key": "751/1/1", "received_at": NOON,
        "care_date": date(2026, 5, 2), "label": "Consultation", "search": "consultation", "category": "OTHER",
        "family": "SPECIALIST", "practitioner": "OPTAM", "act_id": k.act_id, "payee": "MEMBER",
        "spent": euros("30.00"), "reimbursement_base": euros("30.00"), "rate": euros("0.7"),
        "social_security_paid": euros("19.00"), "flat_contribution": euros("2.00"),
        "complementary_paid": euros("9.00"), "remaining": euros("2.00"), "paid_on": date(2026, 5, 8),
        "statement_id": k.statement_id, "procedure_id": k.procedure_id,
    },
    AllowanceUseRow: lambda k: {
        **covered(k), "reimbursement_id": k.reimbursement_id, "code": "LENSES", "used": euros("9.00"),
        "used_on": date(2026, 5, 2),
    },
    DocumentRow: lambda k: {
        **FILE, **of(k, "contract_id", "person_id"), "kind": "IPID", "issued_on": START, "added_at": NOON,
        "period_from": START, "period_to": END, "broker_id": k.broker_id,
    },
    ProcedureDocumentRow: lambda k: {**of(k, "procedure_id", "document_id"), "added_at": NOON},
    AccountantRow: lambda k: {
        **of(k), "firm_name": "Comptes & Cie", "siren": "123456782", "email": "comptes@example.org",
        "shared_kinds": ["TAX_CERTIFICATE"], "starts_on": START, "declared_at": NOON,
    },
    AccountantContractRow: lambda k: of(k, "accountant_id", "contract_id"),
    NotificationRow: lambda k: {
        **of(k, "person_id"), "kind": "PROCEDURE", "title": "Un message", "body": "Un nouveau message.",
        "created_at": NOON,
    },
    NotificationChoiceRow: lambda k: of(k, "person_id"),
    ConsentRow: lambda k: {
        **of(k, "person_id"), "purpose": "BROKER_ACCESS", "broker_id": k.broker_id, "text_version": "1",
        "given_at": NOON,
    },
    AccessRow: lambda k: {
        **of(k), "at": NOON, "account_id": 1, "role": "AGENT", "label": "Gestion", "what": "MEMBER",
    },
}  # fmt: skip
"""In an order in which each finds what it refers to."""


async def put(owner: AsyncConnection, row: type[Base], values: Values) -> Values:
    """Insert one row; the key that the database gave it."""
    statement = insert(row).values(**values).returning(*table_of(row).primary_key.columns)
    return dict((await owner.execute(statement)).one()._mapping)


async def fill(owner: AsyncConnection) -> Keys:
    """One of each; all their keys under the columns' names."""
    keys = Keys()
    for row, values in ROWS.items():
        keys.__dict__.update(await put(owner, row, values(keys)))
    return keys
