"""Who holds a household that is opened has an account that waits for its first connection."""

import re
from datetime import date

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from actions.households.household_open import NewContract, NewHousehold, NewPerson, household_open
from actions.letters.letter_send import Desk
from actions.transaction import transaction
from models.accounts import AccountRow
from models.links import ActivationRow
from models.people import PersonRow
from rules.masking import masked_nir
from rules.refusals import Refused
from runtime import clock
from runtime.actor import Actor
from runtime.crypto import Place
from runtime.migrations import as_owner
from tests.accounts.asking import SIGN_IN, asked, codes
from tests.accounts.opening import ACTIVATE, PASSWORD, SET, delivered, token_in
from tests.hub_client import HubClient
from tests.mail.server import MailServer

NUMBER, NIR, BORN = "100950", "1900130900912", date(1990, 1, 31)


def household(email: str | None = "Alix.Petit@example.org") -> NewHousehold:
    people = [NewPerson("Alix", "Petit", BORN, "HOLDER", email)]
    return NewHousehold(NUMBER, people, [NewContract("S-100950", "HEALTH", date(2026, 1, 1), (0,))])


async def opened(hub: HubClient, agent: Actor, new: NewHousehold) -> int:
    """The household, whose holder's national number is on file; the key of the account."""
    async with transaction(hub.database, agent, clock.today()) as tx:
        made = await household_open(tx, new)
    sealed = hub.vault.seal(NIR, Place("people", "nir_sealed", made.member_id))
    async with as_owner(hub.database.addresses) as owner:
        theirs = update(PersonRow).where(PersonRow.member_id == made.member_id)
        await owner.execute(theirs.values(nir_sealed=sealed, nir_masked=masked_nir(NIR)))
    return made.account_id


async def test_a_household_is_opened_and_its_holder_comes_in_three_days_later(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    account_id = await opened(hub, agent, household())
    ((to, letter),) = await delivered(hub, desk, mail_server)
    assert to == "alix.petit@example.org"
    (id_,) = re.findall(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}\b", letter)
    typed = {"id": id_, "nir": NIR[-8:], "born": BORN.isoformat()}
    assert codes(await asked(hub, ACTIVATE, **typed)) == ["NOT_YET_AVAILABLE"]
    async with as_owner(hub.database.addresses) as owner:
        before = text("UPDATE activations SET confirmed_at = confirmed_at - interval '73 hours'")
        assert (await owner.execute(before)).rowcount == 1
    assert codes(await asked(hub, ACTIVATE, **typed)) == []
    ((_, letter),) = await delivered(hub, desk, mail_server)
    payload = await asked(hub, SET, link=token_in(letter), password=PASSWORD)
    assert (payload["viewer"]["displayName"], payload["errors"]) == ("Alix Petit", [])
    signed_in = await asked(hub, SIGN_IN, login=NUMBER, password=PASSWORD)
    assert signed_in["viewer"]["capacity"] == {"role": "MEMBER"}
    async with as_owner(hub.database.addresses) as owner:
        of_it = select(AccountRow.login).where(AccountRow.account_id == account_id)
        assert await owner.scalar(of_it) == NUMBER


async def test_without_an_address_nothing_is_sent_and_an_agent_issues_the_id(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    await opened(hub, agent, household(email=None))
    assert await delivered(hub, desk, mail_server) == []
    issue = f'mutation {{ activationIssue(input: {{memberNumber: "{NUMBER}", byPost: true}}) {{ activationId errors {{ code }} }} }}'
    payload = await asked(hub, issue, await hub.token("agent"))
    assert payload["errors"] == []
    typed = {"id": payload["activationId"], "nir": NIR[-8:], "born": BORN.isoformat()}
    assert codes(await asked(hub, ACTIVATE, **typed)) == ["EMAIL_MISSING"]


async def test_a_household_that_is_refused_leaves_no_account_and_no_mail(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    await opened(hub, agent, household(email=None))
    async with as_owner(hub.database.addresses) as owner:
        before = await owner.scalar(select(func.count()).select_from(AccountRow))
    with pytest.raises(Refused, match="CONFLICT"):
        await opened(hub, agent, household())
    async with as_owner(hub.database.addresses) as owner:
        assert await owner.scalar(select(func.count()).select_from(AccountRow)) == before
        assert await owner.scalar(select(func.count()).select_from(ActivationRow)) == 0
    assert await delivered(hub, desk, mail_server) == []


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO accounts (login, display_name, password_hash) VALUES ('x', 'x', 'x')",
        "INSERT INTO capacities (account_id, role, label, broker_id) VALUES (1, 'BROKER', 'x', 1)",
        "INSERT INTO capacities (account_id, role, label) VALUES (1, 'AGENT', 'x')",
        "INSERT INTO capacities (account_id, role, label, member_id, person_id) VALUES (1, 'GUARDIAN', 'x', 1, 1)",
        "UPDATE accounts SET email = 'x@example.org'",
        "UPDATE capacities SET role = 'AGENT'",
        "SELECT account_id FROM accounts",
    ],
)
async def test_postgres_lets_an_agent_add_no_password_and_no_other_role(
    hub: HubClient, agent: Actor, statement: str
) -> None:
    with pytest.raises(DBAPIError, match=r"permission denied|row-level security"):
        async with hub.database.writing(agent) as connection:
            await connection.execute(text(statement))
