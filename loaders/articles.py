"""The rows of articles: news and prevention."""

from sqlalchemy import Text

from loaders.visibility_public import AGREED, for_a_line_of_business, published
from models.base import table_of
from models.content import ArticleRow
from planner.choices import given
from planner.declarations import Criterion, Order, Page, Rows

ARTICLES = Rows(
    type_name="Article",
    tag="art",
    table=table_of(ArticleRow),
    key=(ArticleRow.article_id,),
    visible=for_a_line_of_business(ArticleRow.audience, AGREED),
    where=published(ArticleRow),
)

_LATEST_FIRST = (
    Order(
        "LATEST",
        (ArticleRow.valid_from, ArticleRow.article_id),
        descending=True,
        unindexed="the index begins with the section, which both lists choose",
    ),
)
_CRITERIA = (
    Criterion("section", ArticleRow.section == given("section", Text())),
    Criterion("language", ArticleRow.language == given("language", Text())),
)

NEWS = Page("news", ARTICLES, orders=_LATEST_FIRST, criteria=_CRITERIA)
PREVENTION = Page("prevention", ARTICLES, orders=_LATEST_FIRST, criteria=_CRITERIA)
