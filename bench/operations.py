"""The four operations that are measured, each as a client asks it and as somebody would write it by hand."""

from dataclasses import dataclass
from pathlib import Path

from runtime.actor import Actor, Role

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Operation:
    """One query without variables, and who asks it."""

    name: str
    role: Role

    @property
    def document(self) -> str:
        return (HERE / "operations" / f"{self.name}.graphql").read_text(encoding="utf-8")

    @property
    def sql(self) -> str:
        """The hand-written statement; `PARAMETERS` are its own, the actor's setting is its last one."""
        return (HERE / "sql" / f"{self.name}.sql").read_text(encoding="utf-8")

    @property
    def sql_without_rights(self) -> str:
        """The same without any rights: no actor is stated, and nothing is hidden from anybody."""
        return (HERE / "sql" / "no_rights" / f"{self.name}.sql").read_text(encoding="utf-8")


PARAMETERS = {
    "home": ("member_id", "person_id", "today", "account_id"),
    "reimbursements": ("member_id", "person_id", "today"),
    "portfolio": ("broker_id", "today"),
    "tiny": ("member_id",),
}
"""What each hand-written statement is given, in this order."""

WITHOUT_RIGHTS = PARAMETERS | {"home": ("member_id",), "reimbursements": ("member_id",)}
"""What the statements without rights are given: a portfolio is a question of the day whoever asks."""

OPERATIONS = (
    Operation("home", Role.MEMBER),
    Operation("reimbursements", Role.MEMBER),
    Operation("portfolio", Role.BROKER),
    Operation("tiny", Role.MEMBER),
)


def key_of(actor: Actor) -> int:
    """The household or the firm that an actor stands for."""
    key = actor.member_id if actor.role is Role.MEMBER else actor.broker_id
    assert key is not None
    return key
