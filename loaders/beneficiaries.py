"""The rows of beneficiaries: one person covered by one contract, and what they share with the holder."""

from sqlalchemy import and_, case, select, true

from loaders import visibility
from loaders.adults import ADULT_BENEFICIARY, shares, shown_to_the_holder
from models.base import table_of
from models.contracts import CoverageRow
from models.people import PersonRow, SharingRow
from planner.declarations import Rows
from runtime.actor import Role

_THE_PERSON = and_(PersonRow.member_id == CoverageRow.member_id, PersonRow.person_id == CoverageRow.person_id)

BENEFICIARIES = Rows(
    type_name="Beneficiary",
    tag="bnf",
    table=table_of(CoverageRow),
    joins=((table_of(PersonRow), _THE_PERSON),),
    key=(CoverageRow.member_id, CoverageRow.coverage_id),
    visible=visibility.coverages,
    full=visibility.scope({
        Role.MEMBER: shown_to_the_holder(CoverageRow.member_id, CoverageRow.person_id),
        Role.BENEFICIARY: true(),
        Role.AGENT: true(),
    }),
    person=CoverageRow.person_id,
)  # fmt: skip
"""In full: with what tells of care, which an adult shares with the holder or does not."""

HOLDER_FIRST = (
    case((CoverageRow.relation == "HOLDER", 0), (CoverageRow.relation == "SPOUSE", 1), else_=2),
    PersonRow.birth_date,
    CoverageRow.coverage_id,
)

SHARINGS = Rows(
    type_name="Sharing",
    table=table_of(CoverageRow),
    joins=((table_of(PersonRow), and_(_THE_PERSON, ADULT_BENEFICIARY)),),
    key=(CoverageRow.member_id, CoverageRow.coverage_id),
    visible=visibility.sharings,
)

_current_sharing = (
    SharingRow.member_id == CoverageRow.member_id,
    SharingRow.person_id == CoverageRow.person_id,
    SharingRow.withdrawn_at.is_(None),
)
SHARING_GIVEN = shares(CoverageRow.member_id, CoverageRow.person_id)
SHARED_SINCE = (
    select(SharingRow.given_at).where(*_current_sharing).correlate_except(SharingRow).scalar_subquery()
)
