"""Rows on their way into the database: what each table takes, and how Postgres reads it in a COPY."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

COLUMNS: dict[str, str] = {
    "brokers": "broker_id name email phone orias",
    "members": "member_id number sort_name search broker_ids",
    "member_numbers": "number member_id",
    "member_brokers": "member_id broker_id valid_from valid_to",
    "people": (
        "member_id person_id is_holder first_name last_name birth_name birth_date birth_rank sex death_date"
        " email phone nir_sealed nir_masked broker_ids"
    ),
    "nir_tokens": "token nir_token_id member_id person_id",
    "sharings": "member_id sharing_id person_id given_at withdrawn_at",
    "accounts": "account_id login display_name email",
    "activations": "account_id id_token confirmed_at issued_at",
    "capacities": "capacity_id account_id role label member_id person_id",
    "addresses": (
        "member_id address_id street complement postal_code city country valid_from valid_to broker_ids"
    ),
    "scheme_affiliations": (
        "member_id scheme_affiliation_id person_id opened_by_person_id scheme_code fund centre alsace_moselle"
        " attested_on valid_from valid_to"
    ),
    "contracts": (
        "member_id contract_id number line_of_business product_id status start_date end_date subscriber_kind"
        " subscriber_name membership madelin responsible premium_amount premium_frequency payment_day"
        " payment_method broker_id"
    ),
    "contract_numbers": "number member_id contract_id",
    "contract_plans": "member_id contract_id valid_from valid_to plan_id broker_id",
    "coverages": (
        "member_id coverage_id contract_id person_id relation covered_from covered_to end_reason certified_to"
        " broker_id"
    ),
    "teletransmissions": ("member_id teletransmission_id coverage_id status reject_code valid_from valid_to"),
    "third_party_cards": (
        "member_id third_party_card_id contract_id version status valid_from valid_to issued_at revoked_at"
        " amc_number convention routing member_number responsible"
    ),
    "third_party_card_people": "member_id third_party_card_id coverage_id domains",
    "bank_accounts": (
        "member_id bank_account_id usage holder_name iban_sealed iban_token iban_masked bic usable_from"
        " valid_from valid_to"
    ),
    "sepa_mandates": (
        "member_id sepa_mandate_id bank_account_id umr creditor_id status signed_at last_collected_on"
    ),
    "mandate_references": "umr member_id sepa_mandate_id",
    "installments": (
        "member_id installment_id contract_id due_on period_from period_to amount net_amount tax_amount"
        " method bank_account_id status prenotified_on paid_on reject_code broker_id"
    ),
    "procedures": (
        "member_id procedure_id reference kind status contract_id coverage_id person_id submitted_by"
        " submitted_as submitted_at updated_at expected_by version idempotency_key request_hash form taken_by"
        " rejection_reason broker_id"
    ),
    "procedure_references": "reference member_id procedure_id",
    "procedure_events": (
        "member_id procedure_event_id procedure_id at account_id role from_status to_status message"
    ),
    "statements": "member_id statement_id number issued_on total payee payee_name iban_masked",
    "statement_numbers": "number member_id statement_id",
    "reimbursements": (
        "member_id reimbursement_id coverage_id contract_id person_id status source source_key received_at"
        " care_date label search category family act_id quantity professional practitioner spent"
        " reimbursement_base rate social_security_paid flat_contribution deductible complementary_paid"
        " remaining payee paid_on statement_id reverses_id explanation rules_version"
    ),
    "allowance_uses": (
        "member_id allowance_use_id coverage_id contract_id person_id reimbursement_id code part used_on used"
    ),
}
"""Every table that is filled, a table after those it refers to."""

SEALED = {"people": ("nir_sealed",), "bank_accounts": ("iban_sealed",)}
"""Sealed anew each time: all that two runs of one seed may differ in."""

Packed: TypeAlias = Mapping[str, tuple[int, bytes]]
"""Rows of a table: how many, and their bytes."""

SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _text(value: str) -> str:
    return value.translate(SPECIAL) if "\\" in value or "\n" in value or "\t" in value else value


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(value: object) -> str:
    return _text(_compact(value))


def _array(value: Iterable[object]) -> str:
    return "{" + ",".join(map(str, value)) + "}"


ENCODERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "\\N",
    bool: lambda value: "t" if value else "f",
    int: str,
    str: _text,
    Decimal: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    bytes: lambda value: "\\\\x" + value.hex(),
    tuple: _array,
    dict: _json,
    list: _json,
}
"""A tuple is an array of numbers, a dictionary or a list is JSON."""


def encoded(values: Iterable[object]) -> str:
    """One row of a COPY in text format."""
    return "\t".join([ENCODERS[type(value)](value) for value in values])


@dataclass(slots=True)
class Sheets:
    """Rows of some households, by table."""

    rows: dict[str, list[str]] = field(default_factory=lambda: {table: [] for table in COLUMNS})

    def add(self, table: str, *values: object) -> None:
        self.rows[table].append(encoded(str(v) if isinstance(v, StrEnum) else v for v in values))

    def packed(self) -> Packed:
        """How many, and the bytes of them, of each table that has any."""
        return {
            table: (len(rows), ("\n".join(rows) + "\n").encode()) for table, rows in self.rows.items() if rows
        }


STRIDES: Mapping[str, tuple[int, int]] = {
    "members": (1, 0),
    "people": (16, 0),
    "nir_tokens": (16, 0),
    "sharings": (4, 0),
    "accounts": (4, 0),
    "capacities": (4, 0),
    "addresses": (4, 0),
    "scheme_affiliations": (16, 0),
    "contracts": (4, 0),
    "coverages": (32, 0),
    "teletransmissions": (64, 0),
    "third_party_cards": (2, 2),
    "bank_accounts": (4, 0),
    "sepa_mandates": (4, 0),
    "installments": (64, 32),
    "procedures": (16, 64),
    "procedure_events": (96, 384),
    "statements": (0, 2048),
    "reimbursements": (0, 4096),
    "allowance_uses": (0, 1024),
}
"""How many keys each household may take of a table: so many, and so many more a year of history.

Apart from the table's own first key they depend on the household alone, whoever else is made beside it.
"""


class NoKeyLeft(Exception):
    """A household has more rows than its stride allows for: the stride is too small."""


@dataclass(slots=True)
class Keys:
    """The keys of one household, handed out one after the other."""

    first: Mapping[str, int]
    number: int
    years: int
    taken: dict[str, int] = field(default_factory=dict)

    def of(self, table: str) -> int:
        count = self.taken.get(table, 0)
        stride = stride_of(table, self.years)
        if count >= stride:
            raise NoKeyLeft(f"household {self.number} has over {stride} rows of {table}")
        self.taken[table] = count + 1
        return self.first[table] + (self.number - 1) * stride + count


def stride_of(table: str, years: int) -> int:
    fixed, yearly = STRIDES[table]
    return fixed + yearly * years
