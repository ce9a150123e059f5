"""What is paid of one line of care, and by whom: the same few steps for every act.

Every amount is in euros to the cent, and always

    spent = amo_net + complementary + other_paid + remaining

with the steps of the calculation, whose amounts make what remains. A reversal is the negative of what was
paid, never a line that is priced again.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.reimbursement.case import Case
from rules.reimbursement.complementary import UNBOUND, Terms, complementary_steps
from rules.reimbursement.explanation import Step
from rules.reimbursement.guarantees import Guarantee
from rules.reimbursement.money import CENT, ZERO, cents
from rules.reimbursement.texts import Part, rule

SHARE = "SOCIAL_SECURITY_SHARE"


class ImpossibleLine(Exception):
    """An amount that no line can have: a bug of who asks, never a person's mistake."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of care as it is to be priced. Euros; `tariff` and `limit_price` are of one act.

    `ImpossibleLine` where an amount is negative or not of whole cents, a rate is not a share, or there is not
    even one act.
    """

    care_date: date
    spent: Decimal
    tariff: Decimal
    """What social security calls the price of one act (BR); 0 where it has none."""
    rate: Decimal
    """The share of it that is paid, between 0 and 1: see `rates`."""
    guarantee: Guarantee
    quantity: int = 1
    heavy: Decimal = ZERO
    flat_contribution: Decimal = ZERO
    """After its caps of the day and the year: see `contributions`."""
    deductible: Decimal = ZERO
    """After its caps of the day and the year: see `contributions`."""
    other_paid: Decimal = ZERO
    """What another complementary body paid."""
    limit_price: Decimal | None = None
    remaining_allowance: Decimal | None = None
    remaining_count: int | None = None
    in_pathway_rate: Decimal | None = None
    """For a responsible contract, of care out of the pathway: the rate that there would have been in it."""
    authorised_excess: Decimal = ZERO
    """Out of the pathway, the excess that doctors may charge for that (dépassement autorisé)."""
    rates: tuple[tuple[str, Decimal], ...] = ()
    """How the rate came about, rule by rule: the last of them is `rate`. Without, it came about at once."""
    family: str = ""
    """The `CareFamily` whose rate it is, for the text that sets it."""
    terms: Terms = UNBOUND
    """What binds the promise: floors, ceilings, a waiting period."""

    def __post_init__(self) -> None:
        if self.quantity < 1:
            raise ImpossibleLine("quantity", f"{self.quantity} acts")
        for field in ("spent", "heavy", "flat_contribution", "deductible", "other_paid", "authorised_excess"):
            euros: Decimal = getattr(self, field)
            if euros is not ZERO and (euros < 0 or euros % CENT):
                raise ImpossibleLine(field, f"{euros} € is not an amount of whole cents")
        if self.tariff < 0:
            raise ImpossibleLine("tariff", f"{self.tariff} € is negative")
        if not 0 <= self.rate <= 1:
            raise ImpossibleLine("rate", f"{self.rate} is not a share")
        if self.in_pathway_rate is not None and not self.rate <= self.in_pathway_rate <= 1:
            raise ImpossibleLine("in_pathway_rate", f"{self.in_pathway_rate} is no share above {self.rate}")
        if self.authorised_excess and self.in_pathway_rate is None:
            raise ImpossibleLine("authorised_excess", f"{self.authorised_excess} € in the pathway")


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """Every amount of a line, in the order in which it is found. Euros."""

    spent: Decimal
    reimbursement_base: Decimal
    """The tariff times the quantity, whatever was spent: what is shown."""
    base: Decimal
    """The part of what was spent that social security counts."""
    heavy: Decimal
    amo_gross: Decimal
    flat_contribution: Decimal
    """As taken: never more than there is to take it from."""
    deductible: Decimal
    """As taken: never more than there is to take it from."""
    amo_net: Decimal
    """What social security pays."""
    copay: Decimal
    extra_copay: Decimal
    """The part of the copay that leaving the pathway added."""
    complementary: Decimal
    other_paid: Decimal
    remaining: Decimal
    steps: tuple[Step, ...]
    """How it came about: all together they make `remaining`."""


def reimbursement_base_of(tariff: Decimal, quantity: int) -> Decimal:
    """The tariff of an act to the cent, so many times: a letter of 2.15 € × 7.5 is 16.13 €, twice 32.26 €."""
    return cents(tariff) * quantity


@rule("BASE", Part.SOCIAL_SECURITY, "", text="CSS L160-13, R160-5")
def base_of(spent: Decimal, reimbursement_base: Decimal) -> Decimal:
    """What social security counts: never more than was spent. CSS L160-13, R160-5."""
    return min(spent, reimbursement_base)


def amo_gross_of(base: Decimal, rate: Decimal, heavy: Decimal) -> Decimal:
    """Its part before contributions, less a heavy act's participation. CSS R160-5, R160-16."""
    return max(ZERO, cents(base * rate) - heavy)


@rule("TAKEN_FROM_THE_SHARE", Part.SOCIAL_SECURITY, "", text="CSS L160-13, D160-9")
def taken_from(
    amo_gross: Decimal, flat_contribution: Decimal, deductible: Decimal
) -> tuple[Decimal, Decimal]:
    """The contribution, then the deductible, as far as there is something to take them from. CSS L160-13."""
    contribution = min(flat_contribution, amo_gross)
    return contribution, min(deductible, amo_gross - contribution)


@rule("COPAY", Part.SOCIAL_SECURITY, "", text="CSS L160-13 I, R160-16")
def copay_of(base: Decimal, amo_gross: Decimal) -> Decimal:
    """The copay (ticket modérateur), a heavy act's participation included. CSS L160-13 I."""
    return base - amo_gross


@rule("CONTRACT_OUT_OF_PATHWAY", Part.COMPLEMENTARY, "", text="CSS R871-1")
def case_of(line: Line, reimbursement_base: Decimal, base: Decimal, heavy: Decimal) -> Case:
    """What the guarantee is applied to: out of the pathway, what there would have been in it. CSS R871-1."""
    rate = line.rate if line.in_pathway_rate is None else line.in_pathway_rate
    amo_gross = amo_gross_of(base, rate, heavy)
    return Case(
        care_date=line.care_date,
        spent=line.spent - line.authorised_excess,
        reimbursement_base=reimbursement_base,
        base=base,
        amo_gross=amo_gross,
        copay=copay_of(base, amo_gross),
        heavy=heavy,
        quantity=line.quantity,
        limit_price=None if line.limit_price is None else line.limit_price * line.quantity,
        remaining_allowance=line.remaining_allowance,
        remaining_count=line.remaining_count,
    )


@rule("SPENT", Part.SPENT, "Prix des soins", text="CSS L160-13, L871-1")
def spent_of(line: Line) -> Decimal:
    """What was asked for the care, and what all shares are shares of."""
    return line.spent


@rule(
    "OTHER_PAYER",
    Part.OTHER,
    "Payé par un autre organisme",
    text="Loi n° 89-1009 du 31 décembre 1989, article 9",
)
def payable_to(line: Line, amo_gross: Decimal) -> Decimal:
    """What is left for the contract: together with other bodies it never pays more than was spent."""
    return line.spent - amo_gross - line.other_paid


def social_security_steps(line: Line, base: Decimal, heavy: Decimal) -> list[Step]:
    """Its part of the base, rate by rule, then the participation of a heavy act."""
    steps, before = [Step("SPENT", line.spent)], ZERO
    for name, rate in line.rates or ((SHARE, line.rate),):
        part = cents(base * rate)
        if part != before:
            facts = (
                (str(rate), str(base), line.family)
                if name == SHARE and line.family
                else (str(rate), str(base))
            )
            steps.append(Step(name, before - part, facts))
        before = part
    if heavy:
        steps.append(Step("HEAVY_ACT_PARTICIPATION", heavy))
    return steps


def price(line: Line) -> Priced:
    """Every amount of a line.

    `ImpossibleLine` where others paid more than social security left, or where the authorised excess is not
    in what was spent above the base.
    """
    reimbursement_base = reimbursement_base_of(line.tariff, line.quantity)
    base = base_of(line.spent, reimbursement_base)
    heavy = min(line.heavy, cents(base * line.rate))
    amo_gross = amo_gross_of(base, line.rate, heavy)
    flat_contribution, deductible = taken_from(amo_gross, line.flat_contribution, line.deductible)
    amo_net = amo_gross - flat_contribution - deductible
    if line.authorised_excess > line.spent - base:
        raise ImpossibleLine(
            "authorised_excess", f"{line.authorised_excess} € of {line.spent - base} € above"
        )
    if line.other_paid > line.spent - amo_net:
        raise ImpossibleLine("other_paid", f"{line.other_paid} € of {line.spent - amo_net} € left")
    steps = social_security_steps(line, base, heavy)
    steps += _taken_steps(line, flat_contribution, deductible)
    case = case_of(line, reimbursement_base, base, heavy)
    theirs = complementary_steps(line.guarantee, case, line.terms, payable_to(line, amo_gross))
    complementary = -sum((step.amount for step in theirs), ZERO)
    return Priced(
        spent=line.spent,
        reimbursement_base=reimbursement_base,
        base=base,
        heavy=heavy,
        amo_gross=amo_gross,
        flat_contribution=flat_contribution,
        deductible=deductible,
        amo_net=amo_net,
        copay=copay_of(base, amo_gross),
        extra_copay=case.amo_gross - amo_gross,
        complementary=complementary,
        other_paid=line.other_paid,
        remaining=line.spent - amo_net - complementary - line.other_paid,
        steps=(*steps, *theirs),
    )


def _taken_steps(line: Line, flat_contribution: Decimal, deductible: Decimal) -> list[Step]:
    taken = (
        Step("FLAT_CONTRIBUTION", flat_contribution),
        Step("MEDICAL_DEDUCTIBLE", deductible),
        Step("OTHER_PAYER", -line.other_paid),
    )
    return [step for step in taken if step.amount]
