"""The files of `catalogue/`: read as JSON, then as what each declares. An error says where."""

import json
import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from models.kinds import (
    ACT_FAMILIES,
    BASKETS,
    CARE_CATEGORIES,
    GLASSES_VARIANTS,
    LINES_OF_BUSINESS,
    PRACTITIONERS,
)
from rules.catalogue_fault import CatalogueFault
from runtime.settings import ROOT

CATALOGUE = ROOT / "catalogue"
NAMES = ("code", "finess", "label", "name", "about")
"""Which of an entry's fields says what it is called, the best first."""


class Declared(BaseModel):
    """A part of a file: nothing is converted, nothing unknown is let through."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Form = TypeVar("Form", bound=Declared)


def read(form: type[Form], file: str, folder: Path = CATALOGUE) -> Form:
    """The file as what it declares. `CatalogueFault` names the first thing that is wrong."""
    try:
        return read_text(form, file, (folder / file).read_text("utf-8"))
    except OSError as error:
        raise CatalogueFault(file, "the whole file", "name", error.strerror or str(error)) from None


def read_text(form: type[Form], file: str, text: str) -> Form:
    """The same of the text of a file."""
    try:
        raw = json.loads(text, object_pairs_hook=_no_name_twice)
        return form.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        entry, field = _place(raw, first["loc"])
        raise CatalogueFault(file, entry, field, first["msg"]) from None
    except ValueError as error:
        raise CatalogueFault(file, "the whole file", "JSON", str(error)) from None


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice} is there twice in one entry")
    return found


def _place(raw: Any, where: tuple[int | str, ...]) -> tuple[str, str]:
    """The entry, called by its name where it has one, and the field within it."""
    entry, field = ["the whole file"], list(where)
    for depth, step in enumerate(where):
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(raw, Mapping) and (own := _called(raw)) is not None:
            entry.append(own)
            field = list(where[depth + 1 :])
    return " / ".join(entry[1:] or entry), ".".join(str(step) for step in field) or "the whole entry"


def _called(raw: Mapping[str, Any]) -> str | None:
    """What an entry calls itself: a level by its product, its rank and the day of its change."""
    if isinstance(raw.get("product"), str):
        parts = (raw["product"], raw.get("rank"), raw.get("valid_from"))
        return " ".join(str(part) for part in parts if part is not None)
    return next((str(raw[name]) for name in NAMES if isinstance(raw.get(name), str)), None)


def _exact(text: object) -> Decimal:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        raise ValueError("a number as a text is wanted, such as 12.50")
    return Decimal(text)


def _among(values: Collection[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in values:
            raise ValueError(f"one of {', '.join(values)} is wanted, not {value}")
        return value

    return AfterValidator(check)


Euros = Annotated[Decimal, BeforeValidator(_exact), Field(max_digits=12, decimal_places=2)]
Share = Annotated[Decimal, BeforeValidator(_exact), Field(le=1, decimal_places=4)]
Text = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Family = Annotated[str, _among(ACT_FAMILIES)]
Category = Annotated[str, _among(CARE_CATEGORIES)]
Basket = Annotated[str, _among(BASKETS)]
Variant = Annotated[str, _among(GLASSES_VARIANTS)]
Practitioner = Annotated[str, _among(("ANY", *PRACTITIONERS))]
LineOfBusiness = Annotated[str, _among(LINES_OF_BUSINESS)]
