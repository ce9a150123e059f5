"""The rows of beneficiaries: one person covered by one contract, and what they share with the holder."""

from sqlalchemy import and_, case, exists, func, select

from loaders import visibility
from models.base import table_of
from models.contracts import CoverageRow
from models.people import PersonRow, SharingRow
from planner.declarations import Rows

_THE_PERSON = and_(PersonRow.member_id == CoverageRow.member_id, PersonRow.person_id == CoverageRow.person_id)

BENEFICIARIES = Rows(
    type_name="Beneficiary",
    tag="bnf",
    table=table_of(CoverageRow),
    joins=((table_of(PersonRow), _THE_PERSON),),
    key=(CoverageRow.member_id, CoverageRow.coverage_id),
    visible=visibility.coverages,
)

HOLDER_FIRST = (
    case((CoverageRow.relation == "HOLDER", 0), (CoverageRow.relation == "SPOUSE", 1), else_=2),
    PersonRow.birth_date,
    CoverageRow.coverage_id,
)

_ADULT_BENEFICIARY = and_(
    ~PersonRow.is_holder,
    PersonRow.birth_date + func.make_interval(18) <= visibility.TODAY,
)

SHARINGS = Rows(
    type_name="Sharing",
    table=table_of(CoverageRow),
    joins=((table_of(PersonRow), and_(_THE_PERSON, _ADULT_BENEFICIARY)),),
    key=(CoverageRow.member_id, CoverageRow.coverage_id),
    visible=visibility.sharings,
)

_current_sharing = (
    SharingRow.member_id == CoverageRow.member_id,
    SharingRow.person_id == CoverageRow.person_id,
    SharingRow.withdrawn_at.is_(None),
)
SHARING_GIVEN = exists().where(*_current_sharing).correlate_except(SharingRow)
SHARED_SINCE = (
    select(SharingRow.given_at).where(*_current_sharing).correlate_except(SharingRow).scalar_subquery()
)
