"""Chains of hashes: whatever is done to one, the first place at which it is not what it was is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.audit_chains import START, Broken, Entry, Known, Link, Walk

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LENGTHS = st.integers(1, 8)
Sealed = tuple[Entry, bytes]


def a_chain(length: int) -> list[Sealed]:
    entries, before = [], START
    for position in range(1, length + 1):
        entry = Entry(7, position, NOON + timedelta(position), 1, "AGENT", f"ACTION_{position}", {"n": "é"})
        before = entry.sealed(before)
        entries.append((entry, before))
    return entries


def broken(entries: list[Sealed], head: Link | None, checkpointed: int = 0) -> Broken | None:
    walk = Walk(Known(7, head=head, checkpointed=checkpointed))
    for entry, seal in entries:
        walk.step(entry, seal)
    walk.end()
    return walk.broken


def head_of(entries: list[Sealed]) -> Link:
    return Link(entries[-1][0].position, entries[-1][1])


@given(LENGTHS)
def test_a_chain_that_nobody_touched_is_whole(length: int) -> None:
    chain = a_chain(length)
    assert broken(chain, head_of(chain), length) is None


@given(LENGTHS, st.data())
def test_one_that_is_gone_is_named(length: int, data: st.DataObject) -> None:
    chain = a_chain(length)
    gone = data.draw(st.integers(1, length))
    found = broken(chain[: gone - 1] + chain[gone:], head_of(chain))
    assert found is not None
    assert found.position == gone


@given(st.integers(2, 8), st.data())
def test_of_two_that_changed_places_the_first_is_named(length: int, data: st.DataObject) -> None:
    chain = a_chain(length)
    first, second = sorted(data.draw(st.sets(st.integers(1, length), min_size=2, max_size=2)))
    one, other = chain[first - 1], chain[second - 1]
    chain[first - 1] = (replace(other[0], position=first), other[1])
    chain[second - 1] = (replace(one[0], position=second), one[1])
    found = broken(chain, head_of(chain))
    assert found is not None
    assert found.position == first


@given(LENGTHS, st.data())
def test_whatever_is_changed_of_one_names_it(length: int, data: st.DataObject) -> None:
    chain = a_chain(length)
    position = data.draw(st.integers(1, length))
    entry, seal = chain[position - 1]
    change = data.draw(
        st.sampled_from([
            {"at": entry.at + timedelta(microseconds=1)}, {"account_id": 2}, {"role": "MEMBER"}, {"action": "X"},
            {"details": {}}, {"details": {"n": "e"}}, {"member_id": 8},
        ])
    )  # fmt: skip
    chain[position - 1] = (replace(entry, **change), seal)
    found = broken(chain, Link(length, chain[-1][1]))
    assert found is not None
    assert found.position == position


@given(LENGTHS, st.data())
def test_a_tail_that_a_checkpoint_knew_is_missed_though_the_head_was_moved(
    length: int, data: st.DataObject
) -> None:
    chain = a_chain(length)
    left = chain[: data.draw(st.integers(0, length - 1))]
    head = head_of(left) if left else None
    found = broken(left, head, checkpointed=length)
    assert found is not None
    assert found.position == len(left) + 1


def test_a_chain_goes_on_from_where_it_was_purged() -> None:
    chain = a_chain(5)
    walk = Walk(Known(7, begins=Link(2, chain[1][1]), head=head_of(chain), checkpointed=5))
    for entry, seal in chain[2:]:
        walk.step(entry, seal)
    walk.end()
    assert walk.broken is None
