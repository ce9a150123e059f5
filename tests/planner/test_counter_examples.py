"""What the oracle has found, one test for each: it prints the arguments of `alike` as they stand here."""

import pytest
from hypothesis.vendor.pretty import pretty

from tests.planner.oracle import Oracle


def test_what_is_found_is_told_and_not_that_it_is_long(by_hand: Oracle) -> None:
    """The arguments of a test that fails are written out: a warning of their length would be all that is seen."""
    assert pretty(by_hand) == "oracle"


async def test_a_bad_argument_of_rows_that_are_not_there_is_no_error(by_hand: Oracle) -> None:
    """The planner reads all arguments before any rows, and leaves the operation; the executor never comes to it."""
    answer = await by_hand.alike("agent", "{ me { reimbursements(first: 101) { totalCount } } }", {})
    assert (answer.data, answer.codes) == ('{"me": null}', ())
    assert by_hand.ways == {"an argument with an error": 1}


async def test_objects_of_nothing_are_written_down_like_others(by_hand: Oracle) -> None:
    """The mark of whom an object is about ends where its fields begin, and there are none."""
    answer = await by_hand.alike("guardian", "{ me { contracts { number @skip(if: true) } } }", {})
    assert answer.data is not None
    assert '"contracts": [{}' in answer.data
    assert by_hand.ways == {"an object of nothing that is written down": 1}


@pytest.mark.parametrize(
    "name", ["o", *(f"{each}{i}" for each in "otbe" for i in range(4)), "v", "n", "m", "g"]
)
async def test_a_response_name_can_be_one_of_the_planners_own(by_hand: Oracle, name: str) -> None:
    """Postgres takes `o1` for a column of that name before it takes it for the row: the object would be gone, and
    with it the mark of whom it is about."""
    of_contract = f"{name}: number status beneficiaries {{ {name}: birthDate }}"
    rows = f"reimbursements(first: 2) {{ {name}: edges {{ {name}: node {{ {name}: label }} }} }}"
    asked = f"{{ {name}: me {{ {name}: contracts {{ {of_contract} }} {rows} }} }}"
    await by_hand.alike("member", asked, {})
    await by_hand.alike(
        "agent", f'{{ {name}: contract(number: "S-800001") {{ {of_contract} }} {name}2: __typename }}', {}
    )
    assert by_hand.ways == {"planned": 2}


async def test_edges_that_come_twice_are_in_order_both_times(by_hand: Oracle) -> None:
    """What the second ones ask can join the rows to others, by which the order of both is lost."""
    twice = "a: edges { node { id } } b: edges { node { contract { number } } }"
    await by_hand.alike("member", f"{{ me {{ reimbursements(first: 5) {{ {twice} }} }} }}", {})
    assert by_hand.ways == {"planned": 1}


@pytest.mark.parametrize(
    "totals", ["totals { __typename }", "totals { spent @skip(if: true) name: __typename }"]
)
async def test_totals_of_which_no_sum_is_asked_are_one_object(by_hand: Oracle, totals: str) -> None:
    """Without an aggregate there would be one for each row."""
    await by_hand.alike("member", f"{{ me {{ reimbursements {{ {totals} }} }} }}", {})
    assert by_hand.ways == {"planned": 1}
