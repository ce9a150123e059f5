"""Lines to price: one by one, from the examples, and by thousands."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from rules.reimbursement.constants import Code
from rules.reimbursement.contributions import (
    Deductible,
    flat_contribution,
    heavy_act_participation,
    medical_deductible,
)
from rules.reimbursement.formula import Line, amo_gross_of, base_of, reimbursement_base_of
from rules.reimbursement.guarantees import (
    ActualCost,
    BasePercentExcluded,
    BasePercentIncluded,
    Capped,
    CentSante,
    Copay,
    CopayPlusAmount,
    FlatAmount,
    Guarantee,
    Highest,
    NoGuarantee,
    Participation,
    Per,
    PmssPercent,
    Together,
)
from rules.reimbursement.money import CENT, ZERO
from rules.reimbursement.rates import IN_FULL, CareFamily, Scheme, social_security_rate

ORACLES: dict[str, list[dict[str, Any]]] = json.loads((Path(__file__).parent / "oracles.json").read_text())
EXAMPLES = {example["id"]: example for example in ORACLES["examples"]}

D = Decimal


def a_line(**facts: Any) -> Line:
    """A visit to one's general practitioner in March 2026, paid by a contract of 100 %, except for these facts."""
    visit: dict[str, Any] = {
        "care_date": date(2026, 3, 10),
        "spent": D("30.00"),
        "tariff": D("30.00"),
        "rate": D("0.70"),
        "flat_contribution": D("2.00"),
        "guarantee": BasePercentIncluded(D(100)),
    }
    return Line(**{**visit, **facts})


def guarantee_of(stored: dict[str, Any]) -> Guarantee:
    match stored:
        case {"kind": "BR_PCT_INCL", "percent": percent}:
            return BasePercentIncluded(D(percent))
        case {"kind": "EUR", "euros": euros, "per": per, "max_count": max_count}:
            return FlatAmount(D(euros), Per(per), max_count)
        case {"kind": "PARTICIPATION", "of": code}:
            return Participation(Code(code))
    plain: dict[str, Guarantee] = {
        "TM": Copay(),
        "NONE": NoGuarantee(),
        "ACTUAL": ActualCost(),
        "CENT_SANTE": CentSante(),
    }
    return plain[stored["kind"]]


def line_of(example: dict[str, Any]) -> Line:
    """An example's line from its bare facts: rate, participation, contribution and deductible come from the rules."""
    care_date = date.fromisoformat(example["care_date"])
    spent, tariff, quantity = D(example["spent"]), D(example["tariff"]), example["quantity"]
    heavy = heavy_act_participation(care_date, tariff) if example["heavy"] else ZERO
    rate = social_security_rate(CareFamily(example["family"]), care_date, Scheme(example["scheme"]))
    if example["heavy"]:
        rate = IN_FULL
    amo_gross = amo_gross_of(base_of(spent, reimbursement_base_of(tariff, quantity)), rate, heavy)
    contribution = deductible = ZERO
    if example["takes"] == "FLAT_CONTRIBUTION":
        contribution = flat_contribution(care_date)
    elif example["takes"]:
        deductible = medical_deductible(Deductible(example["takes"]), care_date, 1, amo_gross)
    return Line(
        care_date=care_date,
        spent=spent,
        tariff=tariff,
        quantity=quantity,
        rate=rate,
        heavy=heavy,
        flat_contribution=contribution,
        deductible=deductible,
        limit_price=D(example["limit_price"]) if example["limit_price"] else None,
        guarantee=guarantee_of(example["guarantee"]),
    )


def euros(most: int = 3000) -> st.SearchStrategy[Decimal]:
    """Amounts to the cent, from nothing on: drawn as integers, which is ten times as quick as decimals."""
    return st.integers(0, most * 100).map(lambda cents: D(cents).scaleb(-2))


percents = st.integers(0, 600).map(D)
pers = st.sampled_from(list(Per))
counts = st.none() | st.integers(0, 6)


@dataclass(frozen=True)
class Pair:
    """A promise, and the same from a higher level."""

    lower: Guarantee
    higher: Guarantee


def _raised(
    build: Callable[..., Guarantee], values: st.SearchStrategy[Decimal], *rest: st.SearchStrategy[Any]
) -> st.SearchStrategy[Pair]:
    return st.tuples(values, values, *rest).map(
        lambda drawn: Pair(build(min(drawn[:2]), *drawn[2:]), build(max(drawn[:2]), *drawn[2:]))
    )


_SAME = [Copay(), CentSante(), Participation(), Participation(Code.DAILY_HOSPITAL_CHARGE)]

simple_pairs = st.one_of(
    _raised(BasePercentIncluded, percents),
    _raised(BasePercentExcluded, percents),
    _raised(FlatAmount, euros(900), pers, counts),
    _raised(CopayPlusAmount, euros(900), counts),
    _raised(PmssPercent, st.integers(0, 30).map(D), pers, counts),
    _raised(ActualCost, euros(900)),
    st.sampled_from([Pair(promise, promise) for promise in _SAME]),
    st.sampled_from([Pair(NoGuarantee(), promise) for promise in (Copay(), CentSante(), ActualCost())]),
)


def _several(build: Callable[[tuple[Guarantee, ...]], Guarantee]) -> Callable[[list[Pair]], Pair]:
    return lambda parts: Pair(build(tuple(p.lower for p in parts)), build(tuple(p.higher for p in parts)))


def _capped(drawn: tuple[Pair, Decimal, Decimal]) -> Pair:
    pair, *totals = drawn
    return Pair(Capped(pair.lower, min(totals)), Capped(pair.higher, max(totals)))


def _combined(parts: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    some = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(
        some.map(_several(Highest)),
        some.map(_several(Together)),
        st.tuples(parts, euros(2000), euros(2000)).map(_capped),
    )


pairs = simple_pairs | _combined(simple_pairs | _combined(simple_pairs))
"""Any promise with a better one of the same shape."""

guarantees = pairs.map(lambda pair: pair.higher)

_FACTS = st.fixed_dictionaries(
    {
        "care_date": st.integers(0, 1825).map(lambda days: date(2023, 1, 1) + timedelta(days)),
        "spent": euros(),
        "tariff": euros(500) | st.just(ZERO),
        "quantity": st.integers(1, 5),
        "rate": st.sampled_from(
            [D(0), D("0.15"), D("0.30"), D("0.60"), D("0.65"), D("0.70"), D("0.90"), D(1)]
        ),
        "heavy": st.sampled_from([ZERO, ZERO, D(24), D(32)]),
        "flat_contribution": st.sampled_from([ZERO, D(1), D(2), D(8)]),
        "deductible": st.sampled_from([ZERO, D("0.50"), D(1), D(4)]),
        "limit_price": st.none() | euros(2000),
        "remaining_allowance": st.none() | euros(500),
        "remaining_count": counts,
    }
)
_ways = st.sampled_from(["in the pathway", "in the pathway", "out of the pathway"])
_shares = st.sampled_from([ZERO, ZERO, D("0.25"), D("0.5"), D(1)])


def _line(drawn: tuple[dict[str, Any], str, Decimal, Decimal, Guarantee]) -> Line:
    facts, way, others_share, authorised_share, promise = drawn
    base = min(facts["spent"], facts["tariff"] * facts["quantity"])
    if way == "out of the pathway":
        excess = floored((facts["spent"] - base) * authorised_share)
        facts = {**facts, "rate": D("0.30"), "in_pathway_rate": D("0.70"), "authorised_excess": excess}
    left_to_others = facts["spent"] - amo_gross_of(base, facts["rate"], ZERO)
    return Line(**facts, other_paid=floored(left_to_others * others_share), guarantee=promise)


def floored(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_DOWN)


def lines(promises: st.SearchStrategy[Guarantee] = guarantees) -> st.SearchStrategy[Line]:
    """Any line that there can be, out of the pathway and with another payer included."""
    return st.tuples(_FACTS, _ways, _shares, _shares, promises).map(_line)
