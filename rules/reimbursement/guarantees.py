"""What a contract promises for one line of care: expressions that combine, each an amount of euros.

Each says what the complementary body would pay before the formula keeps it between nothing and what is left.
Amounts in euros are for one unit of the line's quantity (an act, a session, a day, an equipment), a year's
for all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias, TypeVar

from rules.allowances import AllowancePeriod
from rules.reimbursement.case import Case
from rules.reimbursement.constants import Code, amount
from rules.reimbursement.money import ZERO, cents
from rules.reimbursement.texts import CONTRACT, Part, rule

HUNDREDTH = Decimal("0.01")
T = TypeVar("T", bound=Callable[..., Any])


class Kind(StrEnum):
    """The names of expressions where they are stored."""

    BR_PCT_INCL = "BR_PCT_INCL"
    BR_PCT_EXCL = "BR_PCT_EXCL"
    TM = "TM"
    EUR = "EUR"
    TM_PLUS_EUR = "TM_PLUS_EUR"
    PMSS_PCT = "PMSS_PCT"
    ACTUAL = "ACTUAL"
    CENT_SANTE = "CENT_SANTE"
    PARTICIPATION = "PARTICIPATION"
    NONE = "NONE"
    MAX = "MAX"
    SUM = "SUM"
    CAP = "CAP"
    NETWORK_BONUS = "NETWORK_BONUS"
    FAMILY_DEDUCTIBLE = "FAMILY_DEDUCTIBLE"


def _promise(kind: Kind, text: str = CONTRACT) -> Callable[[T], T]:
    """What a kind of promise pays is a rule. A step has the promise itself in words."""
    return rule(f"GUARANTEE_{kind}", Part.COMPLEMENTARY, "Garantie : {0}", text=text)


class Per(StrEnum):
    """What an amount in euros is for."""

    ACT = "ACT"
    SESSION = "SESSION"
    DAY = "DAY"
    YEAR = "YEAR"
    EQUIPMENT = "EQUIPMENT"


@dataclass(frozen=True, slots=True)
class BasePercentIncluded:
    """So many percent of the base, social security's part included: the "200 % BR" of most grids."""

    kind: ClassVar[Kind] = Kind.BR_PCT_INCL
    percent: Decimal

    @_promise(Kind.BR_PCT_INCL)
    def pays(self, case: Case) -> Decimal:
        """A percentage under social security's rate pays nothing, not less than nothing."""
        total = cents(case.reimbursement_base * self.percent * HUNDREDTH)
        return max(ZERO, min(case.spent, total) - case.amo_gross)


@dataclass(frozen=True, slots=True)
class BasePercentExcluded:
    """So many percent of the base, on top of social security's part."""

    kind: ClassVar[Kind] = Kind.BR_PCT_EXCL
    percent: Decimal

    @_promise(Kind.BR_PCT_EXCL)
    def pays(self, case: Case) -> Decimal:
        return cents(case.reimbursement_base * self.percent * HUNDREDTH)


@dataclass(frozen=True, slots=True)
class Copay:
    """The copay (ticket modérateur) and no excess fee; on a heavy act, its participation."""

    kind: ClassVar[Kind] = Kind.TM

    @_promise(Kind.TM, "CSS L871-1, R871-2 1°")
    def pays(self, case: Case) -> Decimal:
        return case.copay


@dataclass(frozen=True, slots=True)
class FlatAmount:
    """Euros an act, a session, a day, a year or an equipment, at most so many of them a period."""

    kind: ClassVar[Kind] = Kind.EUR
    euros: Decimal
    per: Per
    max_count: int | None = None

    @_promise(Kind.EUR)
    def pays(self, case: Case) -> Decimal:
        times = 1 if self.per is Per.YEAR else case.units(self.max_count)
        return case.within_allowance(self.euros * times)


@dataclass(frozen=True, slots=True)
class CopayPlusAmount:
    """The copay, and euros an act on top of it: the allowance counts these, never the copay."""

    kind: ClassVar[Kind] = Kind.TM_PLUS_EUR
    euros: Decimal
    max_count: int | None = None

    @_promise(Kind.TM_PLUS_EUR)
    def pays(self, case: Case) -> Decimal:
        return case.copay + case.within_allowance(self.euros * case.units(self.max_count))


@dataclass(frozen=True, slots=True)
class PmssPercent:
    """So many percent of the monthly ceiling of social security in the year of the care date.

    It follows the ceiling even where a level then pays less than the one below it.
    """

    kind: ClassVar[Kind] = Kind.PMSS_PCT
    percent: Decimal
    per: Per
    max_count: int | None = None

    @_promise(Kind.PMSS_PCT, f"{CONTRACT}; plafond de la sécurité sociale de l’année des soins")
    def pays(self, case: Case) -> Decimal:
        euros = cents(amount(Code.PMSS, case.care_date) * self.percent * HUNDREDTH)
        return FlatAmount(euros, self.per, self.max_count).pays(case)


@dataclass(frozen=True, slots=True)
class ActualCost:
    """Whatever social security leaves (frais réels), at most so many euros a unit where there is a cap."""

    kind: ClassVar[Kind] = Kind.ACTUAL
    cap: Decimal | None = None

    @_promise(Kind.ACTUAL)
    def pays(self, case: Case) -> Decimal:
        left = case.spent - case.amo_gross
        return case.within_allowance(left if self.cap is None else min(left, self.cap * case.units()))


@dataclass(frozen=True, slots=True)
class CentSante:
    """100 % Santé: nothing is left of an act of the basket at or under its limit price (CSS R871-2).

    The same act above it is of the free basket, where this pays nothing: the level's other promise then
    holds, as in `Highest((CentSante(), BasePercentIncluded(...)))`.
    """

    kind: ClassVar[Kind] = Kind.CENT_SANTE

    @_promise(Kind.CENT_SANTE, "CSS L871-1, R871-2")
    def pays(self, case: Case) -> Decimal:
        if case.limit_price is None or case.spent > case.limit_price:
            return ZERO
        return case.spent - case.amo_gross


@dataclass(frozen=True, slots=True)
class Participation:
    """A flat amount that texts set: a heavy act's participation, or a charge a day or a visit.

    A responsible contract pays it for any number of days (CSS R871-2): no count is asked.
    """

    kind: ClassVar[Kind] = Kind.PARTICIPATION
    of: Code = Code.HEAVY_ACT_PARTICIPATION

    @_promise(Kind.PARTICIPATION, "CSS L871-1, R871-2")
    def pays(self, case: Case) -> Decimal:
        if self.of is Code.HEAVY_ACT_PARTICIPATION:
            return case.heavy
        return amount(self.of, case.care_date) * case.quantity


@dataclass(frozen=True, slots=True)
class NoGuarantee:
    """The contract does not cover it."""

    kind: ClassVar[Kind] = Kind.NONE

    @_promise(Kind.NONE)
    def pays(self, case: Case) -> Decimal:
        return ZERO


@dataclass(frozen=True, slots=True)
class Highest:
    """The best of several promises."""

    kind: ClassVar[Kind] = Kind.MAX
    of: "tuple[Guarantee, ...]"

    @_promise(Kind.MAX)
    def pays(self, case: Case) -> Decimal:
        return max((guarantee.pays(case) for guarantee in self.of), default=ZERO)


@dataclass(frozen=True, slots=True)
class Together:
    """Several promises one after the other."""

    kind: ClassVar[Kind] = Kind.SUM
    of: "tuple[Guarantee, ...]"

    @_promise(Kind.SUM)
    def pays(self, case: Case) -> Decimal:
        return sum((guarantee.pays(case) for guarantee in self.of), ZERO)


@dataclass(frozen=True, slots=True)
class Capped:
    """A promise within a total a unit, social security's part included.

    "1 700 € an ear, social security included" is `Capped(ActualCost(), Decimal(1700))`.
    """

    kind: ClassVar[Kind] = Kind.CAP
    of: "Guarantee"
    total: Decimal

    @_promise(Kind.CAP)
    def pays(self, case: Case) -> Decimal:
        return min(self.of.pays(case), max(ZERO, self.total * case.units() - case.amo_gross))


@dataclass(frozen=True, slots=True)
class NetworkBonus:
    """What is paid at a professional of the partner network (réseau de soins): never less than elsewhere.

    Elsewhere `of` alone is the promise: see `contract_terms.applied`.
    """

    kind: ClassVar[Kind] = Kind.NETWORK_BONUS
    of: "Guarantee"
    in_network: "Guarantee"

    @_promise(Kind.NETWORK_BONUS)
    def pays(self, case: Case) -> Decimal:
        return max(self.of.pays(case), self.in_network.pays(case))


@dataclass(frozen=True, slots=True)
class FamilyDeductible:
    """A promise of which the family bears the first `euros` of a year together (franchise familiale).

    It is of a whole line of a table, and what it takes is found once all else is known: see
    `contract_terms.after_deductible`. Lines with one `code` share one deductible.
    """

    kind: ClassVar[Kind] = Kind.FAMILY_DEDUCTIBLE
    of: "Guarantee"
    euros: Decimal
    period: AllowancePeriod = AllowancePeriod.CIVIL_YEAR
    code: str = Kind.FAMILY_DEDUCTIBLE.value

    @_promise(Kind.FAMILY_DEDUCTIBLE)
    def pays(self, case: Case) -> Decimal:
        """Before the deductible."""
        return self.of.pays(case)


Guarantee: TypeAlias = (
    BasePercentIncluded
    | BasePercentExcluded
    | Copay
    | FlatAmount
    | CopayPlusAmount
    | PmssPercent
    | ActualCost
    | CentSante
    | Participation
    | NoGuarantee
    | Highest
    | Together
    | Capped
    | NetworkBonus
    | FamilyDeductible
)
