"""What an estimate is made for: a covered person on a day of care, their level, and what they have used.

One statement. What tells of care is null for who may not see the person's care, as in any row of theirs.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    ScalarSelect,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB

from loaders.beneficiaries import BENEFICIARIES
from loaders.in_json import as_text, json_list, json_object
from loaders.plans import plan_on
from loaders.priced_guarantees import guarantees_of, holds, local_scheme
from loaders.reader import Reader
from models.acts import ActRow
from models.base import table_of
from models.contracts import ContractRow, CoverageRow
from models.guarantees import GuaranteeRow
from models.people import PersonRow
from models.products import PlanRow
from models.reimbursements import AllowanceUseRow, ReimbursementRow
from planner.conditions import shown, source_of
from planner.declarations import Column, Expression
from runtime.actor import Role

DAY = bindparam("care_day", type_=Date())
SETTLED = bindparam("settled_on", type_=Date())
PROFESSIONAL = bindparam("professional", type_=Text())


_PLAN = plan_on(DAY)

GUARANTEES = guarantees_of(_PLAN, holds(GuaranteeRow, DAY))

USES: ScalarSelect[Any] = (
    select(
        json_list(
            json_object(
                code=AllowanceUseRow.code,
                part=AllowanceUseRow.part,
                day=AllowanceUseRow.used_on,
                used=as_text(AllowanceUseRow.used),
                own=AllowanceUseRow.person_id == CoverageRow.person_id,
            ),
            AllowanceUseRow.used_on,
            AllowanceUseRow.allowance_use_id,
        )
    )
    .where(
        AllowanceUseRow.member_id == CoverageRow.member_id,
        AllowanceUseRow.contract_id == CoverageRow.contract_id,
    )
    .correlate_except(AllowanceUseRow)
    .scalar_subquery()
)
"""Of all whom the contract covers: some allowances are shared. Whose they are is said."""

_THEIR_LINES = and_(
    ReimbursementRow.member_id == CoverageRow.member_id,
    ReimbursementRow.person_id == CoverageRow.person_id,
    ReimbursementRow.status != "CANCELLED",
)
"""Of the person, under whichever contract: caps of social security know no contract. A line that a contract
refused is one of theirs too, for social security took its share of it all the same."""


def _sum(amount: Expression, *conditions: ColumnElement[bool]) -> ColumnElement[str]:
    return as_text(func.coalesce(func.sum(amount).filter(*conditions), 0))


_RECEIVED = cast(func.timezone("Europe/Paris", ReimbursementRow.received_at), Date)
"""The day on which a line was settled: what waits to be paid has taken its share of the year already."""

_THAT_YEAR = _RECEIVED.between(cast(func.date_trunc("year", SETTLED), Date), SETTLED)

_THAT_VISIT = and_(ReimbursementRow.care_date == DAY, ReimbursementRow.professional == PROFESSIONAL)

_PARTICIPATION = func.jsonb_path_exists(
    ReimbursementRow.explanation,
    literal('strict $[*] ? (@[0] == "HEAVY_ACT_PARTICIPATION")', literal_execute=True),
)

TAKEN: ScalarSelect[Any] = (
    select(
        json_object(
            contributions=_sum(ReimbursementRow.flat_contribution, _THAT_YEAR),
            deductibles=_sum(ReimbursementRow.deductible, _THAT_YEAR),
            visits=func.coalesce(
                func.jsonb_agg(as_text(ReimbursementRow.flat_contribution), type_=JSONB).filter(
                    _THAT_VISIT, ReimbursementRow.flat_contribution != 0
                ),
                func.jsonb_build_array(type_=JSONB),
                type_=JSONB,
            ),
            participations=func.coalesce(
                func.sum(func.sign(ReimbursementRow.spent)).filter(_THAT_VISIT, _PARTICIPATION), 0
            ),
            **{
                kind: _sum(
                    ReimbursementRow.deductible,
                    ReimbursementRow.care_date == DAY,
                    ActRow.deductible_kind == literal(kind, literal_execute=True),
                )
                for kind in ("MEDICINE", "PARAMEDICAL", "TRANSPORT")
            },
        )
    )
    .outerjoin_from(ReimbursementRow, ActRow, ActRow.act_id == ReimbursementRow.act_id)
    .where(_THEIR_LINES)
    .correlate_except(ReimbursementRow, ActRow)
    .scalar_subquery()
)
"""Contributions and deductibles of the civil year of the settlement until its day, by the days on which lines
were settled (CSS D160-6, D160-10); of the day of care, deductibles by kind and what one professional took."""

LOCAL_SCHEME = local_scheme(CoverageRow.member_id, CoverageRow.person_id, DAY)

HAS_LEVELS: ScalarSelect[Any] = (
    select(func.count() > 0)
    .select_from(PlanRow)
    .where(PlanRow.product_id == ContractRow.product_id)
    .correlate_except(PlanRow)
    .scalar_subquery()
)

_THEIR_CONTRACT = and_(
    ContractRow.member_id == CoverageRow.member_id, ContractRow.contract_id == CoverageRow.contract_id
)


FACTS: Mapping[str, Column] = {
    "status": Column(ContractRow.status),
    "line_of_business": Column(ContractRow.line_of_business),
    "responsible": Column(ContractRow.responsible),
    "contract_id": Column(ContractRow.contract_id),
    "contract_start": Column(ContractRow.start_date),
    "contract_end": Column(ContractRow.end_date),
    "person_id": Column(CoverageRow.person_id),
    "born": Column(PersonRow.birth_date),
    "since": Column(CoverageRow.covered_from),
    "until": Column(CoverageRow.covered_to),
    "plan_id": Column(_PLAN),
    "has_levels": Column(HAS_LEVELS),
    "local_scheme": Column(LOCAL_SCHEME),
    "guarantees": Column(GUARANTEES),
    "seen_in_full": Column(true(), restricted=True),
    "uses": Column(USES, restricted=True),
    "taken": Column(TAKEN, restricted=True),
}


def with_facts(visible: Select[Any], role: Role) -> Select[Any]:
    """Beneficiaries that a role sees, one of them, with what the rules ask of a covered person."""
    return (
        visible.add_columns(
            *(shown(BENEFICIARIES, each, role).label(f"fact_{name}") for name, each in FACTS.items())
        )
        .join_from(source_of(BENEFICIARIES), table_of(ContractRow), _THEIR_CONTRACT)
        .where(CoverageRow.member_id == bindparam("whose"), CoverageRow.coverage_id == bindparam("which"))
    )


def asked(key: Sequence[int], care_day: date, settled_on: date, professional: str = "") -> dict[str, Any]:
    """The values of `with_facts`. Caps of a year are of the year of `settled_on`."""
    return {
        "whose": key[0], "which": key[1], "care_day": care_day, "settled_on": settled_on,
        "professional": professional,
    }  # fmt: skip


async def covered(reader: Reader, key: Sequence[int], care_day: date) -> Row[Any] | None:
    """The facts of a beneficiary on a day of care, as if it were settled on that day.

    None for nobody, or nobody that the reader sees.
    """
    rows = await reader.extended(BENEFICIARIES, with_facts, asked(key, care_day, care_day))
    return rows[0] if rows else None
