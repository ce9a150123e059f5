"""The rows of hospitals, the same for everybody."""

from sqlalchemy import all_, literal

from loaders.visibility_public import everybody
from models.base import table_of
from models.hospitals import HospitalRow
from planner.choices import given_texts
from planner.declarations import Criterion, Order, Page, Rows

HOSPITALS = Rows(
    type_name="Hospital",
    tag="hsp",
    table=table_of(HospitalRow),
    key=(HospitalRow.hospital_id,),
    visible=everybody,
)

HOSPITAL_PAGE = Page(
    "hospitals",
    HOSPITALS,
    orders=(Order("NAME", (HospitalRow.search, HospitalRow.hospital_id)),),
    criteria=(
        Criterion("search", literal(" ").concat(HospitalRow.search).like(all_(given_texts("search")))),
    ),
)
"""By name: what is searched in begins with it."""
