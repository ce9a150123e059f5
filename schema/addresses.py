"""Addresses: where a person lives today."""

import strawberry

from loaders.addresses import ADDRESSES
from models.addresses import AddressRow
from resolvers.fields import column, declared
from schema.scalars import Date


@strawberry.type(description="Where somebody lives (adresse).")
@declared(ADDRESSES)
class Address:
    street: str = column(AddressRow.street, "Number and street (numéro et voie).")
    complement: str | None = column(AddressRow.complement, "What helps to find it; null for nothing.")
    postal_code: str = column(AddressRow.postal_code, "Postal code (code postal).")
    city: str = column(AddressRow.city, "City (commune).")
    country: str = column(AddressRow.country, "Country, by its two letters (ISO 3166).")
    since: Date = column(AddressRow.valid_from, "The first day there.")
