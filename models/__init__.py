"""Rows. Importing this package makes every table known to `Base.metadata`."""

from models import (
    accountants,
    accounts,
    acts,
    addresses,
    affiliations,
    audit,
    bank_accounts,
    brokers,
    consents,
    content,
    contracts,
    documents,
    guarantees,
    hospital_agreements,
    hospitals,
    installments,
    members,
    notifications,
    partners,
    people,
    procedures,
    products,
    reimbursements,
    statements,
    third_party_cards,
)
from models.base import Base

__all__ = [
    "Base",
    "accountants",
    "accounts",
    "acts",
    "addresses",
    "affiliations",
    "audit",
    "bank_accounts",
    "brokers",
    "consents",
    "content",
    "contracts",
    "documents",
    "guarantees",
    "hospital_agreements",
    "hospitals",
    "installments",
    "members",
    "notifications",
    "partners",
    "people",
    "procedures",
    "products",
    "reimbursements",
    "statements",
    "third_party_cards",
]

for _table in Base.metadata.tables.values():
    if "member_id" in _table.columns:
        _table.columns["member_id"].info["owner"] = True  # whoever reads rows knows from it whose they are
