"""Who is asking: a person in one of their capacities, and the database role that speaks for them."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The kinds of actor. What each may see is said in `loaders.visibility`, and nowhere else."""

    MEMBER = "MEMBER"
    BENEFICIARY = "BENEFICIARY"
    GUARDIAN = "GUARDIAN"
    BROKER = "BROKER"
    AGENT = "AGENT"
    REPORTING = "REPORTING"
    SERVICE = "SERVICE"


DATABASE_ROLES: dict[Role, str] = {
    Role.MEMBER: "hub_member",
    Role.BENEFICIARY: "hub_member",
    Role.BROKER: "hub_broker",
    Role.AGENT: "hub_agent",
}
"""One database role a kind of actor. A kind that is not here cannot reach the database at all."""


class NoDatabaseRole(Exception):
    """This kind of actor has no database role: nothing in the database is theirs to see."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One capacity of one account. `member_id` is a household's key, `person_id` a person in it."""

    role: Role
    account_id: int
    capacity_id: int
    label: str
    member_id: int | None = None
    person_id: int | None = None
    broker_id: int | None = None

    @property
    def database_role(self) -> str:
        try:
            return DATABASE_ROLES[self.role]
        except KeyError:
            raise NoDatabaseRole(self.role) from None

    @property
    def setting(self) -> tuple[str, str]:
        """The setting that the row-level policies of this actor's database role compare with."""
        match self.role:
            case Role.MEMBER | Role.BENEFICIARY:
                return "hub.member_id", _text(self.member_id)
            case Role.BROKER:
                return "hub.broker_id", _text(self.broker_id)
            case Role.AGENT:
                return "hub.agent_id", _text(self.account_id)
        raise NoDatabaseRole(self.role)

    @property
    def parameters(self) -> dict[str, int | None]:
        """What visibility predicates may name, as `actor_…` parameters of a statement."""
        return {
            "actor_member_id": self.member_id,
            "actor_person_id": self.person_id,
            "actor_broker_id": self.broker_id,
        }


def _text(key: int | None) -> str:
    return "" if key is None else str(key)
