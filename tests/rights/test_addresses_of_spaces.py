"""An address is one human being’s: whose space it opens, whom it names to an agent, and who is told of another."""

from datetime import date

import pytest
from sqlalchemy import text

from actions.letters.letter_send import Desk
from runtime.actor import Actor
from runtime.migrations import as_owner
from tests.accounts.asking import asked, codes
from tests.accounts.opening import (
    PASSWORD,
    REGISTER,
    SET,
    delivered,
)
from tests.clients.test_firms import invited
from tests.hub_client import HubClient
from tests.mail.server import MailServer
from tests.rights.spaces import (
    BORN,
    HOLDER,
    NIRS,
    SPOUSE,
    SPOUSES,
    Family,
    family,
    linked,
    opened,
    opening,
    put_on_file,
    shown,
)

ELSEWHERE = "robin@example.org"


async def test_an_agent_records_another_address_for_them_by_the_one_that_they_have(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    await opened(hub, desk, mail_server, people)
    token = await hub.token("agent")
    assert codes(await asked(hub, REGISTER, token, n=SPOUSES, email=ELSEWHERE)) == []
    told = [to for to, _ in await delivered(hub, desk, mail_server)]
    assert sorted(told) == sorted([ELSEWHERE, SPOUSES])
    (error,) = (await asked(hub, REGISTER, token, n=SPOUSES, email="third@example.org"))["errors"]
    assert (error["code"], error["field"]) == ("CONFLICT", ["input", "memberNumber"])
    assert codes(await asked(hub, REGISTER, token, n=ELSEWHERE, email="third@example.org")) == []


async def test_a_login_that_its_bearer_has_left_names_nobody_once_somebody_else_has_the_address(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    """An agent who means the holder would give their new address to the space of the spouse."""
    people = await family(hub, agent)
    await opened(hub, desk, mail_server, people)
    token = await hub.token("agent")
    await asked(hub, REGISTER, token, n=SPOUSES, email=ELSEWHERE)
    await asked(hub, REGISTER, token, n="100960", email=SPOUSES)
    await delivered(hub, desk, mail_server)
    assert codes(await asked(hub, REGISTER, token, n=SPOUSES, email="third@example.org")) == ["CONFLICT"]
    assert await delivered(hub, desk, mail_server) == []


async def test_the_address_that_was_on_file_for_them_is_told_of_the_other(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    async with as_owner(hub.database.addresses) as owner:
        query = text("UPDATE people SET email = :e WHERE member_id = :m AND first_name = 'Robin'")
        await owner.execute(query, {"e": ELSEWHERE, "m": people.member_id})
    await opening(hub, people.ids[SPOUSE])
    letters = dict(await delivered(hub, desk, mail_server))
    assert letters.keys() == {SPOUSES, ELSEWHERE}
    assert "jeton=" not in letters[ELSEWHERE]
    async with as_owner(hub.database.addresses) as owner:
        query = text("SELECT email FROM people WHERE member_id = :m AND first_name = 'Robin'")
        assert await owner.scalar(query, {"m": people.member_id}) == SPOUSES
        (check,) = (await owner.scalars(text("SELECT identity_check FROM email_changes"))).all()
    assert check == "IDENTITY_DOCUMENT"


async def test_an_invitation_that_nobody_has_answered_keeps_nobody_from_their_address(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    for _ in range(6):
        await invited(hub, email=SPOUSES)
    await delivered(hub, desk, mail_server)
    assert codes(await opening(hub, people.ids[SPOUSE])) == []
    link = await linked(hub, desk, mail_server)
    assert codes(await asked(hub, SET, link=link, password=PASSWORD)) == ["UNAUTHENTICATED"]
    payload = await asked(hub, SET, link=link, password=PASSWORD, identity=shown(SPOUSE))
    assert payload["viewer"] == {"displayName": "Robin Petit"}, "and no name that a firm has chosen"


async def test_an_address_that_two_accounts_have_is_refused(hub: HubClient, agent: Actor) -> None:
    people = await family(hub, agent)
    token = await hub.token("agent")
    for number in ("100004", "100960"):
        await asked(hub, REGISTER, token, n=number, email=ELSEWHERE)
    await same_human(hub, people, NIRS[SPOUSE])
    assert codes(await opening(hub, people.ids[SPOUSE], ELSEWHERE)) == ["CONFLICT"]


async def test_who_has_a_space_under_another_address_gets_no_second_one(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer
) -> None:
    people = await family(hub, agent)
    await opened(hub, desk, mail_server, people)
    (error,) = (await opening(hub, people.ids[SPOUSE], "elsewhere@example.org"))["errors"]
    assert (error["code"], error["field"]) == ("CONFLICT", ["input", "email"])
    assert SPOUSES in error["message"], "by which the agent records the other address"
    assert await delivered(hub, desk, mail_server) == []


@pytest.mark.parametrize(
    "address",
    ["camille.martin@example.org", "sofia.garcia@example.org", "courtier@example.org", "gestion@example.org"],
    ids=["a member’s", "a newcomer’s", "a broker’s", "an agent’s"],
)
async def test_an_address_of_somebody_elses_space_is_refused_and_opens_nothing(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer, address: str
) -> None:
    people = await family(hub, agent)
    (error,) = (await opening(hub, people.ids[SPOUSE], address))["errors"]
    assert (error["code"], error["field"]) == ("CONFLICT", ["input", "email"])
    assert await delivered(hub, desk, mail_server) == []
    async with as_owner(hub.database.addresses) as owner:
        query = text("SELECT count(*) FROM capacities WHERE member_id = :m AND role = 'BENEFICIARY'")
        assert await owner.scalar(query, {"m": people.member_id}) == 0


async def same_human(hub: HubClient, people: Family, nir: str, persona: str = "newcomer") -> None:
    """A holder of another household has the birthday of the spouse, and a number."""
    holder = (await hub.identity(persona)).capacities[0]
    assert holder.member_id is not None
    assert holder.person_id is not None
    assert holder.member_id != people.member_id
    await put_on_file(hub, holder.member_id, holder.person_id, nir)
    async with as_owner(hub.database.addresses) as owner:
        born = text("UPDATE people SET birth_date = :born WHERE person_id = :p")
        await owner.execute(born, {"born": date.fromisoformat(BORN[SPOUSE]), "p": holder.person_id})


async def test_twins_under_one_number_of_a_parent_stay_two(hub: HubClient, agent: Actor) -> None:
    """The holder’s account is not the space of another person of the household, whatever is on file."""
    people = await family(hub, agent)
    await asked(hub, REGISTER, await hub.token("agent"), n="100960", email=ELSEWHERE)
    async with as_owner(hub.database.addresses) as owner:
        same = text("UPDATE people SET birth_date = :born WHERE member_id = :m AND first_name <> 'Noé'")
        await owner.execute(same, {"born": date.fromisoformat(BORN[SPOUSE]), "m": people.member_id})
        keys = "SELECT person_id FROM people WHERE member_id = :m AND first_name <> 'Noé'"
        found = (await owner.scalars(text(keys), {"m": people.member_id})).all()
    for person_id in found:
        await put_on_file(hub, people.member_id, person_id, NIRS[SPOUSE])
    assert codes(await opening(hub, people.ids[SPOUSE], ELSEWHERE)) == ["CONFLICT"]


@pytest.mark.parametrize("same", [True, False])
async def test_who_holds_a_household_elsewhere_acts_as_both_if_number_and_birthday_are_the_same(
    hub: HubClient, agent: Actor, desk: Desk, mail_server: MailServer, same: bool
) -> None:
    people = await family(hub, agent)
    await same_human(hub, people, NIRS[SPOUSE] if same else NIRS[HOLDER], "member")
    said = codes(await opening(hub, people.ids[SPOUSE], "camille.martin@example.org"))
    roles = [each.role.value for each in (await hub.identity("member")).capacities]
    letters = await delivered(hub, desk, mail_server)
    if same:
        assert (said, roles) == ([], ["MEMBER", "BENEFICIARY"])
        ((to, letter),) = letters
        assert (to, "jeton=" in letter) == ("camille.martin@example.org", False)
    else:
        assert (said, roles, letters) == (["CONFLICT"], ["MEMBER"], [])
