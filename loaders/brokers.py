"""The rows of brokers."""

from loaders import visibility_contracts
from models.base import table_of
from models.brokers import BrokerRow
from planner.declarations import Rows

BROKERS = Rows(
    type_name="Broker",
    tag="brk",
    table=table_of(BrokerRow),
    key=(BrokerRow.broker_id,),
    visible=visibility_contracts.brokers,
)
