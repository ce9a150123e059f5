"""Make a client that is a program: an account without a password, and a secret that is told once."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, insert, select

from actions.accounts.account_add import account_add
from actions.accounts.entrance import Entrance
from actions.clients.client_secret import hash_of, new_secret
from actions.firms.firm_of import NOT_FOR_YOU, Firm, firm_of
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import CapacityRow
from models.audit import NO_HOUSEHOLD
from models.clients import ClientRow
from rules.clients import (
    are_scopes_of,
    can_be_a_name,
    ends_within_a_year,
    has_room_for_a_client,
    usual_end,
)
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import SCOPES_OF, Actor, Role
from runtime.roles import DOOR

ID_BYTES = 8
LABELS = {Role.BROKER: "Courtier · {firm} (programme)", Role.SERVICE: "Service", Role.REPORTING: "Pilotage"}
"""What a household reads of who looked."""

NO_SUCH_ROLE = Refusal(
    ErrorCode.BAD_USER_INPUT, "Un programme agit comme BROKER, SERVICE ou REPORTING.", ("input", "role")
)
NOT_OF_A_FIRM = Refusal(
    ErrorCode.BAD_USER_INPUT, "Seule une clé de courtier est liée à un cabinet.", ("input", "brokerId")
)


@dataclass(frozen=True, slots=True)
class NewClient:
    name: str
    role: Role
    scopes: tuple[str, ...]
    expires_on: date | None = None
    """The first day without; a year from today if unsaid."""
    broker_id: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    client_id: str
    secret: str
    expires_on: date


async def client_create(entrance: Entrance, actor: Actor, new: NewClient) -> Made:
    """By an agent, or by an administrator for their own firm."""
    expires_on = new.expires_on or usual_end(clock.today())
    for refusal in (
        NO_SUCH_ROLE if new.role not in SCOPES_OF else None,
        NOT_OF_A_FIRM if new.broker_id is not None and new.role is not Role.BROKER else None,
        can_be_a_name(new.name, "input", "name"),
        are_scopes_of(new.scopes, SCOPES_OF.get(new.role, ()), "input", "scopes"),
        ends_within_a_year(expires_on, clock.today(), "input", "expiresOn"),
    ):
        if refusal:
            raise Refused(refusal)
    async with account_transaction(entrance.database, DOOR) as tx:
        firm = await _firm(tx, actor, new)
        return await _made(tx, actor, new, firm, expires_on)


async def _firm(tx: AccountTransaction, actor: Actor, new: NewClient) -> Firm | None:
    if new.role is not Role.BROKER:
        if actor.role is not Role.AGENT:
            raise Refused(NOT_FOR_YOU)
        return None
    firm = await firm_of(tx, actor, new.broker_id)
    await tx.alone(f"clients of broker {firm.broker_id}")
    row = ClientRow
    held = select(func.count()).where(
        row.broker_id == firm.broker_id, row.revoked_at.is_(None), row.expires_on > clock.today()
    )
    if refusal := has_room_for_a_client(await tx.connection.scalar(held) or 0):
        raise Refused(refusal)
    return firm


async def _made(
    tx: AccountTransaction, actor: Actor, new: NewClient, firm: Firm | None, expires_on: date
) -> Made:
    made = Made(f"hub_{secrets.token_hex(ID_BYTES)}", new_secret(), expires_on)
    name, broker_id = new.name.strip(), None if firm is None else firm.broker_id
    label = LABELS[new.role].format(firm="" if firm is None else firm.name)
    account_id = await account_add(tx, login=made.client_id, name=name)
    capacity = {
        "account_id": account_id, "role": new.role.value, "label": label, "broker_id": broker_id,
        "valid_to": expires_on,
    }  # fmt: skip
    await tx.connection.execute(insert(CapacityRow).inline().values(capacity))
    client = {
        "account_id": account_id, "client_id": made.client_id, "name": name, "role": new.role.value,
        "broker_id": broker_id, "scopes": list(new.scopes), "secret_hash": hash_of(made.secret),
        "created_at": clock.now(), "expires_on": expires_on,
    }  # fmt: skip
    await tx.connection.execute(insert(ClientRow).inline().values(client))
    details = {"client_id": made.client_id, "role": new.role.value, "scopes": " ".join(new.scopes)}
    tx.record(actor, "CLIENT_CREATED", NO_HOUSEHOLD, **details)
    return made
