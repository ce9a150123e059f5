"""Somebody whom a contract covers, as the agent sees them who names their `Beneficiary.id`."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actions.accounts.account_of_member import NOT_AN_AGENT
from actions.transaction import AccountTransaction
from models.contracts import CoverageRow
from models.members import MemberRow
from models.people import PersonRow
from rules.refusals import ErrorCode, Refusal, Refused
from runtime.actor import Actor, Role
from runtime.database import Database

FIELD = ("input", "beneficiaryId")
NO_SUCH = Refusal(ErrorCode.NOT_FOUND, "Ce bénéficiaire n’existe pas.", FIELD)


@dataclass(frozen=True, slots=True)
class CoveredPerson:
    member_id: int
    person_id: int
    number: str
    """The member number of the household."""
    first_name: str
    last_name: str
    birth_date: date
    is_holder: bool
    email: str | None
    """On file for them; not an account’s."""
    has_a_number: bool
    """Whether their national number is on file."""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def keys(self) -> tuple[int, int]:
        return self.member_id, self.person_id


async def covered_person(database: Database, agent: Actor, key: tuple[int, ...]) -> CoveredPerson:
    """Read with the agent’s own rights: `hub_door`, which writes accounts, reads nobody’s name."""
    if agent.role is not Role.AGENT:
        raise Refused(NOT_AN_AGENT)
    member_id, coverage_id = key
    person, coverage = PersonRow, CoverageRow
    query = (
        select(
            person.member_id,
            person.person_id,
            MemberRow.number,
            person.first_name,
            person.last_name,
            person.birth_date,
            person.is_holder,
            person.email,
            person.nir_masked.is_not(None).label("has_a_number"),
        )
        .join(coverage, (coverage.member_id == person.member_id) & (coverage.person_id == person.person_id))
        .join(MemberRow, MemberRow.member_id == person.member_id)
        .where(coverage.member_id == member_id, coverage.coverage_id == coverage_id)
    )
    async with database.reading(agent) as connection:
        found = (await connection.execute(query)).one_or_none()
    if found is None:
        raise Refused(NO_SUCH)
    return CoveredPerson(*found)


async def about_person(tx: AccountTransaction, agent: Actor, person: CoveredPerson) -> None:
    """From here on the transaction sees the people of the household and who acts for them, one at a time."""
    await tx.state("hub.agent_id", str(agent.account_id))
    await tx.state("hub.member_ids", str(person.member_id))
    await tx.alone(f"accounts of person {person.person_id}")
