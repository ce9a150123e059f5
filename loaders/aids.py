"""The rows of aids."""

from sqlalchemy import Text

from loaders.visibility_public import AGREED, for_a_line_of_business, published
from models.base import table_of
from models.content import AidRow
from planner.choices import given
from planner.declarations import Criterion, Order, Page, Rows

AIDS = Rows(
    type_name="Aid",
    tag="aid",
    table=table_of(AidRow),
    key=(AidRow.aid_id,),
    visible=for_a_line_of_business(AidRow.audience, AGREED),
    where=published(AidRow),
)

AID_PAGE = Page(
    "aids",
    AIDS,
    orders=(Order("POSITION", (AidRow.position, AidRow.aid_id), unindexed="some dozens of rows"),),
    criteria=(Criterion("language", AidRow.language == given("language", Text())),),
)
