"""What another level is compared by: a contract with the tables and prices of both, and its lines."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from loaders.consented import CONSENTED_LINES, SETTING, holder_agrees
from loaders.contracts import CONTRACTS
from loaders.in_json import as_text, json_list, json_object
from loaders.plans import plan_on
from loaders.priced_guarantees import guarantees_of, holds, local_scheme
from loaders.reader import Reader
from loaders.reimbursements import REIMBURSEMENTS
from loaders.selects import IN_FULL
from loaders.visibility import TODAY
from models.acts import ActRow
from models.base import table_of
from models.contracts import ContractRow, CoverageRow
from models.people import PersonRow
from models.products import PlanRow, PremiumTariffRow
from models.reimbursements import ReimbursementRow as Line
from planner.conditions import shown, source_of
from planner.declarations import Column, Predicate, Rows
from runtime.actor import Role

RANK = bindparam("rank", type_=BigInteger())
FIRST, LAST = bindparam("first", type_=Date()), bindparam("last", type_=Date())
OF_HOUSEHOLD, OF_CONTRACT = bindparam("whose", type_=BigInteger()), bindparam("which", type_=BigInteger())
MOST_LINES = 5_000

_NOW = plan_on(TODAY)
_THEN = (
    select(PlanRow.plan_id)
    .where(PlanRow.product_id == ContractRow.product_id, PlanRow.rank == RANK)
    .correlate_except(PlanRow)
    .scalar_subquery()
)


def _price(plan_id: Any) -> ScalarSelect[Any]:
    return (
        select(
            json_object(
                adult_monthly=as_text(PremiumTariffRow.adult_monthly),
                yearly_slope=as_text(PremiumTariffRow.yearly_slope),
                child_share=as_text(PremiumTariffRow.child_share),
                free_from_child=PremiumTariffRow.free_from_child,
            )
        )
        .where(
            PremiumTariffRow.product_id == ContractRow.product_id,
            PremiumTariffRow.plan_id == plan_id,
            holds(PremiumTariffRow, TODAY),
        )
        .correlate_except(PremiumTariffRow)
        .scalar_subquery()
    )


def _plan(plan_id: Any) -> ScalarSelect[Any]:
    return (
        select(json_object(rank=PlanRow.rank, label=PlanRow.label))
        .where(PlanRow.plan_id == plan_id)
        .correlate_except(PlanRow)
        .scalar_subquery()
    )


_COVERED = (
    select(
        json_list(
            json_object(born=PersonRow.birth_date, child=CoverageRow.relation == "CHILD"),
            PersonRow.birth_date,
        )
    )
    .join_from(
        CoverageRow,
        PersonRow,
        and_(PersonRow.member_id == CoverageRow.member_id, PersonRow.person_id == CoverageRow.person_id),
    )
    .where(
        CoverageRow.member_id == ContractRow.member_id,
        CoverageRow.contract_id == ContractRow.contract_id,
        CoverageRow.covered_from <= TODAY,
        or_(CoverageRow.covered_to.is_(None), CoverageRow.covered_to > TODAY),
    )
    .correlate_except(CoverageRow, PersonRow)
    .scalar_subquery()
)
"""Whom it covers today, the oldest first: what a child pays depends on its place."""

FACTS: Mapping[str, ColumnElement[Any] | Any] = {
    "line_of_business": ContractRow.line_of_business,
    "responsible": ContractRow.responsible,
    "contract_start": ContractRow.start_date,
    "level": _plan(_NOW),
    "level_then": _plan(_THEN),
    "price": _price(_NOW),
    "price_then": _price(_THEN),
    "guarantees": guarantees_of(_THEN),
    "covered": _COVERED,
}


def _seen_by(role: Role) -> Predicate | None:
    return CONSENTED_LINES if role is Role.BROKER else REIMBURSEMENTS.visible(role)


def _in_full(role: Role) -> Predicate | None:
    return true() if role is Role.BROKER else REIMBURSEMENTS.seen_in_full(role)


LINES = Rows(
    type_name="WhatIf",
    table=REIMBURSEMENTS.table,
    joins=REIMBURSEMENTS.joins,
    key=REIMBURSEMENTS.key,
    visible=_seen_by,
    full=_in_full,
    person=REIMBURSEMENTS.person,
)
"""Lines that are added up and never shown: whose they are is noted under the name of what is made of them."""


LINE_FACTS: Mapping[str, ColumnElement[Any] | Any] = {
    "care_date": Line.care_date,
    "spent": Line.spent,
    "quantity": Line.quantity,
    "social_security_paid": Line.social_security_paid,
    "complementary_paid": Line.complementary_paid,
    "other_paid": Line.other_paid,
    "act_code": ActRow.code,
    "practitioner": Line.practitioner,
    "professional": Line.professional,
    "rate": Line.rate,
    "person_id": Line.person_id,
    "born": PersonRow.birth_date,
    "since": CoverageRow.covered_from,
    "local_scheme": local_scheme(Line.member_id, Line.person_id, Line.care_date),
}


async def compared(reader: Reader, key: Sequence[int], rank: int) -> Row[Any] | None:
    """A contract with its level and another; none for nothing, or nothing that the reader sees, or of which a
    broker may have nothing added up.
    """

    def asking(visible: Select[Any], role: Role) -> Select[Any]:
        return visible.add_columns(*(each.label(f"fact_{name}") for name, each in FACTS.items())).where(
            ContractRow.member_id == OF_HOUSEHOLD,
            ContractRow.contract_id == OF_CONTRACT,
            *([holder_agrees(ContractRow.member_id)] if role is Role.BROKER else []),
        )

    values = {"whose": key[0], "which": key[1], "rank": rank}
    rows = await reader.extended(CONTRACTS, asking, values)
    if not rows:
        return None
    reader.seen.of_parent(CONTRACTS, rows[0], LINES.type_name)
    return rows[0]


async def lines_of_year(
    reader: Reader, key: Sequence[int], first: date, last: date, *, consented: bool
) -> Sequence[Row[Any]]:
    """Lines of care on these days that were neither refused, cancelled nor taken back, by the day of care.

    `consented`: for a broker, of who agreed.
    """
    taken_back = aliased(Line)
    back = exists(taken_back.member_id).where(
        taken_back.member_id == Line.member_id, taken_back.reverses_id == Line.reimbursement_id
    )

    def asking(visible: Select[Any], role: Role) -> Select[Any]:
        covered = and_(CoverageRow.member_id == Line.member_id, CoverageRow.coverage_id == Line.coverage_id)
        return (
            visible.add_columns(
                *(each.label(f"fact_{name}") for name, each in LINE_FACTS.items()),
                shown(LINES, Column(true(), restricted=True), role).label(IN_FULL),
            )
            .join_from(source_of(LINES), table_of(CoverageRow), covered)
            .outerjoin(table_of(ActRow), ActRow.act_id == Line.act_id)
            .where(
                Line.member_id == OF_HOUSEHOLD,
                Line.contract_id == OF_CONTRACT,
                Line.care_date.between(FIRST, LAST),
                Line.status.in_(("PAID", "PENDING")),
                Line.reverses_id.is_(None),
                ~back,
            )
            .order_by(Line.care_date, Line.reimbursement_id)
            .limit(MOST_LINES)
        )

    values = {"whose": key[0], "which": key[1], "first": first, "last": last}
    return await reader.extended(LINES, asking, values, (SETTING, str(key[0])) if consented else None)
