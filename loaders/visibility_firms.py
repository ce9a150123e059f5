"""Who may see the people and the keys of a broker firm: its administrators, and agents."""

from sqlalchemy import and_, exists

from loaders import visibility
from models.base import table_of
from models.broker_users import BrokerUserRow
from planner.declarations import Expression, Predicate

_ME = table_of(BrokerUserRow).alias("me")


def administered(broker_id: Expression) -> Predicate:
    """The firm that the reader administers, as long as they do."""
    is_administrator = (
        exists()
        .where(
            _ME.c.broker_id == visibility.BROKER_ID,
            _ME.c.account_id == visibility.ACCOUNT_ID,
            _ME.c.administrator,
            _ME.c.ended_at.is_(None),
        )
        .correlate_except(_ME)
    )
    return and_(broker_id == visibility.BROKER_ID, visibility.ACTS_STILL, is_administrator)
