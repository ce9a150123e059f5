"""The rows of tutorials."""

from sqlalchemy import Text

from loaders.visibility_public import AGREED, for_a_line_of_business, published
from models.base import table_of
from models.content import TutorialRow
from planner.choices import given
from planner.declarations import Criterion, Order, Page, Rows

TUTORIALS = Rows(
    type_name="Tutorial",
    tag="tut",
    table=table_of(TutorialRow),
    key=(TutorialRow.tutorial_id,),
    visible=for_a_line_of_business(TutorialRow.audience, AGREED),
    where=published(TutorialRow),
)

TUTORIAL_PAGE = Page(
    "tutorials",
    TUTORIALS,
    orders=(
        Order("POSITION", (TutorialRow.position, TutorialRow.tutorial_id), unindexed="some dozens of rows"),
    ),
    criteria=(Criterion("language", TutorialRow.language == given("language", Text())),),
)
