"""Accounts, and the capacities in which each may act. No actor's database role reads accounts."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey, one_of
from runtime.actor import Role

LANGUAGES = ("fr", "en")


class AccountRow(Base):
    """A login: a member number for members, an e-mail address for the others."""

    __tablename__ = "accounts"
    __table_args__ = (one_of("language", LANGUAGES), Index(None, "email"))

    account_id: Mapped[NewKey]
    login: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    password_hash: Mapped[str | None]
    """Argon2id; none for an account that was never activated."""
    email: Mapped[str | None]
    """Where the account is written to, in lower case. Two accounts may share one: then it is the login of the
    one that has it as `login` and a password; else of the only one that has it on file alone; else of nobody,
    or of the one that waits for its first password under it.
    """
    language: Mapped[str] = mapped_column(server_default="fr")
    """In which it is written to."""


class CapacityRow(Base):
    """What an account may act as: a role, and the household, person or broker the role is about.

    A guardian's person is the one for whom they act. One that is taken away, or has ended, is refused at once
    where somebody else's rights hang on it: see `loaders.capacities`.
    """

    __tablename__ = "capacities"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "person_id"], ["people.member_id", "people.person_id"]),
        one_of("role", Role),
        CheckConstraint(
            "(role IN ('MEMBER', 'BENEFICIARY', 'GUARDIAN')) = (person_id IS NOT NULL)", name="person"
        ),
        CheckConstraint("(role = 'BROKER') = (broker_id IS NOT NULL)", name="broker"),
        CheckConstraint("(member_id IS NULL) = (person_id IS NULL)", name="household"),
        Index(None, "account_id"),
    )

    capacity_id: Mapped[NewKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    role: Mapped[str]
    label: Mapped[str]
    member_id: Mapped[int | None]
    person_id: Mapped[int | None]
    broker_id: Mapped[int | None] = mapped_column(ForeignKey("brokers.broker_id"))
    valid_to: Mapped[date | None]
    """The first day without; a mandate of protection is given for a time (code civil, article 441)."""
