"""`catalogue/acts.json`: acts and their tariffs, each with where it is known from and how well."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from actions.catalogue.files import (
    Basket,
    Category,
    Declared,
    Euros,
    Family,
    Practitioner,
    Share,
    Text,
    Variant,
)
from rules.reimbursement.constants import Certainty
from rules.reimbursement.contributions import Deductible, is_heavy
from rules.reimbursement.rates import IN_FULL, CareFamily, days_of_change, social_security_rate

ONE_DAY = timedelta(days=1)


class Tariff(Declared):
    """Base and rate from `valid_from` until the day before `valid_to`.

    No first day: no source gives it, and the tariff holds from the file's `first_day`. No base: what was
    spent is the base.
    """

    practitioners: list[Practitioner] = Field(["ANY"], min_length=1)
    valid_from: date | None = None
    valid_to: date | None = None
    reimbursement_base: Euros | None
    rate: Share
    limit_price: Euros | None = None
    sources: list[Text] = Field(min_length=1)
    """Marks that the file's `sources` explain."""
    certainty: Certainty
    note: Text | None = None

    def starts(self, first_day: date) -> date:
        return self.valid_from or first_day

    def ends(self) -> date:
        return self.valid_to or date.max


class Act(Declared):
    """An act, good or stay. `care_family` is what its rate comes from, `family` what guarantees speak of."""

    code: Text
    label: Text
    nomenclature: Literal["NGAP", "CCAM", "LPP", "NABM", "MEDICINE", "HOSPITAL", "GROUP", "NONE"]
    category: Category
    family: Family
    care_family: CareFamily
    basket: Basket | None = None
    variant: Variant | None = None
    """Of glasses, which guarantee they are paid by, and which ceiling they have."""
    heavy: Literal["PARTICIPATION", "NO_COPAY"] | None = None
    """Of 120 € or more it is paid in full: but for its participation, or without one (CSS R160-16 I, II)."""
    flat_contribution: bool = False
    deductible_kind: Deductible | None = None
    from_age: int | None = Field(None, ge=1)
    below_age: int | None = Field(None, ge=1)
    alternative: Text | None = None
    """Code of the act of class A that could be had instead."""
    typical: bool = False
    """Whether it stands for its family, where a quote has no code."""
    note: Text | None = None
    tariffs: list[Tariff]
    """None where the act is known and its figure is not: `note` says why."""

    def is_heavy(self, base: Decimal | None, day: date) -> bool:
        return self.heavy is not None and base is not None and is_heavy(day, base)

    def rate(self, tariff: Tariff, day: date) -> Decimal:
        """Social security's in the general scheme, within the days of a tariff."""
        if self.is_heavy(tariff.reimbursement_base, day):
            return IN_FULL
        return social_security_rate(self.care_family, day)

    def same_rate(self, tariff: Tariff, first_day: date) -> Iterator[tuple[date, date | None]]:
        """The days of a tariff, cut where the rate of its family changed."""
        first, end = tariff.starts(first_day), tariff.ends()
        cuts = [day for day in days_of_change(self.care_family) if first < day < end]
        yield from pairwise([first, *cuts, tariff.valid_to])

    @model_validator(mode="after")
    def _limit_prices_are_those_of_a_basket(self) -> Self:
        if self.basket in (None, "FREE") and any(tariff.limit_price for tariff in self.tariffs):
            raise ValueError("a limit price is for an act of a basket")
        if not self.tariffs and self.note is None:
            raise ValueError("an act without tariffs has a note that says why")
        return self


class LeftOut(Declared):
    """What the catalogue has not, because there is no figure or no day for it."""

    code: Text
    label: Text
    why: Text


class ActsFile(Declared):
    about: Text
    first_day: date
    """The first day of care that the catalogue knows tariffs of."""
    sources: dict[str, Text]
    acts: list[Act] = Field(min_length=1)
    left_out: list[LeftOut]

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        for fault in self._faults():
            raise ValueError(fault)
        return self

    def _faults(self) -> Iterator[str]:
        codes = [act.code for act in self.acts]
        yield from (f"{code} is there twice" for code in codes if codes.count(code) > 1)
        for act in self.acts:
            if act.alternative is not None and act.alternative not in codes:
                yield f"{act.code}: alternative: {act.alternative} is not there"
            for tariff in act.tariffs:
                yield from (f"{act.code}: sources: {fault}" for fault in self._unknown_sources(tariff))
                yield from (f"{act.code}: rate: {fault}" for fault in self._wrong_rates(act, tariff))
            yield from (f"{act.code}: valid_from: {fault}" for fault in self._overlaps(act))

    def _unknown_sources(self, tariff: Tariff) -> Iterator[str]:
        yield from (f"{mark} is not explained" for mark in tariff.sources if mark not in self.sources)

    def _wrong_rates(self, act: Act, tariff: Tariff) -> Iterator[str]:
        """A tariff's rate is what the rules say on its last day."""
        last = date.max if tariff.valid_to is None else tariff.valid_to - ONE_DAY
        if tariff.rate != (wanted := act.rate(tariff, last)):
            yield f"{wanted} is the rate of {act.care_family} on {last}, not {tariff.rate}"

    def _overlaps(self, act: Act) -> Iterator[str]:
        for practitioner in {each for tariff in act.tariffs for each in tariff.practitioners}:
            its = [tariff for tariff in act.tariffs if practitioner in tariff.practitioners]
            periods = sorted((tariff.starts(self.first_day), tariff.ends()) for tariff in its)
            yield from (f"{end} is not after {start}" for start, end in periods if end <= start)
            yield from (
                f"{practitioner} has two tariffs on {after}"
                for (_, end), (after, _) in pairwise(periods)
                if after < end
            )
