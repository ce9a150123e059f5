"""The rows of the access log: who, other than the household itself, looked at its data."""

from sqlalchemy import and_, select

from loaders import visibility
from loaders.visibility_people import about_an_adult
from models.base import table_of
from models.consents import AccessRow
from models.members import MemberRow
from models.people import PersonRow
from planner.declarations import Order, Page, Rows
from runtime.actor import Role

ACCESSES = Rows(
    type_name="Access",
    table=table_of(AccessRow),
    key=(AccessRow.member_id, AccessRow.access_id),
    visible=visibility.scope({
        Role.MEMBER: and_(
            AccessRow.member_id == visibility.MEMBER_ID,
            ~about_an_adult(AccessRow.member_id, AccessRow.person_id),
        ),
        Role.BENEFICIARY: and_(
            AccessRow.member_id == visibility.MEMBER_ID, AccessRow.person_id == visibility.PERSON_ID
        ),
    }),
    person=AccessRow.person_id,
)  # fmt: skip
"""That somebody looked at an adult's data is theirs alone, whether they share their lines or not."""

WHOSE = (
    select(PersonRow.first_name)
    .where(PersonRow.member_id == AccessRow.member_id, PersonRow.person_id == AccessRow.person_id)
    .correlate_except(PersonRow)
    .scalar_subquery()
)

OF_MEMBER = Page(
    "access log",
    ACCESSES,
    (Order("LAST", (AccessRow.access_id,), descending=True),),
    on=((MemberRow.member_id, AccessRow.member_id),),
)
