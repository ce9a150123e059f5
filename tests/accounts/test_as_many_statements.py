"""Whether there is such an account is not told by what the database has to do for an answer either."""

from tests.accounts.asking import SIGN_IN, post
from tests.accounts.opening import ACTIVATE, BORN, issued, on_file
from tests.hub_client import HubClient
from tests.statement_log import Ran

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
