"""The rows of third-party-payment cards, and of the people on each."""

from sqlalchemy import and_

from loaders import visibility, visibility_contracts
from models.base import table_of
from models.contracts import CoverageRow
from models.people import PersonRow
from models.third_party_cards import ThirdPartyCardPersonRow, ThirdPartyCardRow
from planner.declarations import Rows

THIRD_PARTY_CARDS = Rows(
    type_name="ThirdPartyCard",
    table=table_of(ThirdPartyCardRow),
    key=(ThirdPartyCardRow.member_id, ThirdPartyCardRow.third_party_card_id),
    visible=visibility_contracts.third_party_cards,
    where=and_(ThirdPartyCardRow.status == "ACTIVE", ThirdPartyCardRow.valid_to > visibility.TODAY),
)
"""Those that a professional accepts, or will from their first day on."""

CARD_PEOPLE = Rows(
    type_name="ThirdPartyCardPerson",
    table=table_of(ThirdPartyCardPersonRow),
    joins=(
        (
            table_of(CoverageRow),
            and_(
                CoverageRow.member_id == ThirdPartyCardPersonRow.member_id,
                CoverageRow.coverage_id == ThirdPartyCardPersonRow.coverage_id,
            ),
        ),
        (
            table_of(PersonRow),
            and_(PersonRow.member_id == CoverageRow.member_id, PersonRow.person_id == CoverageRow.person_id),
        ),
    ),
    key=(
        ThirdPartyCardPersonRow.member_id,
        ThirdPartyCardPersonRow.third_party_card_id,
        ThirdPartyCardPersonRow.coverage_id,
    ),
    visible=visibility_contracts.third_party_card_people,
    person=CoverageRow.person_id,
)
