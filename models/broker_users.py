"""The people of a broker firm (courtier) who use its space, as the firm's administrators know them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, NewKey


class BrokerUserRow(Base):
    """Somebody whom a firm has let in, beside the capacity that lets them. What they are called here is what
    was said when they were invited: whose account it is, and what else it is for, is not the firm's to know.
    """

    __tablename__ = "broker_users"
    __table_args__ = (
        Index(None, "broker_id", "broker_user_id"),
        Index(None, "account_id"),
        Index(
            "broker_users_current_key",
            "broker_id",
            "account_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    broker_user_id: Mapped[NewKey]
    broker_id: Mapped[int] = mapped_column(ForeignKey("brokers.broker_id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    name: Mapped[str]
    email: Mapped[str]
    """The address of the invitation, in lower case."""
    administrator: Mapped[bool]
    """Whether they let others in, and make the firm's keys."""
    invited_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
