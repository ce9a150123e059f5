"""The rows of questions and answers."""

from sqlalchemy import Text, all_, literal

from loaders.visibility_public import AGREED, for_a_line_of_business, published
from models.base import table_of
from models.content import FaqEntryRow
from planner.choices import given, given_texts
from planner.declarations import Criterion, Order, Page, Rows

FAQ_ENTRIES = Rows(
    type_name="FaqEntry",
    tag="faq",
    table=table_of(FaqEntryRow),
    key=(FaqEntryRow.faq_entry_id,),
    visible=for_a_line_of_business(FaqEntryRow.audience, AGREED),
    where=published(FaqEntryRow),
)

FAQ_PAGE = Page(
    "faq",
    FAQ_ENTRIES,
    orders=(
        Order("POSITION", (FaqEntryRow.position, FaqEntryRow.faq_entry_id), unindexed="some dozens of rows"),
    ),
    criteria=(
        Criterion("search", literal(" ").concat(FaqEntryRow.search).like(all_(given_texts("search")))),
        Criterion("language", FaqEntryRow.language == given("language", Text())),
    ),
)
