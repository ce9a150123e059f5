"""`catalogue/schemes.json`: the mandatory schemes that people belong to."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from actions.catalogue.acts_file import LeftOut
from actions.catalogue.files import Declared, Text


class Scheme(Declared):
    """A scheme (grand régime). `url` is where its members find an attestation of rights."""

    code: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    label: Text
    url: Annotated[str, Field(pattern=r"^https://[a-z0-9.-]+$")] | None = None


class SchemesFile(Declared):
    about: Text
    schemes: list[Scheme] = Field(min_length=1)
    left_out: list[LeftOut]

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        codes = [scheme.code for scheme in self.schemes]
        for code in codes:
            if codes.count(code) > 1:
                raise ValueError(f"{code} is there twice")
        return self
