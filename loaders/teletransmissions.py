"""The rows of links to the social security: one for each coverage of a health contract."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from loaders import visibility
from loaders.visibility_contracts import household_and_agents
from models.affiliations import TeletransmissionRow
from models.base import table_of
from models.contracts import ContractRow, CoverageRow
from planner.declarations import Rows

_ITS_STATES = and_(
    TeletransmissionRow.member_id == CoverageRow.member_id,
    TeletransmissionRow.coverage_id == CoverageRow.coverage_id,
)

TELETRANSMISSIONS = Rows(
    type_name="Teletransmission",
    table=table_of(CoverageRow),
    joins=(
        (
            table_of(ContractRow),
            and_(
                ContractRow.member_id == CoverageRow.member_id,
                ContractRow.contract_id == CoverageRow.contract_id,
                ContractRow.line_of_business == "HEALTH",
            ),
        ),
    ),
    key=(CoverageRow.member_id, CoverageRow.coverage_id),
    visible=household_and_agents(CoverageRow.member_id, CoverageRow.person_id),
    person=CoverageRow.person_id,
)


def _on(day: ColumnElement[date], column: Any) -> ColumnElement[Any]:
    holds = and_(
        TeletransmissionRow.valid_from <= day,
        or_(TeletransmissionRow.valid_to.is_(None), TeletransmissionRow.valid_to > day),
    )
    return (
        select(column)
        .where(_ITS_STATES, holds)
        .order_by(TeletransmissionRow.valid_from.desc(), TeletransmissionRow.teletransmission_id.desc())
        .limit(1)
        .correlate_except(TeletransmissionRow)
        .scalar_subquery()
    )


def status_on(day: ColumnElement[date]) -> ColumnElement[str]:
    """Of the link of a coverage."""
    return func.coalesce(_on(day, TeletransmissionRow.status), "NOT_CONNECTED")


STATUS = status_on(visibility.TODAY)
SINCE = _on(visibility.TODAY, TeletransmissionRow.valid_from)
REJECT_CODE = _on(visibility.TODAY, TeletransmissionRow.reject_code)

CONNECTED = (
    select(
        func.coalesce(
            func.jsonb_agg(
                aggregate_order_by(
                    func.jsonb_build_array(TeletransmissionRow.valid_from, TeletransmissionRow.valid_to),
                    TeletransmissionRow.valid_from,
                ),
                type_=JSONB,
            ),
            func.jsonb_build_array(type_=JSONB),
            type_=JSONB,
        )
    )
    .where(_ITS_STATES, TeletransmissionRow.status == "CONNECTED")
    .correlate_except(TeletransmissionRow)
    .scalar_subquery()
)
"""Pairs of days: the first of a link, and the first without it or null."""
