"""What is due for a contract, and what became of it (échéancier)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, BrokerOf, MemberKey, one_of, owned, period
from models.kinds import PAYMENT_METHODS


class InstallmentRow(Base):
    """One due date of a contract (échéance). A schedule is those of one year; arrears are the REJECTED ones.

    A broker sees these lines, so they name no account: which one is debited is in `bank_account_id`, and
    that table is not theirs.
    """

    __tablename__ = "installments"
    __table_args__ = (
        owned("contracts", "contract_id"),
        owned("bank_accounts", "bank_account_id"),
        UniqueConstraint("member_id", "contract_id", "due_on"),
        one_of("method", PAYMENT_METHODS),
        one_of("status", ("UPCOMING", "PRENOTIFIED", "COLLECTED", "REJECTED", "RECOVERED", "WRITTEN_OFF")),
        CheckConstraint("amount = net_amount + tax_amount", name="amount"),
        CheckConstraint("(status IN ('COLLECTED', 'RECOVERED')) = (paid_on IS NOT NULL)", name="paid"),
        CheckConstraint("status <> 'REJECTED' OR reject_code IS NOT NULL", name="rejected"),
        period("period_from", "period_to"),
        Index(None, "broker_id", "status", "due_on"),
    )

    member_id: Mapped[MemberKey]
    installment_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contract_id: Mapped[int]
    due_on: Mapped[date]
    period_from: Mapped[date]
    period_to: Mapped[date]
    """What is paid for ends the day before."""
    amount: Mapped[Decimal]
    net_amount: Mapped[Decimal]
    tax_amount: Mapped[Decimal]
    method: Mapped[str]
    bank_account_id: Mapped[int | None]
    status: Mapped[str] = mapped_column(server_default="UPCOMING")
    prenotified_on: Mapped[date | None]
    paid_on: Mapped[date | None]
    reject_code: Mapped[str | None]
    """The bank's reason: AM04, AC04, MD01 … It stays once the amount is recovered."""
    broker_id: Mapped[BrokerOf]
