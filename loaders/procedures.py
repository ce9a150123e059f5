"""The rows of démarches and of what happened to them, and the ways to choose among them."""

from dataclasses import replace
from typing import Any
from typing import cast as cast_type

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    Date,
    DateTime,
    Integer,
    Table,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    func,
    true,
)

from loaders import visibility
from loaders.beneficiaries import BENEFICIARIES
from loaders.contracts import CONTRACTS
from loaders.visibility_people import ACCOUNT_ID, sent_and_kept_from_the_holder, sent_for_oneself
from models.base import table_of
from models.contracts import ContractRow, CoverageRow
from models.kinds import CLOSED_STATUSES
from models.members import MemberRow
from models.procedures import ProcedureEventRow, ProcedureRow
from planner.choices import given, given_texts
from planner.declarations import Column, Criterion, Expression, Order, Page, Predicate, Root, Rows
from planner.global_id import written
from runtime.actor import ClientScope, Role
from runtime.clock import PARIS

PROCEDURE, EVENT = ProcedureRow, ProcedureEventRow

BROKER_KINDS = (
    "BENEFICIARY_ADD", "BENEFICIARY_REMOVE", "ADDRESS_CHANGE", "BANK_ACCOUNT_CHANGE",
    "ACCOUNTANT_DECLARATION", "LEVEL_CHANGE_CONTACT", "LEVEL_CHANGE", "EMAIL_REGISTRATION",
    "ADULT_CHILD_CERTIFICATE", "IDENTITY_CORRECTION", "CONTRACT_TERMINATION",
)  # fmt: skip
"""What a broker may know of: nothing about care, no complaint (which may be about care, or about them), and
not that somebody asked for their data. A new kind is not among them until it is put here.
"""

_HOUSEHOLDS = {
    Role.MEMBER: and_(
        PROCEDURE.member_id == visibility.MEMBER_ID,
        ~sent_and_kept_from_the_holder(PROCEDURE),
    ),
    Role.BENEFICIARY: and_(
        PROCEDURE.member_id == visibility.MEMBER_ID,
        sent_for_oneself(PROCEDURE) | (PROCEDURE.person_id == visibility.PERSON_ID),
    ),
    Role.AGENT: true(),
}

PROCEDURES = Rows(
    type_name="Procedure",
    tag="prc",
    table=table_of(PROCEDURE),
    key=(PROCEDURE.member_id, PROCEDURE.procedure_id),
    visible=visibility.scope({
        **_HOUSEHOLDS,
        Role.BROKER: and_(
            PROCEDURE.broker_id == visibility.BROKER_ID,
            visibility.in_portfolio(PROCEDURE.member_id),
            PROCEDURE.kind.in_(BROKER_KINDS),
        ),
    }),
    full=visibility.scope(dict.fromkeys(_HOUSEHOLDS, true())),
    person=Column(PROCEDURE.person_id, restricted=True),
    scope=ClientScope.PROCEDURES,
)  # fmt: skip
"""In full: with whom and what it is about. A broker's database role has not even those columns."""

PROCEDURE_EVENTS = Rows(
    type_name="ProcedureEvent",
    table=table_of(EVENT),
    joins=(
        (
            table_of(PROCEDURE),
            and_(PROCEDURE.member_id == EVENT.member_id, PROCEDURE.procedure_id == EVENT.procedure_id),
        ),
    ),
    key=(EVENT.member_id, EVENT.procedure_event_id),
    visible=visibility.scope(_HOUSEHOLDS),
    full=visibility.scope({Role.AGENT: true()}),
    person=PROCEDURE.person_id,
    scope=ClientScope.PROCEDURES,
)
"""In full: with the agents' notes."""

_TAKEN = table_of(PROCEDURE).alias("taken")

TAKEN = Rows(
    type_name="Taken",
    table=cast_type("Table", _TAKEN),
    key=(_TAKEN.c.member_id, _TAKEN.c.procedure_id),
    visible=visibility.scope({Role.AGENT: true()}),
    scope=ClientScope.PROCEDURES,
)
"""Which agent works on a démarche: for agents to know. No field shows these rows, a filter looks at them."""

TAKEN_BY_ME = Criterion(
    "taken_by_me",
    _TAKEN.c.taken_by == ACCOUNT_ID,
    through=TAKEN,
    on=(
        (PROCEDURE.member_id, _TAKEN.c.member_id),
        (PROCEDURE.procedure_id, _TAKEN.c.procedure_id),
    ),
)


def _starts(day: Expression) -> Expression:
    """The instant at which a day begins in France."""
    return func.timezone(PARIS.key, cast(day, DateTime()), type_=DateTime(timezone=True))


def _of_these(member_id: Expression) -> Predicate:
    """The households that the ids name: there is an index for those, and none for an id as it is written."""
    return member_id == any_(given("households", ARRAY(BigInteger)))


CRITERIA = (
    Criterion("kind", PROCEDURE.kind == any_(given_texts("kind"))),
    Criterion("status", PROCEDURE.status == any_(given_texts("status"))),
    Criterion("submitted_from", PROCEDURE.submitted_at >= _starts(given("submitted_from", Date()))),
    Criterion("submitted_to", PROCEDURE.submitted_at < _starts(given("submitted_to", Date()) + 1)),
    Criterion(
        "contract_id",
        and_(
            _of_these(ContractRow.member_id),
            written("ctr", CONTRACTS.key) == any_(given_texts("contract_id")),
        ),
        through=CONTRACTS,
        on=(
            (PROCEDURE.member_id, ContractRow.member_id),
            (PROCEDURE.contract_id, ContractRow.contract_id),
        ),
    ),
    Criterion(
        "beneficiary_ids",
        and_(
            _of_these(CoverageRow.member_id),
            written("bnf", BENEFICIARIES.key) == any_(given_texts("beneficiary_ids")),
        ),
        restricted=True,
        through=BENEFICIARIES,
        on=(
            (PROCEDURE.member_id, CoverageRow.member_id),
            (PROCEDURE.coverage_id, CoverageRow.coverage_id),
        ),
    ),
    TAKEN_BY_ME,
    replace(TAKEN_BY_ME, name="not_taken_by_me", negated=True),
)

_CLOSED: BindParameter[Any] = bindparam("closed", CLOSED_STATUSES, expanding=True, literal_execute=True)
_IS_CLOSED = cast(PROCEDURE.status.in_(_CLOSED), Integer)
"""As the index has it, which is why its texts are written out."""

_WHEN = (PROCEDURE.submitted_at, PROCEDURE.member_id, PROCEDURE.procedure_id)

NEWEST = Order("SUBMITTED_AT_DESC", _WHEN, descending=True)
OLDEST = Order("SUBMITTED_AT_ASC", _WHEN)
QUEUE = Order("QUEUE", (_IS_CLOSED, *_WHEN))

BY_REFERENCE = Root(PROCEDURES, where=PROCEDURE.reference == given("reference", Text()))
ALL = Page("procedures", PROCEDURES, (QUEUE, NEWEST, OLDEST), criteria=CRITERIA)
OF_MEMBER = Page(
    "household procedures",
    PROCEDURES,
    (NEWEST, OLDEST, replace(QUEUE, unindexed="a household has some dozens, sorted as they are read")),
    on=((MemberRow.member_id, PROCEDURE.member_id),),
    criteria=CRITERIA,
)
