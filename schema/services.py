"""Services."""

import strawberry

from loaders.services import SERVICES
from models.partners import ServiceRow
from resolvers.fields import column, declared
from schema.nodes import Node


@strawberry.type(description="What comes with the space or with a contract (service).")
@declared(SERVICES)
class Service(Node):
    code: str = column(ServiceRow.code, "Its name for programs, stable.")
    title: str = column(ServiceRow.title, "Its title.")
    description: str = column(ServiceRow.description, "What it is.")
    url: str | None = column(ServiceRow.url, "Where it is used; null where there is no such page.")
