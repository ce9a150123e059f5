"""People of a household who get a space of their own, and the way to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import update

from actions.households.household_open import NewContract, NewHousehold, NewPerson, household_open
from actions.letters.letter_send import Desk
from actions.transaction import transaction
from models.people import PersonRow
from rules.masking import masked_nir
from runtime import clock
from runtime.actor import Actor
from runtime.crypto import Place
from runtime.migrations import as_owner
from tests.accounts.asking import asked, codes
from tests.accounts.opening import PASSWORD, SET, delivered, token_in
from tests.hub_client import HubClient
from tests.mail.server import MailServer

NUMBER = "100960"
HOLDER, SPOUSE, CHILD = 0, 1, 2
NAMES = ("Alix", "Robin", "Noé")
BORN = ("1990-01-31", "1991-12-31", "2015-06-01")
NIRS = ("1900130900912", "2911275900434", "1150675900118")
SPOUSES = "robin.petit@example.org"

OPEN = """mutation($id: ID!, $email: String!) { beneficiaryAccountOpen(input: {beneficiaryId: $id,
  email: $email, identityCheck: IDENTITY_DOCUMENT}) { done errors { code message field } } }"""
APPOINT = """mutation($id: ID!, $name: String!, $email: String!, $ends: Date) { guardianAppoint(input: {
  beneficiaryId: $id, name: $name, email: $email, endsOn: $ends, identityCheck: LETTER}) {
  done errors { code message field } } }"""
REMOVE = """mutation($id: ID!, $email: String!) { guardianRemove(input: {beneficiaryId: $id, email: $email}) {
  done errors { code message field } } }"""


@dataclass(frozen=True, slots=True)
class Family:
    member_id: int
    ids: tuple[str, ...]
    """`Beneficiary.id`: of the holder, the spouse and the child."""


async def family(hub: HubClient, agent: Actor, *, numbers: bool = True) -> Family:
    """A household that is opened, its people’s national numbers on file unless told otherwise."""
    people = [
        NewPerson(name, "Petit", date.fromisoformat(born), relation)
        for name, born, relation in zip(NAMES, BORN, ("HOLDER", "SPOUSE", "CHILD"), strict=True)
    ]
    health = NewContract("S-100960", "HEALTH", date(2026, 1, 1), (HOLDER, SPOUSE, CHILD))
    async with transaction(hub.database, agent, clock.today()) as tx:
        made = await household_open(tx, NewHousehold(NUMBER, people, [health]), confirm=False)
    if numbers:
        for person_id, nir in zip(made.person_ids, NIRS, strict=True):
            await put_on_file(hub, made.member_id, person_id, nir)
    query = f'{{ member(number: "{NUMBER}") {{ beneficiaries {{ id firstName }} }} }}'
    found = (await asked(hub, query, await hub.token("agent")))["beneficiaries"]
    ids = {each["firstName"]: each["id"] for each in found}
    return Family(made.member_id, tuple(ids[name] for name in NAMES))


async def put_on_file(hub: HubClient, member_id: int, person_id: int, nir: str) -> None:
    sealed = hub.vault.seal(nir, Place("people", "nir_sealed", member_id))
    theirs = update(PersonRow).where(PersonRow.member_id == member_id, PersonRow.person_id == person_id)
    async with as_owner(hub.database.addresses) as owner:
        await owner.execute(theirs.values(nir_sealed=sealed, nir_masked=masked_nir(nir)))


def shown(place: int) -> dict[str, str]:
    """What somebody types who knows the person at this place of the family."""
    return {"nirLast8": NIRS[place][-8:], "birthDate": BORN[place]}


async def opening(hub: HubClient, id_: str, email: str = SPOUSES, as_: str = "agent") -> Any:
    return await asked(hub, OPEN, await hub.token(as_), id=id_, email=email)


async def appointed(hub: HubClient, id_: str, as_: str = "agent", **given: Any) -> Any:
    mandate = {"name": "Paul Blanc", "email": "paul.blanc@example.org", "ends": None, **given}
    return await asked(hub, APPOINT, await hub.token(as_), id=id_, **mandate)


async def linked(hub: HubClient, desk: Desk, mail_server: MailServer) -> str:
    """The token of the one letter that went to the spouse."""
    ((to, letter),) = await delivered(hub, desk, mail_server)
    assert to == SPOUSES
    return token_in(letter)


async def opened(hub: HubClient, desk: Desk, mail_server: MailServer, people: Family) -> str:
    """The spouse’s space, opened: an access token of theirs."""
    assert codes(await opening(hub, people.ids[SPOUSE])) == []
    link = await linked(hub, desk, mail_server)
    payload = await asked(hub, SET, link=link, password=PASSWORD, identity=shown(SPOUSE))
    assert payload["errors"] == []
    await delivered(hub, desk, mail_server)
    return str(payload["accessToken"])
