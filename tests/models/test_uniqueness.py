"""Each rule about two rows: the second one that may not be is refused, and the one that may be is taken."""

from datetime import date
from types import SimpleNamespace as Keys
from typing import Any

import pytest
from sqlalchemy import UniqueConstraint, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from models.accountants import AccountantRow
from models.acts import ActTariffRow
from models.addresses import AddressRow
from models.affiliations import SchemeAffiliationRow, TeletransmissionRow
from models.bank_accounts import BankAccountRow, SepaMandateRow
from models.base import Base, table_of
from models.broker_users import BrokerUserRow
from models.consents import ConsentRow
from models.contracts import ContractPlanRow, CoverageRow
from models.guarantees import AllowanceRow
from models.installments import InstallmentRow
from models.people import NirTokenRow, PersonRow
from models.procedures import ProcedureRow, ProcedureSignatureRow
from models.products import PlanRow, PremiumTariffRow
from models.reimbursements import AllowanceUseRow, ReimbursementRow
from models.statements import StatementNumberRow
from models.third_party_cards import ThirdPartyCardRow
from tests.models.rows import NOON, ROWS, START, Values, put

NEXT_DAY = date(2026, 1, 2)
BEFORE: Values = {"valid_from": date(2025, 1, 1), "valid_to": START}
REFUSED_ONCE: Values = {"status": "REVOKED", "revoked_at": NOON, "version": 2}

CASES: list[tuple[type[Base], str, Values, Values]] = [
    (BrokerUserRow, "broker_users_current_key", {}, {"ended_at": NOON}),
    (PlanRow, "plans_product_id_rank_key", {}, {"rank": 3}),
    (PremiumTariffRow, "premium_tariffs_one_open_key", {}, BEFORE),
    (AllowanceRow, "allowances_one_open_key", {}, BEFORE),
    (ActTariffRow, "act_tariffs_one_open_key", {"valid_from": NEXT_DAY}, BEFORE),
    (PersonRow, "people_one_holder_key", {}, {"is_holder": False}),
    (ContractPlanRow, "contract_plans_one_open_key", {"valid_from": NEXT_DAY}, BEFORE),
    (CoverageRow, "coverages_one_open_key", {"relation": "CHILD"}, {"covered_to": NEXT_DAY}),
    (AddressRow, "addresses_one_of_the_household_key", {}, BEFORE),
    (SchemeAffiliationRow, "scheme_affiliations_one_open_key", {}, BEFORE),
    (TeletransmissionRow, "teletransmissions_one_open_key", {"status": "REJECTED"}, BEFORE),
    (ThirdPartyCardRow, "third_party_cards_one_active_key", {"version": 2}, REFUSED_ONCE),
    (ThirdPartyCardRow, "third_party_cards_member_id_contract_id_version_key",
     {**REFUSED_ONCE, "version": 1}, REFUSED_ONCE),
    (ProcedureRow, "procedures_member_id_submitted_by_idempotency_key_key", {}, {"submitted_by": 2}),
    (ProcedureSignatureRow, "procedure_signatures_one_pending_key", {}, {"ended_at": NOON}),
    (BankAccountRow, "bank_accounts_one_open_key", {}, {"usage": "REIMBURSEMENT_CREDIT"}),
    (SepaMandateRow, "sepa_mandates_one_active_key", {}, {"status": "SIGNED"}),
    (InstallmentRow, "installments_member_id_contract_id_due_on_key", {}, {"due_on": START}),
    (StatementNumberRow, "statement_numbers_pkey", {}, {"number": "D-900002"}),
    (ReimbursementRow, "reimbursements_member_id_source_source_key_key", {}, {"source": "DRE"}),
    (AllowanceUseRow, "allowance_uses_once_key", {}, {"part": "LEFT"}),
    (AccountantRow, "accountants_one_open_key", {}, {"revoked_at": NOON}),
    (ConsentRow, "consents_one_current_key", {}, {"purpose": "MARKETING", "broker_id": None}),
    (NirTokenRow, "nir_tokens_token_member_id_person_id_key", {}, {"token": b"another"}),
]  # fmt: skip


async def test_a_second_row_is_refused_or_taken(owner: AsyncConnection, keys: Keys) -> None:
    for row, rule, bad, good in CASES:
        first = ROWS[row](keys)
        await refused(owner, row, {**first, **bad}, rule)
        async with owner.begin_nested() as taken:
            await put(owner, row, {**first, **good})
            await taken.rollback()


async def refused(owner: AsyncConnection, row: type[Base], values: dict[str, Any], rule: str) -> None:
    with pytest.raises(IntegrityError, match=f'"{rule}"'):
        async with owner.begin_nested():
            await put(owner, row, values)


async def test_a_line_is_reversed_once(owner: AsyncConnection, keys: Keys) -> None:
    paid = ROWS[ReimbursementRow](keys)
    reversal: Values = {
        **paid, "status": "PENDING", "paid_on": None, "statement_id": None, "source_key": None,
        "reverses_id": keys.reimbursement_id,
    }  # fmt: skip
    await put(owner, ReimbursementRow, reversal)
    await refused(owner, ReimbursementRow, reversal, "reimbursements_one_reversal_key")
    second = await put(owner, ReimbursementRow, {**paid, "source_key": "2"})
    await put(owner, ReimbursementRow, {**reversal, "reverses_id": second["reimbursement_id"]})


async def test_a_contract_has_one_spouse_and_one_holder_at_a_time(owner: AsyncConnection, keys: Keys) -> None:
    others = [
        (await put(owner, PersonRow, {**ROWS[PersonRow](keys), "is_holder": False}))["person_id"]
        for _ in range(3)
    ]
    coverage = ROWS[CoverageRow](keys)
    holder = {**coverage, "person_id": others[0]}
    await refused(owner, CoverageRow, holder, "coverages_one_holder_key")
    await put(owner, CoverageRow, {**holder, "relation": "SPOUSE"})
    second = {**coverage, "person_id": others[1], "relation": "SPOUSE"}
    await refused(owner, CoverageRow, second, "coverages_one_spouse_key")
    await put(owner, CoverageRow, {**second, "covered_to": NEXT_DAY})
    for child in others[1:]:
        await put(owner, CoverageRow, {**coverage, "person_id": child, "relation": "CHILD"})


async def test_a_person_may_live_elsewhere_and_in_one_place(owner: AsyncConnection, keys: Keys) -> None:
    own = {**ROWS[AddressRow](keys), "person_id": keys.person_id}
    await put(owner, AddressRow, own)
    await refused(owner, AddressRow, own, "addresses_one_a_person_key")


async def test_the_next_period_begins_when_the_one_before_has_an_end(
    owner: AsyncConnection, keys: Keys
) -> None:
    await owner.execute(
        update(BankAccountRow)
        .where(BankAccountRow.bank_account_id == keys.bank_account_id)
        .values(valid_to=NEXT_DAY)
    )
    await put(owner, BankAccountRow, {**ROWS[BankAccountRow](keys), "valid_from": NEXT_DAY})


def test_one_of_a_kind_is_tried_wherever_a_household_is_held_to_it() -> None:
    """Every unique index over some of the rows has its case, above or in a test of its own."""
    partial = {
        str(index.name)
        for row in ROWS
        for index in table_of(row).indexes
        if index.unique and index.dialect_options["postgresql"]["where"] is not None
    }
    elsewhere = {
        "reimbursements_one_reversal_key", "coverages_one_holder_key", "coverages_one_spouse_key",
        "addresses_one_a_person_key",
    }  # fmt: skip
    assert partial - {case[1] for case in CASES} == elsewhere
    whole = {
        str(each.name)
        for row in ROWS
        for each in table_of(row).constraints
        if isinstance(each, UniqueConstraint)
    }
    assert {case[1] for case in CASES} <= partial | whole | {"statement_numbers_pkey"}
