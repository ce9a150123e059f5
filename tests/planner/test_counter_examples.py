"""What the oracle has found, one test for each: it prints the arguments of `alike` as they stand here."""

from typing import Any

import pytest
from hypothesis.vendor.pretty import pretty

from rules.refusals import ErrorCode
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


async def test_one_value_stands_for_a_list_of_it(by_hand: Oracle) -> None:
    """In the text, as a default and as a variable."""
    asked = "{ me { reimbursements(filter: {category: %s}) { edges { node { id } } } } }"
    by_default = f"query($given: [CareCategory!] = OTHER) {asked % '$given'}"
    several: tuple[tuple[str, dict[str, Any]], ...] = (
        (asked % "OTHER", {}),
        (by_default, {}),
        (by_default, {"given": "OTHER"}),
    )
    answers = [await by_hand.alike("member", query, variables) for query, variables in several]
    (data,) = {each.data for each in answers}
    assert "node" in data
    assert by_hand.ways == {"planned": 3}


async def test_one_id_stands_for_a_list_of_ids(by_hand: Oracle) -> None:
    own = (await by_hand.alike("member", "{ me { id } }", {})).plain["me"]["id"]
    asked = "{ nodes(ids: %s) { __typename id } }"
    for query in (asked % f'"{own}"', "query($ids: [ID!]!) " + asked % "$ids"):
        answer = await by_hand.alike("member", query, {"ids": own})
        assert answer.plain == {"nodes": [{"__typename": "Member", "id": own}]}
    assert by_hand.ways == {"planned": 3}


@pytest.mark.parametrize("given", [7, 2**63, [7]])
async def test_a_number_is_an_id_of_nothing_both_ways(by_hand: Oracle, given: Any) -> None:
    for asked in (
        "nodes(ids: %s) { id }",
        "me { reimbursements(filter: {beneficiaryIds: %s}) { totalCount } }",
    ):
        for query in (f"{{ {asked % given} }}", f"query($ids: [ID!]!) {{ {asked % '$ids'} }}"):
            answer = await by_hand.alike("member", query, {"ids": given})
            assert answer.codes == (ErrorCode.BAD_USER_INPUT,)
    assert by_hand.ways == {"errors": 4}


@pytest.mark.parametrize("number", [10, 10.5])
async def test_an_amount_that_is_a_number_is_an_error_both_ways(by_hand: Oracle, number: float) -> None:
    """It may have been rounded before it came."""
    asked = "{ me { reimbursements(filter: {spent: {min: %s}}) { totalCount } } }"
    for query in (asked % number, "query($n: Euros) " + asked % "$n"):
        assert (await by_hand.alike("member", query, {"n": number})).codes
    assert by_hand.ways == {"errors": 2}
