"""What holds of every act of care there can be, whoever it is for and whatever they are promised."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.reimbursement.acts import Act
from rules.reimbursement.charges import DAILY
from rules.reimbursement.constants import Code, amount
from rules.reimbursement.explanation import steps_of, stored, told
from rules.reimbursement.guarantees import Copay, Guarantee
from rules.reimbursement.levels import Allowance, Level, Promise
from rules.reimbursement.money import CENT, ZERO
from rules.reimbursement.rates import CareFamily
from rules.reimbursement.settling import Settled, settle
from rules.reimbursement.texts import RULES, Part
from tests.rules.reimbursement.acts import LONG_AGO, Planned, an_act, for_all, somebody
from tests.rules.reimbursement.lines import Pair, euros, guarantees, pairs

many = settings(max_examples=200, deadline=None)

FAMILIES = st.sampled_from([
    "GENERAL_PRACTITIONER", "HOSPITAL_FEES", "GLASSES", "HEARING_AID", "PHARMACY", "HOSPITAL_DAILY_CHARGE",
])  # fmt: skip
ALLOWANCES = st.none() | st.builds(
    Allowance,
    st.just("A"),
    st.sampled_from(["EUR", "COUNT"]),
    st.integers(1, 5).map(Decimal),
    st.sampled_from(["CIVIL_YEAR", "CONTRACT_YEAR"]),
    st.none(),
    st.sampled_from(["BENEFICIARY", "FAMILY", "EAR"]),
)


@st.composite
def acts(draw: st.DrawFn) -> Act:
    limit = draw(st.none() | euros(900))
    base = draw(st.none() | euros(500))
    return an_act(
        family=draw(FAMILIES),
        care_family=draw(st.sampled_from(list(CareFamily))),
        basket="FULLY_COVERED" if limit is not None else draw(st.sampled_from([None, "FREE"])),
        variant=draw(st.sampled_from([None, "SIMPLE", "VERY_COMPLEX"])),
        heavy=draw(st.sampled_from([None, "PARTICIPATION", "NO_COPAY"])),
        flat_contribution=draw(st.booleans()),
        deductible_kind=draw(st.sampled_from([None, "MEDICINE", "PARAMEDICAL", "TRANSPORT"])),
        tariffs=for_all(base, limit),
    )


def cares() -> st.SearchStrategy[Planned]:
    return st.builds(
        Planned,
        day=st.integers(0, 1500).map(lambda days: date(2023, 6, 1) + timedelta(days)),
        spent=euros(),
        quantity=st.integers(1, 5),
        practitioner=st.sampled_from([None, "SECTOR_1", "OPTAM", "NON_OPTAM", "NOT_AGREED"]),
        in_pathway=st.booleans(),
        professional=st.just("Dr Bernard"),
        part=st.sampled_from(["", "LEFT"]),
    )


PEOPLE: dict[str, st.SearchStrategy[Any]] = {
    "born": st.dates(date(1930, 1, 1), date(2023, 1, 1)),
    "local": st.booleans(),
}


def price(care: Planned, act: Act, level: Level, who: dict[str, Any]) -> Settled:
    return settle(care, act, level, somebody(**who), care.day.year)


def level_of(promise: Guarantee, act: Act, *, responsible: bool, allowance: Allowance | None = None) -> Level:
    return Level(responsible, {act.family: [Promise(None, None, promise, allowance)]})


@many
@given(cares(), acts(), guarantees, st.booleans(), st.fixed_dictionaries(PEOPLE), ALLOWANCES)
def test_the_steps_add_up_to_every_amount(  # noqa: PLR0917  # what is drawn
    care: Planned, act: Act, promise: Guarantee, responsible: bool, who: dict[str, Any], allowance: Any
) -> None:
    level = level_of(promise, act, responsible=responsible, allowance=allowance)
    found = price(care, act, level, who).amounts
    parts: dict[Part, Decimal] = defaultdict(Decimal)
    for step in found.steps:
        assert step.amount % CENT == ZERO
        assert RULES[step.rule].covers(care.day)
        parts[RULES[step.rule].part] += step.amount
    assert parts[Part.SPENT] == care.spent
    assert parts[Part.SOCIAL_SECURITY] == -found.amo_net
    assert parts[Part.COMPLEMENTARY] == -found.complementary
    assert sum(parts.values()) == found.remaining >= ZERO


@many
@given(cares(), acts(), guarantees, st.fixed_dictionaries(PEOPLE))
def test_steps_are_kept_and_told_again(
    care: Planned, act: Act, promise: Guarantee, who: dict[str, Any]
) -> None:
    steps = price(care, act, level_of(promise, act, responsible=True), who).amounts.steps
    assert steps_of(stored(steps)) == [step._replace(amount=step.amount) for step in steps]
    assert all(each.label and each.reference for each in told(steps))


@many
@given(cares(), acts(), pairs, st.booleans(), st.fixed_dictionaries(PEOPLE))
def test_a_better_level_never_pays_less(
    care: Planned, act: Act, pair: Pair, responsible: bool, who: dict[str, Any]
) -> None:
    lower, higher = (
        price(care, act, level_of(each, act, responsible=responsible), who).amounts.complementary
        for each in (pair.lower, pair.higher)
    )
    assert lower <= higher


@many
@given(cares(), acts(), guarantees, st.fixed_dictionaries(PEOPLE))
def test_contributions_stay_with_the_person_and_minors_owe_none(
    care: Planned, act: Act, promise: Guarantee, who: dict[str, Any]
) -> None:
    found = price(care, act, level_of(promise, act, responsible=True), who).amounts
    assert found.remaining >= found.flat_contribution + found.deductible
    assert found.complementary <= found.spent - found.amo_gross
    if who["born"].year > care.day.year - 18:
        assert found.flat_contribution == found.deductible == ZERO


@many
@given(st.lists(st.tuples(cares(), acts()), min_size=2, max_size=30), guarantees)
def test_a_year_never_takes_more_than_its_caps(drawn: list[tuple[Planned, Act]], promise: Guarantee) -> None:
    who = somebody()
    for care, act in drawn:
        settle(care, act, level_of(promise, act, responsible=True), who, care.day.year)
    assert all(each <= Decimal(50) for each in (*who.taken.values(), *who.deducted.values()))
    assert all(visits <= 4 for visits in who.visits.values())


@many
@given(st.integers(1, 6), st.integers(0, 3000), euros(50), st.integers(0, 4))
def test_visits_on_one_line_take_what_they_take_on_lines_of_their_own(
    number: int, days: int, taken: Decimal, that_day: int
) -> None:
    day, together, apart = LONG_AGO + timedelta(days), somebody(), somebody()
    for who in (together, apart):
        who.taken[day.year] = taken
        who.visits[day, Planned().professional] = that_day
    level = level_of(Copay(), an_act(), responsible=True)
    line = Planned(day=day, spent=Decimal(30) * number, quantity=number)
    at_once = settle(line, an_act(), level, together, day.year).amounts
    one = Planned(day=day, spent=Decimal(30))
    each = [settle(one, an_act(), level, apart, day.year).amounts for _ in range(number)]
    for name in ("flat_contribution", "complementary", "remaining"):
        assert getattr(at_once, name) == sum(getattr(amounts, name) for amounts in each)
    assert (together.taken, together.visits) == (apart.taken, apart.visits)


@many
@given(cares(), guarantees, st.booleans(), st.fixed_dictionaries(PEOPLE))
def test_a_charge_is_never_paid_above_what_texts_set(
    care: Planned, promise: Guarantee, responsible: bool, who: dict[str, Any]
) -> None:
    act = an_act("0.00", family=DAILY, care_family=CareFamily.NOT_COVERED, flat_contribution=False)
    found = price(care, act, level_of(promise, act, responsible=responsible), who).amounts
    set_for_all = amount(Code.DAILY_HOSPITAL_CHARGE, care.day) * care.quantity
    assert found.amo_net + found.complementary <= set_for_all
    if responsible or who["local"]:
        assert found.amo_net + found.complementary == min(care.spent, set_for_all)


@many
@given(st.lists(cares(), min_size=2, max_size=12), guarantees, ALLOWANCES.filter(bool))
def test_uses_never_pass_the_ceiling_of_their_period(
    drawn: list[Planned], promise: Guarantee, allowance: Allowance
) -> None:
    who, act = somebody(), an_act()
    used: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for care in drawn:
        level = level_of(promise, act, responsible=False, allowance=allowance)
        for use in settle(care, act, level, who, care.day.year).uses:
            used[care.day.year, use.part] += use.used
    if allowance.period == "CIVIL_YEAR":
        assert all(each <= allowance.ceiling for each in used.values())
