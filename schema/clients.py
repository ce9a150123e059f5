"""Clients that are programs."""

import strawberry

from loaders.clients import CLIENTS
from models.clients import ClientRow as Row
from resolvers.fields import column, declared
from runtime.actor import Role
from schema.nodes import Node
from schema.scalars import Date, DateTime


@strawberry.type(description="A program that reads with a secret of its own (clé d’accès).")
@declared(CLIENTS)
class Client(Node):
    client_id: str = column(Row.client_id, "Its public name: the `client_id` of `/oauth/token`.")
    name: str = column(Row.name, "What it is for, in the words of whoever made it.")
    role: Role = column(Row.role, "The kind of actor that it is.")
    scopes: list[str] = column(
        Row.scopes,
        "What it may be let see of what its role sees: `content:read`, `portfolio:read`,"
        " `procedures:read`. Each holds what those before it hold.",
    )
    created_at: DateTime = column(Row.created_at, "When it was made.")
    expires_on: Date = column(Row.expires_on, "The first day on which it is good no more.")
    revoked_at: DateTime | None = column(Row.revoked_at, "When it was revoked; null while it is not.")
    used_at: DateTime | None = column(Row.used_at, "When it was last given a token; null while it never was.")
