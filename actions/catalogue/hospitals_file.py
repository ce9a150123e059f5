"""`catalogue/hospitals.json`: invented hospitals in real communes."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from actions.catalogue.files import Declared, Text

Phone = Annotated[str, Field(pattern=r"^0[1-9]( [0-9]{2}){4}$")]


class Hospital(Declared):
    """A hospital or clinic. The third digit of its number is 9, which no real one has."""

    finess: Annotated[str, Field(pattern=r"^[0-9]{2}9[0-9]{6}$")]
    name: Text
    street: Text
    postal_code: Annotated[str, Field(pattern=r"^[0-9]{5}$")]
    city: Text
    phone: Phone | None = None
    admissions_phone: Phone | None = None
    admissions_email: Annotated[str, Field(pattern=r"^[a-z0-9.-]+@example\.org$")]

    @model_validator(mode="after")
    def _check_digit(self) -> Self:
        digits = [int(digit) for digit in reversed(self.finess)]
        doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
        if (sum(digits[::2]) + sum(doubled)) % 10:
            raise ValueError(f"{self.finess} has a wrong check digit")
        return self


class HospitalsFile(Declared):
    about: Text
    hospitals: list[Hospital] = Field(min_length=1)

    @model_validator(mode="after")
    def _numbers_are_unique(self) -> Self:
        numbers = [hospital.finess for hospital in self.hospitals]
        for number in numbers:
            if numbers.count(number) > 1:
                raise ValueError(f"{number} is there twice")
        return self
