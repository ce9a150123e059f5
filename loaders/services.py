"""The rows of services."""

from loaders.visibility_public import IN_FORCE, for_a_line_of_business
from models.base import table_of
from models.partners import ServiceRow
from planner.declarations import Rows, ToMany

SERVICES = Rows(
    type_name="Service",
    tag="srv",
    table=table_of(ServiceRow),
    key=(ServiceRow.service_id,),
    visible=for_a_line_of_business(ServiceRow.audience, IN_FORCE),
    where=ServiceRow.is_shown.is_(True),
)

ALL_SERVICES = ToMany(SERVICES, on=(), order=(ServiceRow.position, ServiceRow.service_id))
