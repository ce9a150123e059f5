"""The audit is whole, or the broken link is named: whatever somebody who writes in the database has done to it."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from loaders.audit_chains import audit_verified
from rules.audit_chains import START, Entry
from runtime.actor import Actor
from runtime.crypto import Vault
from runtime.database import Database
from runtime.migrations import as_owner
from tests.audit.chains import MAY, NOON, ROW, broken, seal, tamper, verified, write
from tests.hub_client import VAULT


@pytest.mark.usefixtures("chain")
async def test_what_nobody_touched_is_whole_and_counted(database: Database) -> None:
    found = await verified(database)
    assert found.broken == []
    assert (found.entries, found.chains, found.checkpoints) == (8 + 7, 9, 2)
    assert found.last is not None
    assert (found.last.number, found.last.at) == (2, NOON)


async def test_entries_that_are_written_meanwhile_break_nothing(
    database: Database, agent: Actor, chain: int
) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        await owner.scalar(text("SELECT count(*) FROM audit_heads"))
        await write(database, agent, chain, chain + 5)
        assert (await audit_verified(owner, VAULT)).broken == []


@pytest.mark.parametrize(
    ("what", "statements", "position"),
    [
        ("a changed action", ["UPDATE audit_entries SET action = 'NOTHING' WHERE " + ROW.format(3)], 3),
        ("a changed instant", ["UPDATE audit_entries SET at = at + interval '1 microsecond' WHERE " + ROW.format(3)], 3),
        ("changed details", ["UPDATE audit_entries SET details = '{}' WHERE " + ROW.format(2)], 2),
        ("another account", ["UPDATE audit_entries SET account_id = 1000 WHERE " + ROW.format(5)], 5),
        ("a changed seal", ["UPDATE audit_entries SET hash = decode(repeat('00', 32), 'hex') WHERE " + ROW.format(4)], 4),
        ("a row taken out", ["DELETE FROM audit_entries WHERE " + ROW.format(3)], 3),
        ("the first taken out", ["DELETE FROM audit_entries WHERE " + ROW.format(1)], 1),
        ("two swapped", [
            "UPDATE audit_entries SET position = 100 WHERE " + ROW.format(2),
            "UPDATE audit_entries SET position = 2 WHERE " + ROW.format(4),
            "UPDATE audit_entries SET position = 4 WHERE " + ROW.format(100),
        ], 2),
        ("two contents swapped", [
            """UPDATE audit_entries a SET action = b.action, at = b.at, role = 'AGENT', details = b.details,
               hash = b.hash FROM audit_entries b
               WHERE a.member_id = :key AND b.member_id = :key AND (a.position, b.position) IN ((1, 2), (2, 1))""",
        ], 1),
        ("a tail not sealed yet", ["DELETE FROM audit_entries WHERE " + ROW.format(5)], 5),
        ("a head taken away", ["DELETE FROM audit_heads WHERE member_id = :key"], None),
        ("a head set back", ["UPDATE audit_heads SET position = 4 WHERE member_id = :key"], 4),
        ("a row put in at the end", [
            """INSERT INTO audit_entries SELECT member_id, 6, at, account_id, role, action, details, hash
               FROM audit_entries WHERE """ + ROW.format(5),
        ], 6),
        ("the whole chain", [
            "DELETE FROM audit_entries WHERE member_id = :key", "DELETE FROM audit_heads WHERE member_id = :key",
        ], 1),
        ("the whole chain but its head", ["DELETE FROM audit_entries WHERE member_id = :key"], 1),
    ],
    ids=lambda value: value.replace(" ", "_") if isinstance(value, str) else "",
)  # fmt: skip
async def test_the_link_that_was_broken_is_named(
    database: Database, chain: int, what: str, statements: Sequence[str], position: int | None
) -> None:
    await tamper(database, *statements, key=chain)
    assert await broken(database) == [(f"chain of household {chain}", position)], what


TAIL = (
    "DELETE FROM audit_entries WHERE member_id = :key AND position > 2",
    "UPDATE audit_heads h SET position = 2, hash = e.hash FROM audit_entries e"
    " WHERE h.member_id = :key AND e.member_id = :key AND e.position = 2",
)


async def test_a_tail_that_was_sealed_is_missed_though_the_head_was_set_back(
    database: Database, chain: int
) -> None:
    await tamper(database, *TAIL, key=chain)
    (found,) = (await verified(database)).broken
    assert str(found) == (
        f"chain of household {chain}, number 3: is gone, and all that came after:"
        " a checkpoint has sealed number 4"
    )


async def test_a_chain_that_grew_on_after_its_tail_was_taken_is_found(
    database: Database, agent: Actor, chain: int
) -> None:
    await tamper(database, *TAIL, key=chain)
    await seal(database)
    await write(database, agent, chain, chain, chain, at=MAY)
    await seal(database)
    assert await broken(database) == [(f"chain of household {chain}", 4)]


async def test_a_chain_that_was_made_anew_from_its_beginning_is_found(database: Database, chain: int) -> None:
    """By somebody who knows how entries are sealed, and moves the head too."""
    before = START
    async with as_owner(database.addresses) as owner:
        rows = await owner.execute(
            text("SELECT * FROM audit_entries WHERE member_id = :key ORDER BY position"), {"key": chain}
        )
        for row in rows.all():
            entry = Entry(chain, row.position, row.at, row.account_id, row.role, "FORGED", row.details)
            before = entry.sealed(before)
            forged = {"key": chain, "position": row.position, "hash": before}
            await owner.execute(
                text("UPDATE audit_entries SET action = 'FORGED', hash = :hash"
                     " WHERE member_id = :key AND position = :position"), forged,
            )  # fmt: skip
            await owner.execute(
                text("UPDATE audit_heads SET hash = :hash WHERE member_id = :key"),
                {"key": chain, "hash": before},
            )
    (found,) = (await verified(database)).broken
    assert (found.chain, found.position) == (f"chain of household {chain}", 2)
    assert "checkpoint 1 has sealed" in found.what


@pytest.mark.parametrize(
    ("statements", "wrong"),
    [
        (["UPDATE audit_sealed_heads SET position = position - 1 WHERE member_id = :key AND number = 2"], "checkpoint 2"),
        (["DELETE FROM audit_sealed_heads WHERE member_id = :key AND number = 1"], "checkpoint 1"),
        (["UPDATE audit_checkpoints SET at = at - interval '1 day' WHERE number = 2"], "checkpoint 2"),
        (["UPDATE audit_checkpoints SET signature = signature || 'x' WHERE number = 1"], "checkpoint 1"),
        (["DELETE FROM audit_sealed_heads WHERE number = 1", "DELETE FROM audit_checkpoints WHERE number = 1"], "checkpoint 1"),
    ],
)  # fmt: skip
async def test_a_checkpoint_that_was_changed_is_named(
    database: Database, chain: int, statements: Sequence[str], wrong: str
) -> None:
    await tamper(database, *statements, key=chain)
    assert (wrong, None) in await broken(database)


async def test_a_chain_and_all_that_was_sealed_of_it_is_missed(database: Database, chain: int) -> None:
    tables = ("audit_entries", "audit_heads", "audit_sealed_heads")
    await tamper(database, *(f"DELETE FROM {each} WHERE member_id = :key" for each in tables), key=chain)
    assert await broken(database) == [("checkpoint 1", None), ("checkpoint 2", None)]


@pytest.mark.usefixtures("chain")
async def test_checkpoints_of_another_hub_prove_nothing(database: Database) -> None:
    found = await verified(database, Vault(bytes(32)))
    assert [str(each) for each in found.broken] == [
        "checkpoint 1: was not signed by a key of this hub",
        "checkpoint 2: was not signed by a key of this hub",
    ]


@pytest.mark.usefixtures("chain")
async def test_what_an_older_key_has_signed_holds_after_the_key_was_changed(database: Database) -> None:
    assert (await verified(database, Vault(bytes(32), bytes(range(32))))).broken == []


async def test_the_last_checkpoint_is_missed_by_who_has_noted_it(database: Database, chain: int) -> None:
    """Taken out with all that it alone has sealed, it leaves no trace in the database."""
    noted = await seal(database)
    kept = (noted.number, noted.seal)
    assert (await verified(database, kept=kept)).broken == []
    await tamper(
        database,
        "DELETE FROM audit_entries WHERE member_id = :key AND position = 5",
        "UPDATE audit_heads h SET position = 4, hash = e.hash FROM audit_entries e"
        " WHERE h.member_id = :key AND e.member_id = :key AND e.position = 4",
        "DELETE FROM audit_sealed_heads WHERE number = 3",
        "DELETE FROM audit_checkpoints WHERE number = 3",
        key=chain,
    )
    assert (await verified(database)).broken == []
    found = await verified(database, kept=kept)
    assert [str(each) for each in found.broken] == ["checkpoint 3: is gone, and all that came after"]
    other = await verified(database, kept=(2, noted.seal))
    assert [str(each) for each in other.broken] == [
        "checkpoint 2: has another seal than the one that was kept"
    ]


async def test_a_checkpoint_holds_only_what_has_moved(database: Database, agent: Actor, chain: int) -> None:
    assert (await seal(database)).heads == 2
    assert (await seal(database)).heads == 0
    await write(database, agent, chain)
    assert (await seal(database)).heads == 1
    assert (await verified(database)).broken == []
