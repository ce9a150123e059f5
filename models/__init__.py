"""Rows. Importing this package makes every table known to `Base.metadata`."""

from models import accounts, audit, brokers, contracts, members, people
from models.base import Base

__all__ = ["Base", "accounts", "audit", "brokers", "contracts", "members", "people"]
