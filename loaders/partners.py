"""The rows of partners."""

from sqlalchemy import all_, literal

from loaders import visibility_public
from models.base import table_of
from models.partners import PartnerRow
from planner.choices import given_texts
from planner.declarations import Criterion, Rows, ToMany

PARTNERS = Rows(
    type_name="Partner",
    tag="ptn",
    table=table_of(PartnerRow),
    key=(PartnerRow.partner_id,),
    visible=visibility_public.partners,
    where=PartnerRow.is_shown.is_(True),
)

ALL_PARTNERS = ToMany(
    PARTNERS,
    on=(),
    order=(PartnerRow.position, PartnerRow.partner_id),
    criteria=(Criterion("search", literal(" ").concat(PartnerRow.search).like(all_(given_texts("search")))),),
)
