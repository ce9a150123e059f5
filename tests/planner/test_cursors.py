"""Cursors: Postgres writes the very text that Python does, and Python reads the place back out of it."""

from typing import Any

import pytest
from sqlalchemy import Text, cast, literal, literal_column, select
from sqlalchemy.types import TypeEngine

from loaders.acts import ACTS
from models.acts import ActRow
from planner import keyset
from planner.cursors import WRITTEN, cursor
from planner.declarations import Order, Page, plain
from planner.level import Level
from runtime.actor import Role
from runtime.migrations import as_owner
from tests.both_ways import CATALOG
from tests.hub_client import HubClient
from tests.planner.boundaries import ENDS, LARGE

PAGES = [each for declared in CATALOG for each in declared.sources.values() if isinstance(each, Page)]


@pytest.mark.parametrize("type_", list(WRITTEN), ids=lambda each: each.__name__)
async def test_a_place_is_written_alike_and_read_back(
    told_hub: HubClient, type_: type[TypeEngine[Any]]
) -> None:
    ends = ENDS[type_]
    large = LARGE if ends.beyond == tuple(LARGE) else []
    page = Page("ends \"of\" 'all' \\ values", ACTS, (Order("FIRST", (ActRow.act_id,)),))
    async with as_owner(told_hub.database.addresses) as owner:
        for value in [each for each in ends.values if len(each) < 1000] + large:
            order = Order("É", (cast(literal(value, Text, literal_execute=True), ends.type),))
            level = Level(0, ACTS, Role.AGENT)
            text = cursor(page, order, level)
            inner = select(plain(order.columns[0]).label("c0")).subquery("t0")
            written, driven = (
                await owner.execute(select(text, literal_column("t0.c0", ends.type)).select_from(inner))
            ).one()
            assert (value, written) == (value, keyset.encode(page, order, (driven,)))
            assert keyset.decode(page, order, "after", written) == (driven,)


def test_every_column_of_an_order_is_among_what_is_looked_at() -> None:
    assert {
        type(plain(each).type) for page in PAGES for order in page.orders for each in order.columns
    } <= set(WRITTEN)
    assert set(WRITTEN) == set(keyset.CODECS)
