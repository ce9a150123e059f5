"""Whether there is such an account is not told by what the database has to do for an answer either."""

import pytest
from sqlalchemy import text

from actions.personas import password_of
from runtime.migrations import as_owner
from tests.accounts.asking import SIGN_IN, post
from tests.accounts.opening import ACTIVATE, BORN, FORGOTTEN, issued, on_file
from tests.hub_client import HubClient
from tests.statement_log import Ran

BY_MAIL = "camille.martin@example.org"
UNKNOWN_ID = "ABCD-EFGH-JKMN"


async def ran_for(hub: HubClient, all_that_ran: Ran, query: str, **variables: str) -> list[str]:
    """The statements of an operation, with the places of their values and without these."""
    with all_that_ran() as ran:
        await post(hub, query, **variables)
    return ran


async def test_an_activation_id_that_is_nobodys_takes_the_statements_of_a_wrong_number(
    hub: HubClient, all_that_ran: Ran
) -> None:
    await on_file(hub, "newcomer")
    id_ = await issued(hub)
    wrong = {"nir": "75056124", "born": BORN["newcomer"]}
    await ran_for(hub, all_that_ran, ACTIVATE, id=UNKNOWN_ID, **wrong)  # a connection, and its settings
    known = await ran_for(hub, all_that_ran, ACTIVATE, id=id_, **wrong)
    unknown = await ran_for(hub, all_that_ran, ACTIVATE, id=UNKNOWN_ID, **wrong)
    assert known == unknown
    assert len([each for each in known if "FROM people" in each]) == 1


async def test_a_login_that_is_nobodys_takes_the_statements_of_a_wrong_password(
    hub: HubClient, all_that_ran: Ran
) -> None:
    await ran_for(hub, all_that_ran, SIGN_IN, login="999998", password="wrong")
    known = await ran_for(hub, all_that_ran, SIGN_IN, login="100001", password="wrong")
    unknown = await ran_for(hub, all_that_ran, SIGN_IN, login="999999", password="wrong")
    assert known == unknown
    assert len([each for each in known if "FROM accounts" in each]) == 1


@pytest.mark.parametrize("had", [(), ("100001",), ("100001", BY_MAIL)], ids=["none", "one", "both"])
async def test_forgotten_passwords_take_the_statements_of_a_login_that_is_nobodys_whatever_was_sent_before(
    hub: HubClient, all_that_ran: Ran, had: tuple[str, ...]
) -> None:
    """`had`: the logins of an account under which all the links of an hour were asked for."""
    nobodys = {"100001": "999999", BY_MAIL: "nobody@example.org"}
    await ran_for(hub, all_that_ran, FORGOTTEN, login="999998")
    for login in had:
        for each in [login, nobodys[login]] * 5:
            await post(hub, FORGOTTEN, login=each)
    for login, nobody in nobodys.items():
        known = await ran_for(hub, all_that_ran, FORGOTTEN, login=login)
        assert known == await ran_for(hub, all_that_ran, FORGOTTEN, login=nobody)
        assert len([each for each in known if "INSERT INTO jobs.pgqueuer" in each]) == 1


async def test_an_account_that_is_locked_under_its_other_login_takes_the_statements_of_a_wrong_password(
    hub: HubClient, all_that_ran: Ran
) -> None:
    async with as_owner(hub.database.addresses) as owner:
        await post(hub, SIGN_IN, login="100001", password="wrong")
        await owner.execute(
            text("UPDATE attempts SET blocked_until = now() + interval '1 day' WHERE kind = 'ACCOUNT'")
        )
    known = await ran_for(hub, all_that_ran, SIGN_IN, login=BY_MAIL, password=password_of("member"))
    unknown = await ran_for(hub, all_that_ran, SIGN_IN, login="nobody@example.org", password="wrong")
    assert known == unknown
