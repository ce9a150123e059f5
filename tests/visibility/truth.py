"""Everything that is in the database, type by type, as its owner sees it: no predicate, nothing restricted."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import true
from sqlalchemy.ext.asyncio import AsyncConnection

from loaders import selects
from planner.catalog import Catalog
from planner.declarations import Declared, Page, Pairs, ToMany, ToOne, plain
from planner.global_id import encode
from runtime import clock
from runtime.actor import Role

Values = Mapping[str, Any]
NOBODY = {
    "actor_member_id": None, "actor_person_id": None, "actor_broker_id": None, "actor_account_id": None,
    "actor_role": Role.AGENT.value,
}  # fmt: skip


@dataclass(frozen=True)
class Truth:
    """Rows by type; of a node also by id. `linked` follows an edge from a row, whoever looks; one that goes by
    way of another table may lead to any row of its type.
    """

    catalog: Catalog
    rows: Mapping[str, list[Values]]
    people: Mapping[int, Values]
    """Every person with `is_holder`, `birth_date` and `shares`, by key."""
    followed: set[tuple[int, int]]
    """Households with the brokers that follow them today."""
    sent: set[tuple[int, int]]
    """Documents with the démarches that they were sent with."""
    named: set[int]
    """Partners that are for who has some product."""

    def by_id(self, type_name: str) -> dict[str, Values]:
        rows = self.catalog.named(type_name).rows
        return {
            encode(rows, [row[selects.label(part)] for part in rows.key]): row for row in self.rows[type_name]
        }

    def linked(self, edge: ToOne | ToMany | Page, row: Values) -> Iterator[Values]:
        if edge.rows is not self.catalog.named(edge.rows.type_name).rows:
            yield from self.rows[edge.rows.type_name]
            return
        pairs = [(selects.label(here), _raw(there)) for here, there in edge.on]
        for other in self.rows[edge.rows.type_name]:
            if all(row[here] is not None and row[here] == other[there] for here, there in pairs):
                yield other


async def read(owner: AsyncConnection, catalog: Catalog) -> Truth:
    remote: dict[str, list[Pairs]] = {}
    for declared in catalog:
        for edge in declared.edges.values():
            if edge.rows is not catalog.named(edge.rows.type_name).rows:
                continue  # by way of another table: not followed here
            remote.setdefault(edge.rows.type_name, []).append(edge.on)
    rows = {
        declared.rows.type_name: await _rows(owner, declared, remote.get(declared.rows.type_name, []))
        for declared in catalog
        if not declared.sums
    }
    people = await owner.exec_driver_sql(
        """SELECT person_id, is_holder, birth_date, EXISTS (
               SELECT FROM sharings s WHERE s.person_id = p.person_id AND withdrawn_at IS NULL) AS shares
           FROM people p"""
    )
    followed = await owner.exec_driver_sql(
        "SELECT member_id, broker_id FROM member_brokers WHERE valid_to IS NULL OR valid_to > current_date"
    )
    sent = await owner.exec_driver_sql("SELECT document_id, procedure_id FROM procedure_documents")
    named = await owner.exec_driver_sql("SELECT partner_id FROM partner_products")
    return Truth(
        catalog,
        rows,
        {row.person_id: dict(row._mapping) for row in people},
        {(row.member_id, row.broker_id) for row in followed},
        {(row.document_id, row.procedure_id) for row in sent},
        set(named.scalars()),
    )


async def _rows(owner: AsyncConnection, declared: Declared, remote: list[Pairs]) -> list[Values]:
    bare = replace(declared.rows, visible=lambda _: true(), full=lambda _: true())
    statement = selects.visible(replace(declared, rows=bare), Role.AGENT)
    raw = {_raw(there): plain(there) for pairs in remote for _, there in pairs}
    raw |= {f"raw {column.name}": column for column in declared.rows.table.c}
    statement = statement.add_columns(*(column.label(name) for name, column in raw.items()))
    found = await owner.execute(statement, {**NOBODY, "today": clock.today()})
    return [dict(row._mapping) for row in found]


def _raw(column: Any) -> str:
    """A name for the other end of an edge, which may be SQL of some length: Postgres cuts names."""
    return f"remote {hashlib.sha256(str(plain(column)).encode()).hexdigest()[:16]}"
