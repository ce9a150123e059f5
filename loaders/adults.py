"""Adults of a household, whose care is theirs to show: the one way to say so in SQL."""

from sqlalchemy import and_, exists, func, or_

from loaders.visibility import PERSON_ID, TODAY
from models.people import PersonRow, SharingRow
from planner.declarations import Expression, Predicate

OF_AGE = PersonRow.birth_date + func.make_interval(18) <= TODAY
ADULT_BENEFICIARY = and_(~PersonRow.is_holder, OF_AGE)


def shares(member_id: Expression, person_id: Expression) -> Predicate:
    """Whether a person shows the holder their lines at this moment."""
    return (
        exists()
        .where(
            SharingRow.member_id == member_id,
            SharingRow.person_id == person_id,
            SharingRow.withdrawn_at.is_(None),
        )
        .correlate_except(SharingRow)
    )


def shown_to_the_holder(member_id: Expression, person_id: Expression) -> Predicate:
    """Whether the holder, who asks, sees a person's care: their own, a minor's, or that of who shares it.

    The rows join `people` by the person.
    """
    return or_(person_id == PERSON_ID, ~ADULT_BENEFICIARY, shares(member_id, person_id))
