"""The worker does what was committed, and again until it is done; the queue keeps no word of anybody's."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from actions.letters.letter_send import Desk
from actions.letters.tasks import tasks_of
from actions.transaction import transaction
from models.accounts import AccountRow
from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.worker import TRIES, pause, work_off, working
from tests.databases import as_superuser
from tests.mail.server import MailServer

TODAY = date(2026, 11, 25)
LEFT = "SELECT entrypoint, status, attempts FROM jobs.pgqueuer"
SPOKEN = "SELECT coalesce(string_agg(traceback::text, ''), '') FROM jobs.pgqueuer_log"


async def ask_for(database: Database, actor: Actor, task: str = "password_changed") -> None:
    async with transaction(database, actor, TODAY) as tx:
        await tx.enqueue(task, account_id=actor.account_id)


async def until(seen: Callable[[], Awaitable[object]]) -> None:
    """Look until there is something to be seen."""
    async with asyncio.timeout(20):
        while not await seen():  # noqa: ASYNC110  # in the database, which sets no event
            await asyncio.sleep(0.02)


async def cut_off(database: Database) -> bool:
    """The workers of this database. Looked at anew each time: a transaction sees who is there but once."""
    cut = """SELECT count(pg_terminate_backend(pid)) > 0 FROM pg_stat_activity
             WHERE usename = 'hub_worker' AND datname = current_database()"""
    async with as_owner(as_superuser(database.addresses)) as superuser:
        return bool(await superuser.scalar(text(cut)))


async def column(database: Database, statement: str) -> list[tuple[object, ...]]:
    async with as_owner(database.addresses) as owner:
        return [tuple(row) for row in await owner.execute(text(statement))]


async def test_a_letter_is_sent_after_the_commit_in_the_language_of_its_reader(
    database: Database, desk: Desk, mail_server: MailServer, member: Actor, spouse: Actor
) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(
            text("UPDATE accounts SET language = 'en' WHERE account_id = :id"), {"id": spouse.account_id}
        )
    for actor in (member, spouse):
        await ask_for(database, actor)
    await work_off(database.addresses, tasks_of(desk))
    subjects = {str(mail["To"]): str(mail["Subject"]) for mail in mail_server.mails}
    assert subjects == {
        "camille.martin@example.org": "Votre mot de passe a été modifié",
        "dominique.martin@example.org": "Your password was changed",
    }
    assert await column(database, LEFT) == []


async def test_what_is_undone_is_not_sent(
    database: Database, desk: Desk, mail_server: MailServer, member: Actor
) -> None:
    with pytest.raises(RuntimeError):
        async with transaction(database, member, TODAY) as tx:
            await tx.enqueue("password_changed", account_id=member.account_id)
            raise RuntimeError
    await work_off(database.addresses, tasks_of(desk))
    assert mail_server.mails == []


async def test_who_has_no_address_and_who_is_not_there_get_no_letter(
    database: Database, desk: Desk, mail_server: MailServer, agent: Actor
) -> None:
    async with as_owner(database.addresses) as owner:
        nobody = await owner.scalar(select(AccountRow.account_id).where(AccountRow.login == "100005"))
    async with transaction(database, agent, TODAY) as tx:
        for account_id in (nobody, 0):
            await tx.enqueue("password_changed", account_id=account_id)
    await work_off(database.addresses, tasks_of(desk))
    assert (mail_server.mails, await column(database, LEFT)) == ([], [])


async def test_what_fails_waits_and_the_queue_keeps_the_kind_of_the_error_alone(
    database: Database, desk: Desk, mail_server: MailServer, member: Actor
) -> None:
    mail_server.closed = True
    await ask_for(database, member)
    async with working(database.addresses, tasks_of(desk)):
        await until(lambda: column(database, f"{LEFT} WHERE attempts > 0"))
        assert mail_server.mails == []
        mail_server.closed = False
        async with as_owner(database.addresses) as owner:
            await owner.execute(text("UPDATE jobs.pgqueuer SET execute_after = now()"))
        await until(mail_server.any)
    ((spoken,),) = await column(database, SPOKEN)
    assert "SMTPDataError" in str(spoken)
    assert "@" not in str(spoken)


def test_a_mail_server_can_be_away_for_an_hour_and_a_half() -> None:
    pauses = [pause(attempts) for attempts in range(TRIES - 1)]
    assert pauses == sorted(pauses)
    assert timedelta(minutes=90) <= sum(pauses, timedelta()) < timedelta(minutes=98)


async def test_what_has_failed_for_the_last_time_is_held(database: Database, member: Actor) -> None:
    async def fail(**keys: int) -> None:
        raise ValueError(f"camille.martin@example.org {keys}")

    await ask_for(database, member, "fail")
    async with as_owner(database.addresses) as owner:
        await owner.execute(text("UPDATE jobs.pgqueuer SET attempts = :n"), {"n": TRIES - 1})
    await work_off(database.addresses, {"fail": fail})
    assert [row[1] for row in await column(database, LEFT)] == ["failed"]
    ((spoken,),) = await column(database, SPOKEN)
    assert "@" not in str(spoken)
    assert "TaskFailed" in str(spoken)


async def test_a_worker_that_lost_its_connection_goes_on(
    database: Database, desk: Desk, mail_server: MailServer, member: Actor
) -> None:
    async with working(database.addresses, tasks_of(desk)):
        await until(lambda: cut_off(database))
        await ask_for(database, member)
        await until(mail_server.any)
    assert len(mail_server.mails) == 1
