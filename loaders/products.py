"""The rows of products."""

from loaders import visibility_public
from loaders.plans import plans_of
from models.base import table_of
from models.products import InsurerRow, ProductRow
from planner.declarations import Rows

PRODUCTS = Rows(
    type_name="Product",
    table=table_of(ProductRow),
    joins=((table_of(InsurerRow), InsurerRow.insurer_id == ProductRow.insurer_id),),
    key=(ProductRow.product_id,),
    visible=visibility_public.everybody,
)

PLANS = plans_of(ProductRow.product_id)
