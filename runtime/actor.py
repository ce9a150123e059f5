"""Who is asking: a person in one of their capacities, and the database role that speaks for them."""

from collections.abc import Callable, Iterable
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
    Role.GUARDIAN: "hub_member",
    Role.BROKER: "hub_broker",
    Role.AGENT: "hub_agent",
    Role.REPORTING: "hub_reader",
    Role.SERVICE: "hub_reader",
}
"""One database role a kind of actor. `hub_reader` reads what is the same for everybody, and no household."""


class ClientScope(StrEnum):
    """What a client that is a program is let see of what its role sees, as OAuth names it (RFC 6749, 3.3).

    Each holds what the one before it holds: a contract leads to its product, a démarche to its contract.
    """

    CONTENT = "content:read"
    PORTFOLIO = "portfolio:read"
    PROCEDURES = "procedures:read"


SCOPES_OF: dict[Role, frozenset[ClientScope]] = {
    Role.BROKER: frozenset(ClientScope),
    Role.SERVICE: frozenset({ClientScope.CONTENT}),
    Role.REPORTING: frozenset({ClientScope.CONTENT}),
}
"""The roles that a client can have, and the scopes that narrow each."""


def scope_for(sees: Callable[[Role], object | None]) -> ClientScope:
    """The scope of what nobody said one of, by who sees it at all: what is nobody's is content."""
    return ClientScope.PORTFOLIO if sees(Role.SERVICE) is None else ClientScope.CONTENT


def held(scopes: Iterable[ClientScope]) -> frozenset[ClientScope]:
    """These scopes with those that they hold."""
    order = list(ClientScope)
    return frozenset(each for scope in scopes for each in order[: order.index(scope) + 1])


WRITERS = frozenset(set(Role) - {Role.REPORTING, Role.SERVICE})
"""Who may change something at all."""

OF_THE_HOUSEHOLD = frozenset({Role.MEMBER, Role.BENEFICIARY})
"""They see what is theirs. A guardian is not of the household."""


LOOKED_UP = frozenset({Role.GUARDIAN})
"""Who reads with the rights of somebody else, as long as they act for them: looked up at each request, as is
a program, whose client can be revoked. A broker's user is looked up by the statement itself
(`loaders.visibility`). Of all others the token is believed while they read; whoever writes is looked up in
the transaction.
"""


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
    represents_holder: bool = False
    """Of a guardian: whether the one for whom they act is the holder."""
    scopes: frozenset[ClientScope] | None = None
    """Of a client that is a program: all that it holds. None for a person, whom nothing narrows."""

    @property
    def sees(self) -> Role:
        """Whose view this capacity has: a guardian sees what the one they act for sees."""
        if self.role is not Role.GUARDIAN:
            return self.role
        return Role.MEMBER if self.represents_holder else Role.BENEFICIARY

    @property
    def may_write(self) -> bool:
        """Whether they may change something at all. A program reads."""
        return self.role in WRITERS and self.scopes is None

    @property
    def is_looked_up(self) -> bool:
        """Whether it is asked at each request if this capacity still holds."""
        return self.role in LOOKED_UP or self.scopes is not None

    @property
    def is_recorded(self) -> bool:
        """Whether the household is told what this actor reads (journal des accès)."""
        return self.role not in OF_THE_HOUSEHOLD

    @property
    def database_role(self) -> str:
        return DATABASE_ROLES[self.role]

    @property
    def setting(self) -> tuple[str, str]:
        """The setting that the row-level policies of this actor's database role compare with."""
        match DATABASE_ROLES[self.role]:
            case "hub_member":
                return "hub.member_id", _text(self.member_id)
            case "hub_broker":
                return "hub.broker_id", _text(self.broker_id)
            case "hub_agent":
                return "hub.agent_id", _text(self.account_id)
        return "hub.reader", "on"

    @property
    def parameters(self) -> dict[str, int | str | None]:
        """What visibility predicates may name, as `actor_…` parameters of a statement."""
        return {
            "actor_member_id": self.member_id,
            "actor_person_id": self.person_id,
            "actor_broker_id": self.broker_id,
            "actor_account_id": self.account_id,
            "actor_capacity_id": self.capacity_id,
            "actor_role": self.sees.value,
        }


@dataclass(frozen=True, slots=True)
class AccountSpeaker:
    """Speaks for an account, or for whoever asks for one, where nobody acts in a capacity yet."""

    database_role: str
    setting: tuple[str, str] = ("hub.account_id", "")


def _text(key: int | None) -> str:
    return "" if key is None else str(key)


COMMAND_LINE = Actor(Role.AGENT, account_id=0, capacity_id=0, label="Ligne de commande")
"""Whoever runs the hub, as the audit names them: no account has the key 0."""
