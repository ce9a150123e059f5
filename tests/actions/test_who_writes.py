"""Who may change something at all: asked before any transaction, whatever the action would say."""

from dataclasses import replace

import pytest

from actions.transaction import Transaction
from resolvers.context import NOT_FOR_YOU, SIGN_IN_FIRST, Context
from runtime.actor import Actor, Role
from runtime.database import Database
from runtime.tokens import Identity
from schema.build import build, catalog_of
from tests.capacities import acting_as

READERS = (Role.REPORTING, Role.SERVICE)


def context_of(database: Database, actor: Actor | None) -> Context:
    identity = None if actor is None else Identity(actor.account_id, "…", (actor,))
    return Context(database, catalog_of(build()), identity, actor)


async def refusals_and_runs(database: Database, actor: Actor | None) -> tuple[list[object], int]:
    """What was answered, and how often the action ran."""
    runs: list[Transaction] = []

    async def action(opened: Transaction) -> None:
        runs.append(opened)

    context = context_of(database, actor)
    refusals = list(await context.write(action))
    await context.close()
    return list(refusals), len(runs)


@pytest.mark.parametrize("role", READERS)
async def test_who_only_reads_is_refused_before_the_action_begins(
    database: Database, member: Actor, role: Role
) -> None:
    actor = Actor(role, member.account_id, 1, "…", member_id=member.member_id, person_id=member.person_id)
    assert await refusals_and_runs(database, actor) == ([NOT_FOR_YOU], 0)


async def test_who_is_signed_out_is_refused_before_the_action_begins(database: Database) -> None:
    assert await refusals_and_runs(database, None) == ([SIGN_IN_FIRST], 0)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.BENEFICIARY, Role.GUARDIAN])
async def test_who_has_a_household_comes_to_the_action(
    database: Database, member: Actor, spouse: Actor, role: Role
) -> None:
    of_spouse = replace(spouse, role=role)
    actor = member if role is Role.MEMBER else (await acting_as(database, of_spouse)).capacities[0]
    assert await refusals_and_runs(database, actor) == ([], 1)
