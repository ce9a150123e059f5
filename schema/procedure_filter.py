"""How démarches are chosen and ordered."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from planner.choices import BadArgument, Choice
from resolvers.arguments import given, households_of, ids_of, names_of
from schema.procedure_enums import ProcedureKind, ProcedureOrder, ProcedureStatus
from schema.ranges import DateRange, days

LONGEST_REFERENCE = 40


def _optional(description: str) -> Any:
    return strawberry.field(default=UNSET, description=description)


@strawberry.input(description="Which démarches are meant; what is left out leaves all.")
class ProcedureFilter:
    kind: list[ProcedureKind] | None = _optional("Of one of these kinds.")
    status: list[ProcedureStatus] | None = _optional("Come so far.")
    submitted: DateRange | None = _optional("Sent on these days, as days are in France.")
    contract_id: strawberry.ID | None = _optional("On this contract.")
    beneficiary_ids: list[strawberry.ID] | None = _optional(
        "About these beneficiaries; never met for who sees no more than kind and status."
    )
    taken_by_me: bool | None = _optional(
        "True: those that you, an agent, work on; false: all others. For anybody else, you work on none."
    )


Filter = Annotated[ProcedureFilter | None, strawberry.argument(description="Which; all if unsaid.")]
QueueOrder = Annotated[
    ProcedureOrder | None, strawberry.argument(description="In which order; QUEUE if unsaid.")
]
NewestOrder = Annotated[
    ProcedureOrder | None, strawberry.argument(description="In which order; SUBMITTED_AT_DESC if unsaid.")
]
Reference = Annotated[
    str, strawberry.argument(description="The whole reference, such as DEM-2026-0001234; case is ignored.")
]


def choose(filter: Filter = UNSET, order_by: QueueOrder = UNSET) -> Choice:  # noqa: A002  # the API's word
    """The choice that the arguments of the long list make."""
    return _chosen(filter, order_by)


def choose_in_household(filter: Filter = UNSET, order_by: NewestOrder = UNSET) -> Choice:  # noqa: A002  # the same
    """The choice that the arguments of a household's list make."""
    return _chosen(filter, order_by)


def by_reference(reference: Reference) -> Choice:
    """References are written in capitals."""
    if len(reference) > LONGEST_REFERENCE or not reference.isprintable():
        problem = f"`reference` is a démarche’s own, of at most {LONGEST_REFERENCE} printable characters."
        raise BadArgument("reference", problem)
    return Choice.of({"reference": reference.strip().upper()})


def _chosen(filter_: ProcedureFilter | None, order_by: ProcedureOrder | None) -> Choice:
    order = None if not (order_by := given(order_by)) else order_by.value
    if not (wanted := given(filter_)):
        return Choice((), order)
    contract, mine = given(wanted.contract_id), given(wanted.taken_by_me)
    contracts = ids_of("ctr", None if contract is None else [contract], "filter.contractId")
    beneficiaries = ids_of("bnf", given(wanted.beneficiary_ids), "filter.beneficiaryIds")
    chosen = {
        "kind": names_of(wanted.kind),
        "status": names_of(wanted.status),
        "contract_id": contracts,
        "beneficiary_ids": beneficiaries,
        "households": households_of([*(contracts or ()), *(beneficiaries or ())]),
        "taken_by_me": mine or None,
        "not_taken_by_me": True if mine is False else None,
        **days("submitted", wanted.submitted, "filter.submitted"),
    }
    return Choice.of(chosen, order)
