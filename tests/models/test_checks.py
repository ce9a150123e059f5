"""Each rule about one row: the table refuses a row that breaks it, and takes those of `tests.models.rows`."""

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace as Keys
from typing import Any

import pytest
from sqlalchemy import CheckConstraint
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from models.accountants import AccountantRow
from models.acts import ActTariffRow
from models.addresses import AddressRow
from models.affiliations import MandatorySchemeRow, SchemeAffiliationRow, TeletransmissionRow
from models.bank_accounts import BankAccountRow, SepaMandateRow
from models.base import Base, table_of
from models.clients import ClientRow
from models.consents import ConsentRow
from models.content import ArticleRow, TutorialRow
from models.contracts import ContractRow, CoverageRow
from models.documents import DocumentRow
from models.guarantees import AllowanceRow, GuaranteeRow
from models.hospital_agreements import HospitalAgreementRow
from models.hospitals import HospitalRow
from models.installments import InstallmentRow
from models.notifications import NotificationRow
from models.people import PersonRow
from models.procedures import ProcedureRow, ProcedureSignatureRow
from models.products import PlanRow, ProductDocumentRow, ProductRow
from models.reimbursements import AllowanceUseRow, ReimbursementRow
from models.third_party_cards import ThirdPartyCardRow
from tests.models.rows import NOON, ROWS, START, Values, put

ENUMERATED = re.compile(r"^(\w+) IN \(")
ENDS_AFTER_START = re.compile(r"^(\w+) > (\w+)$")
EARLIER = NOON.replace(hour=1)
ONE = Decimal("1.00")
UNPAID: Values = {"status": "PENDING", "paid_on": None, "statement_id": None}

CASES: list[tuple[type[Base], str, Values]] = [
    (ClientRow, "broker", {"broker_id": None}),
    (ClientRow, "former", {"former_until": NOON}),
    (ClientRow, "scopes", {"scopes": []}),
    (ProductRow, "ages", {"child_max_age": 29}),
    (PlanRow, "rank", {"rank": 0}),
    (ProductDocumentRow, "size", {"size": -1}),
    (AllowanceRow, "ceiling", {"ceiling": Decimal(0)}),
    (AllowanceRow, "period_months", {"period": "ROLLING"}),
    (AllowanceRow, "period_months", {"period_months": 24}),
    (GuaranteeRow, "expression", {"expression": {"euros": "60.00"}}),
    (GuaranteeRow, "waiting_months", {"waiting_months": -1}),
    (ActTariffRow, "rate", {"rate": Decimal("1.01")}),
    (ActTariffRow, "reimbursement_base", {"reimbursement_base": -ONE}),
    (HospitalRow, "finess", {"finess": "2C0000014"}),
    (MandatorySchemeRow, "scheme_code", {"scheme_code": "1"}),
    (ArticleRow, "image_text", {"image_text": None}),
    (TutorialRow, "transcript", {"transcript": None}),
    (PersonRow, "birth_rank", {"birth_rank": 0}),
    (PersonRow, "death_date", {"death_date": date(1980, 2, 28)}),
    (PersonRow, "nir", {"nir_masked": None}),
    (PersonRow, "nir", {"nir_sealed": None}),
    (ContractRow, "payment_day", {"payment_day": 29}),
    (ContractRow, "premium_amount", {"premium_amount": -ONE}),
    (ContractRow, "subscriber", {"subscriber_kind": "COMPANY"}),
    (ContractRow, "subscriber", {"subscriber_name": "Société"}),
    (ContractRow, "group", {"membership": "GROUP_MANDATORY"}),
    (ContractRow, "madelin", {"madelin": True, "subscriber_kind": "INDIVIDUAL"}),
    (ContractRow, "terminated", {"status": "TERMINATED"}),
    (AddressRow, "country", {"country": "France"}),
    (AddressRow, "postal_code", {"postal_code": "7500"}),
    (SchemeAffiliationRow, "fund", {"fund": "2A1"}),
    (SchemeAffiliationRow, "centre", {"centre": "1"}),
    (SchemeAffiliationRow, "alsace_moselle", {"scheme_code": "02"}),
    (SchemeAffiliationRow, "opened_by", {"opened_by_person_id": "person_id"}),
    (TeletransmissionRow, "reject_code", {"reject_code": "12"}),
    (ThirdPartyCardRow, "health_only", {"line_of_business": "PROTECTION"}),
    (ThirdPartyCardRow, "version", {"version": 0}),
    (ThirdPartyCardRow, "revoked", {"status": "REVOKED"}),
    (ThirdPartyCardRow, "revoked", {"revoked_at": NOON}),
    (ProcedureRow, "rejected", {"status": "REJECTED"}),
    (ProcedureRow, "rejected", {"rejection_reason": "DUPLICATE"}),
    (ProcedureRow, "version", {"version": 0}),
    (ProcedureRow, "coverage", {"person_id": None}),
    (ProcedureRow, "whose", {"submitted_as": "BENEFICIARY", "person_id": None, "coverage_id": None}),
    (ProcedureRow, "whose", {"submitted_as": "GUARDIAN", "person_id": None, "coverage_id": None}),
    (ProcedureRow, "updated_at", {"updated_at": EARLIER}),
    (ProcedureRow, "follows_another", {"procedure_id": 900, "follows_id": 900}),
    (ProcedureSignatureRow, "tries", {"tries": -1}),
    (ProcedureSignatureRow, "expires_at", {"expires_at": NOON}),
    (ProcedureSignatureRow, "outcome", {"signed_at": NOON, "ended_at": NOON, "evidence": {}}),
    (ProcedureSignatureRow, "evidence", {"signed_at": NOON}),
    (HospitalAgreementRow, "fetched", {"status": "FETCHED"}),
    (HospitalAgreementRow, "sent", {"fetched_at": NOON}),
    (BankAccountRow, "bic", {"bic": "AGRI"}),
    (SepaMandateRow, "umr", {"umr": "a space"}),
    (SepaMandateRow, "umr", {"umr": "R" * 36}),
    (SepaMandateRow, "creditor_id", {"creditor_id": "FR"}),
    (SepaMandateRow, "signed", {"signed_at": None}),
    (InstallmentRow, "amount", {"tax_amount": ONE}),
    (InstallmentRow, "paid", {"status": "COLLECTED"}),
    (InstallmentRow, "paid", {"paid_on": START}),
    (InstallmentRow, "rejected", {"status": "REJECTED"}),
    (ReimbursementRow, "parts", {"spent": Decimal("30.01")}),
    (ReimbursementRow, "parts", {"other_paid": ONE}),
    (ReimbursementRow, "paid", {"paid_on": None, "statement_id": None}),
    (ReimbursementRow, "paid", {"status": "PENDING"}),
    (ReimbursementRow, "statement", {"statement_id": None}),
    (ReimbursementRow, "statement", {"status": "PENDING", "paid_on": None}),
    (ReimbursementRow, "rejected", {**UNPAID, "status": "REJECTED"}),
    (ReimbursementRow, "reversal", {"status": "REGULARISED"}),
    (ReimbursementRow, "reversal", {"spent": Decimal("-9.00"), "social_security_paid": Decimal("-20.00")}),
    (ReimbursementRow, "reversal", {"complementary_paid": -ONE, "remaining": Decimal("12.00")}),
    (ReimbursementRow, "reversal_settled", {"reverses_id": "reimbursement_id"}),
    (ReimbursementRow, "reverses_another", {**UNPAID, "reimbursement_id": 900, "reverses_id": 900}),
    (ReimbursementRow, "quantity", {"quantity": 0}),
    (AllowanceUseRow, "used", {"used": Decimal(0)}),
    (DocumentRow, "broker", {"kind": "PRESCRIPTION"}),
    (DocumentRow, "broker", {"contract_id": None}),
    (DocumentRow, "size", {"size": -1}),
    (DocumentRow, "sha256", {"sha256": b"short"}),
    (AccountantRow, "siren", {"siren": "12345678"}),
    (AccountantRow, "shared_kinds", {"shared_kinds": []}),
    (AccountantRow, "shared_kinds", {"shared_kinds": ["TAX_CERTIFICATE", "STATEMENT"]}),
    (AccountantRow, "revoked_after_declared", {"revoked_at": EARLIER}),
    (NotificationRow, "read_at", {"read_at": EARLIER}),
    (ConsentRow, "broker", {"broker_id": None}),
    (ConsentRow, "broker", {"purpose": "MARKETING"}),
    (ConsentRow, "withdrawn_after_given", {"withdrawn_at": EARLIER}),
]

BESIDES: dict[str, Values] = {
    "contracts_membership_check": {"subscriber_kind": "COMPANY", "subscriber_name": "Société"},
    "reimbursements_status_check": {"paid_on": None, "statement_id": None},
    "documents_kind_check": {"broker_id": None},
    "consents_purpose_check": {"broker_id": None},
    "clients_role_check": {"broker_id": None},
}
"""Of two rules that a row breaks Postgres names one: what keeps a text of no list within the others."""


def checks(row: type[Base]) -> dict[str, str]:
    return {
        str(each.name): str(each.sqltext)
        for each in table_of(row).constraints
        if isinstance(each, CheckConstraint)
    }


def shaped(row: type[Base], values: Values) -> list[tuple[str, Values]]:
    """Rows that break a closed list or a period, told from the words of the constraint."""
    broken: list[tuple[str, Values]] = []
    for name, words in checks(row).items():
        if listed := ENUMERATED.match(words):
            broken.append((name, {listed[1]: "NOTHING", **BESIDES.get(name, {})}))
        elif (ends := ENDS_AFTER_START.match(words)) and ends[2] in values:
            broken.append((name, {ends[1]: values[ends[2]]}))
    return broken


async def refused(owner: AsyncConnection, row: type[Base], values: Values, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=f'"{constraint}"'):
        async with owner.begin_nested():
            await put(owner, row, values)


async def test_a_row_that_breaks_a_rule_is_refused_by_that_rule(owner: AsyncConnection, keys: Keys) -> None:
    for row, name, change in CASES:
        told = {column: _key(keys, value) for column, value in change.items()}
        await refused(owner, row, {**ROWS[row](keys), **told}, f"{row.__tablename__}_{name}_check")


def _key(keys: Keys, value: Any) -> Any:
    """A key of the row that is there already, where the case names its column."""
    return getattr(keys, value) if isinstance(value, str) and value in vars(keys) else value


async def test_a_text_outside_its_list_and_an_empty_period_are_refused(
    owner: AsyncConnection, keys: Keys
) -> None:
    tried = 0
    for row, values in ROWS.items():
        valid = values(keys)
        for name, change in shaped(row, valid):
            await refused(owner, row, {**valid, **change}, name)
            tried += 1
    assert tried > 60


def test_no_rule_is_left_untried() -> None:
    told = {f"{row.__tablename__}_{name}_check" for row, name, _ in CASES}
    untold = {
        name
        for row in ROWS
        for name, words in checks(row).items()
        if name not in told and not ENUMERATED.match(words) and not ENDS_AFTER_START.match(words)
    }
    assert untold == set()


async def test_a_line_may_be_paid_in_part_by_others_and_a_reversal_takes_all_back(
    owner: AsyncConnection, keys: Keys
) -> None:
    paid = ROWS[ReimbursementRow](keys)
    parts = {"other_paid": ONE, "remaining": ONE, "source_key": "751/1/2"}
    line = await put(owner, ReimbursementRow, {**paid, **parts})
    amounts = ("spent", "social_security_paid", "complementary_paid", "other_paid", "remaining")
    back = {name: -{**paid, **parts}[name] for name in amounts}
    reversal = {"status": "REGULARISED", "reverses_id": line["reimbursement_id"], "source_key": None}
    await put(owner, ReimbursementRow, {**paid, **back, **reversal})
    await put(owner, ReimbursementRow, {**paid, **UNPAID, "source_key": "751/1/3"})


async def test_a_coverage_may_end_on_its_second_day_and_not_on_its_first(
    owner: AsyncConnection, keys: Keys
) -> None:
    coverage = ROWS[CoverageRow](keys)
    await refused(owner, CoverageRow, {**coverage, "covered_to": START}, "coverages_period_check")
    await put(owner, CoverageRow, {**coverage, "covered_to": date(2026, 1, 2)})
