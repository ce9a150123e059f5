"""The rows of notices, which are for one person each."""

from sqlalchemy import and_

from loaders import visibility
from models.base import table_of
from models.members import MemberRow
from models.notifications import NotificationRow
from planner.choices import Choice
from planner.declarations import Criterion, Order, Page, Rows
from runtime.actor import Role

NOTICE = NotificationRow

_MINE = and_(NOTICE.member_id == visibility.MEMBER_ID, NOTICE.person_id == visibility.PERSON_ID)

NOTIFICATIONS = Rows(
    type_name="Notification",
    tag="ntf",
    table=table_of(NOTICE),
    key=(NOTICE.member_id, NOTICE.notification_id),
    visible=visibility.scope({Role.MEMBER: _MINE, Role.BENEFICIARY: _MINE}),
    person=NOTICE.person_id,
)

CRITERIA = (Criterion("unread_only", NOTICE.read_at.is_(None)),)
NEWEST = Order("NEWEST", (NOTICE.notification_id,), descending=True)

OF_MEMBER = Page(
    "notifications",
    NOTIFICATIONS,
    (NEWEST,),
    on=((MemberRow.member_id, NOTICE.member_id),),
    criteria=CRITERIA,
)
MINE = Page("my notifications", NOTIFICATIONS, (NEWEST,), criteria=CRITERIA)
UNREAD = Choice.of({"unread_only": True})
