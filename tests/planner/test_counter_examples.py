"""What the oracle has found, one test for each: it prints the arguments of `alike` as they stand here."""

from tests.planner.oracle import Oracle


async def test_a_bad_argument_of_rows_that_are_not_there_is_no_error(oracle: Oracle) -> None:
    """The planner reads all arguments before any rows, and leaves the operation; the executor never comes to it."""
    answer = await oracle.alike("agent", "{ me { reimbursements(first: 101) { totalCount } } }", {})
    assert (answer.data, answer.codes) == ('{"me": null}', ())
    assert oracle.ways == {"an argument with an error": 1}


async def test_objects_of_nothing_are_written_down_like_others(oracle: Oracle) -> None:
    """The mark of whom an object is about ends where its fields begin, and there are none."""
    answer = await oracle.alike("guardian", "{ me { contracts { number @skip(if: true) } } }", {})
    assert answer.data is not None
    assert '"contracts": [{}' in answer.data
    assert oracle.ways == {"an object of nothing that is written down": 1}
