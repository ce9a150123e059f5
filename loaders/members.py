"""The rows of households."""

from sqlalchemy import and_

from loaders import visibility
from models.base import table_of
from models.members import MemberRow
from models.people import PersonRow
from planner.declarations import Page, Root, Rows

MEMBERS = Rows(
    type_name="Member",
    tag="mbr",
    table=table_of(MemberRow),
    joins=(
        (
            table_of(PersonRow),
            and_(PersonRow.member_id == MemberRow.member_id, PersonRow.is_holder),
        ),
    ),
    key=(MemberRow.member_id,),
    visible=visibility.members,
    full=visibility.members_in_full,
)

OWN_HOUSEHOLD = Root(MEMBERS, where=MemberRow.member_id == visibility.MEMBER_ID)

MEMBER_PAGE = Page("members", MEMBERS, order=(MemberRow.sort_name, MemberRow.member_id))
