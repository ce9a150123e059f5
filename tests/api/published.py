"""Rows of the public lists, made for a test."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert

from models.acts import ActRow, ActTariffRow
from models.base import Base
from models.content import AidRow, ArticleRow, FaqEntryRow, TutorialRow
from models.hospitals import HospitalRow
from models.partners import PartnerProductRow, PartnerRow, ServiceRow
from rules.names import folded
from runtime.database import Database
from runtime.migrations import as_owner

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

PUBLISHED: dict[str, Any] = {
    "body": "Texte.",
    "valid_from": date(2020, 1, 1),
    "published_at": LONG_AGO,
    "updated_at": LONG_AGO,
}

OWN: dict[type[Base], dict[str, Any]] = {
    ArticleRow: {**PUBLISHED, "section": "NEWS", "summary": "Résumé."},
    TutorialRow: PUBLISHED,
    AidRow: {**PUBLISHED, "kind": "SOCIAL"},
    FaqEntryRow: {**PUBLISHED, "topic": "Cartes"},
    ServiceRow: {"description": "Un service."},
    PartnerRow: {"kind": "ASSISTANCE", "description": "À domicile."},
}


async def publish(database: Database, row: type[Base], name: str, **columns: Any) -> int:
    """One row that everybody sees unless `columns` say otherwise, called by its title; its key."""
    called = {
        "slug": name,
        "code": name,
        "title": name,
        "name": name,
        "search": folded(f"{name} {columns.get('body', '')}"),
    }
    own = {each: value for each, value in called.items() if each in row.__table__.columns}
    key = next(iter(row.__table__.primary_key.columns))
    async with as_owner(database.addresses) as owner:
        made = await owner.scalar(insert(row).values({**OWN[row], **own, **columns}).returning(key))
    assert isinstance(made, int)
    return made


async def name_for_product(database: Database, partner_id: int, product_id: int) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(insert(PartnerProductRow).values(partner_id=partner_id, product_id=product_id))


async def add_act(database: Database, code: str, label: str, *tariffs: dict[str, Any], **columns: Any) -> int:
    """An act with tariffs of the law, which hold for all unless they say otherwise."""
    plain = {"nomenclature": "NGAP", "category": "OTHER", "family": "GENERAL_PRACTITIONER"}
    of_law = {"reimbursement_base": None, "limit_price": None, "source": "R160-5", "certainty": "L"}
    async with as_owner(database.addresses) as owner:
        key = await owner.scalar(
            insert(ActRow)
            .values({
                **plain, "code": code, "label": label, "search": folded(f"{code} {label}"), **columns,
            })
            .returning(ActRow.act_id)
        )  # fmt: skip
        for tariff in tariffs:
            await owner.execute(
                insert(ActTariffRow).values({"act_id": key, "rate": Decimal("0.7"), **of_law, **tariff})
            )
    assert isinstance(key, int)
    return key


async def add_hospital(database: Database, finess: str, name: str, city: str, **columns: Any) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(
            insert(HospitalRow).values({
                "finess": finess, "name": name, "street": "1 rue Neuve", "postal_code": "69001", "city": city,
                "search": folded(f"{name} {city} {finess}"), **columns,
            })
        )  # fmt: skip
