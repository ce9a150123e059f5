"""The access log: who looked at a household's data."""

import strawberry

from loaders.accesses import ACCESSES, WHOSE
from models.consents import AccessRow as Row
from resolvers.fields import column, computed, declared
from rules.access_words import types_of
from runtime.actor import Role
from schema.scalars import DateTime


@strawberry.type(description="Somebody who is not of the household looked at its data (journal des accès).")
@declared(ACCESSES)
class Access:
    at: DateTime = column(Row.at, "When.")
    role: Role = column(Row.role, "What kind of actor they were.")
    label: str = column(Row.label, "Who they were, in French.")
    about: str | None = column(WHOSE, "Given name of whose data it was; null for the whole household’s.")
    what: list[str] = computed(
        types_of,
        "The types of this schema that they read; `NIR` or `IBAN` where they were shown one in full.",
        needs={"text": Row.what},
    )
    reason: str | None = column(Row.reason, "Why, where they had to say.")
