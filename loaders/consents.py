"""The rows of consents, which each person sees of their own."""

from sqlalchemy import and_, or_

from loaders import visibility
from models.base import table_of
from models.consents import ConsentRow
from planner.declarations import Rows
from runtime.actor import Role

_MINE = and_(ConsentRow.member_id == visibility.MEMBER_ID, ConsentRow.person_id == visibility.PERSON_ID)

CONSENTS = Rows(
    type_name="Consent",
    table=table_of(ConsentRow),
    key=(ConsentRow.member_id, ConsentRow.consent_id),
    visible=visibility.scope({Role.MEMBER: _MINE, Role.BENEFICIARY: _MINE}),
    person=ConsentRow.person_id,
)

HOLDS_TODAY = and_(
    ConsentRow.withdrawn_at.is_(None),
    or_(ConsentRow.ends_on.is_(None), ConsentRow.ends_on > visibility.TODAY),
)
LAST_GIVEN_FIRST = (ConsentRow.given_at.desc(), ConsentRow.consent_id.desc())
