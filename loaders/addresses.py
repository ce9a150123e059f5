"""The rows of addresses: one a person, as far as the reader may know where they live."""

from sqlalchemy import and_, exists, or_, select

from loaders import visibility, visibility_contracts
from loaders.adults import ADULT_BENEFICIARY
from models.addresses import AddressRow
from models.base import table_of
from models.contracts import CoverageRow
from models.people import PersonRow
from planner.declarations import Rows
from runtime.actor import Role

_known = table_of(AddressRow).alias("known_address")
_OWN_IS_SHOWN = or_(~ADULT_BENEFICIARY, visibility.acts_as(Role.BENEFICIARY, Role.AGENT))
"""An adult's separate address is theirs to tell: for the others there is none, not even a hint of one."""

_SHARES_THE_HOUSEHOLDS = or_(
    PersonRow.is_holder,
    exists(CoverageRow.coverage_id)
    .where(
        CoverageRow.member_id == PersonRow.member_id,
        CoverageRow.person_id == PersonRow.person_id,
        or_(CoverageRow.covered_to.is_(None), CoverageRow.covered_to > visibility.TODAY),
    )
    .correlate_except(CoverageRow),
)
"""Who is covered no more may have gone, and is not to learn where the household lives since."""

_WHERE_THEY_LIVE = (
    select(_known.c.address_id)
    .where(
        _known.c.member_id == PersonRow.member_id,
        _known.c.valid_from <= visibility.TODAY,
        or_(_known.c.valid_to.is_(None), _known.c.valid_to > visibility.TODAY),
        or_(
            and_(_known.c.person_id.is_(None), _SHARES_THE_HOUSEHOLDS),
            and_(_known.c.person_id == PersonRow.person_id, _OWN_IS_SHOWN),
        ),
    )
    .order_by(_known.c.person_id.nulls_last(), _known.c.address_id.desc())
    .limit(1)
    .correlate_except(_known, CoverageRow)
    .scalar_subquery()
)

ADDRESSES = Rows(
    type_name="Address",
    table=table_of(PersonRow),
    joins=(
        (
            table_of(AddressRow),
            and_(AddressRow.member_id == PersonRow.member_id, AddressRow.address_id == _WHERE_THEY_LIVE),
        ),
    ),
    key=(PersonRow.member_id, PersonRow.person_id),
    visible=visibility_contracts.addresses,
    person=PersonRow.person_id,
)
"""The person's own address today, else their household's while they are covered."""
