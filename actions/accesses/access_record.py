"""Write down who looked at the data of which household: all that one request saw, in one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime

from sqlalchemy import bindparam as parameter
from sqlalchemy import column, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY

from models.base import table_of
from models.consents import AccessRow
from rules.access_words import text_of
from runtime import clock
from runtime.actor import Actor
from runtime.database import Database


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the access log. Its fields are columns of the table."""

    member_id: int
    person_id: int | None
    at: datetime
    account_id: int
    role: str
    label: str
    what: str


def accesses_of(actor: Actor, seen: Iterable[tuple[int, int | None, Iterable[str]]]) -> list[Access]:
    """What somebody has just seen: households, whom of them or nobody, and the names of the types."""
    now = clock.now()
    return [
        Access(member_id, person_id, now, actor.account_id, actor.role.value, actor.label, text_of(types))
        for member_id, person_id, types in seen
    ]


_NAMES = [each.name for each in fields(Access)]
_TYPES = {name: table_of(AccessRow).c[name].type for name in _NAMES}
_ROWS = (
    func.unnest(*(parameter(name, type_=ARRAY(type_)) for name, type_ in _TYPES.items()))
    .table_valued(*(column(name, type_) for name, type_ in _TYPES.items()))
    .render_derived(name="seen")
)
_ADD = insert(AccessRow).from_select(_NAMES, select(*(_ROWS.c[name] for name in _NAMES)))


async def access_record(database: Database, accesses: Sequence[Access]) -> None:
    """When this returns they are written for good; when it raises, none of them is."""
    columns = zip(*(astuple(access) for access in accesses), strict=True)
    values = {name: list(each) for name, each in zip(_NAMES, columns, strict=True)}
    async with database.recording() as connection:
        await connection.execute(_ADD, values)
