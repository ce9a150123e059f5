"""Hospitals."""

import strawberry

from loaders.hospitals import HOSPITALS
from models.hospitals import HospitalRow
from planner.choices import BadArgument, Choice
from resolvers.fields import column, computed, declared
from rules.search import words
from schema.nodes import Node
from schema.searching import SearchNeeded, found_by


def _address(street: str, postal_code: str, city: str) -> str:
    return f"{street}, {postal_code} {city}"


@strawberry.type(description="A hospital or clinic (établissement de santé).")
@declared(HOSPITALS)
class Hospital(Node):
    finess: str = column(HospitalRow.finess, "Its number in the national register (FINESS).")
    name: str = column(HospitalRow.name, "Its name.")
    address: str = computed(
        _address,
        "Its address in one line.",
        needs={
            "street": HospitalRow.street,
            "postal_code": HospitalRow.postal_code,
            "city": HospitalRow.city,
        },
    )
    street: str = column(HospitalRow.street, "Number and street.")
    postal_code: str = column(HospitalRow.postal_code, "Postal code (code postal).")
    city: str = column(HospitalRow.city, "Town (commune).")
    phone: str | None = column(HospitalRow.phone, "Telephone number of the switchboard.")
    admissions_phone: str | None = column(
        HospitalRow.admissions_phone, "Telephone number of the admissions office (bureau des entrées)."
    )
    admissions_email: str | None = column(
        HospitalRow.admissions_email, "E-mail address of the admissions office (bureau des entrées)."
    )


def choose_hospitals(search: SearchNeeded) -> Choice:
    """The choice that the argument makes; without a word there would be nothing to look for."""
    found = found_by(search)
    if not words(search):
        raise BadArgument("search", "`search`: give at least one word of a hospital’s name, town or number.")
    return Choice.of({"search": found})
