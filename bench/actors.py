"""Who asks: holders of households and broker firms, drawn at random, each with a token of their own."""

import random
from datetime import timedelta

import asyncpg

from bench.population import Population
from runtime.actor import Actor, Role
from runtime.tokens import Identity, Tokens

HOLDERS, FIRMS = 2_000, 100
LIFETIME = timedelta(hours=6)

_HOLDERS = """
    SELECT p.member_id, p.person_id,
      (SELECT min(c.account_id) FROM capacities c
       WHERE c.member_id = (p.member_id - $1) % $2 + $1 AND c.person_id = p.person_id) AS account_id
    FROM people p WHERE p.is_holder AND p.member_id = ANY ($3::bigint[])"""
"""A copy of a household has no account of its own, and takes that of its original."""

_ACCOUNTS = """
    WITH missing AS (
      SELECT id FROM unnest($1::bigint[]) AS id
      WHERE NOT EXISTS (SELECT FROM capacities c WHERE c.role = 'BROKER' AND c.broker_id = id)),
    made AS (
      INSERT INTO accounts (login, display_name)
      SELECT 'cabinet-' || id || '@example.org', 'Cabinet ' || id FROM missing RETURNING account_id, login)
    INSERT INTO capacities (account_id, role, label, broker_id)
    SELECT account_id, 'BROKER', 'Courtier', id FROM made JOIN missing
      ON login = 'cabinet-' || id || '@example.org'"""
"""Each firm gets somebody who acts for it: what they see depends on that they still do."""

_USERS = """
    SELECT DISTINCT ON (broker_id) account_id, capacity_id, broker_id
    FROM capacities WHERE role = 'BROKER' AND broker_id = ANY ($1::bigint[])
    ORDER BY broker_id, capacity_id"""


async def actors(population: Population, seeded: int) -> dict[Role, list[Actor]]:
    """At least two thousand holders and a hundred firms, if there are so many; the same ones each time."""
    owner = await asyncpg.connect(population.superuser)
    try:
        first, last = await owner.fetchrow("SELECT min(member_id), max(member_id) FROM members")
        drawn = random.Random(1).sample(range(first, last + 1), min(HOLDERS, last - first + 1))
        holders = await owner.fetch(_HOLDERS, first, seeded, drawn)
        firms = await owner.fetch("SELECT DISTINCT broker_id FROM member_brokers ORDER BY broker_id")
        keys = [row["broker_id"] for row in firms]
        keys = random.Random(1).sample(keys, min(max(FIRMS, len(keys) // 10), len(keys)))
        await owner.execute(_ACCOUNTS, keys)
        users = await owner.fetch(_USERS, keys)
    finally:
        await owner.close()
    return {
        Role.MEMBER: [_holder(row) for row in holders],
        Role.BROKER: [Actor(Role.BROKER, label="Courtier", **dict(row)) for row in users],
    }


def token_of(tokens: Tokens, actor: Actor) -> str:
    return tokens.sign(Identity(actor.account_id, actor.label, (actor,)), LIFETIME)


def _holder(row: asyncpg.Record) -> Actor:
    account_id = row["account_id"] or row["member_id"]
    return Actor(
        Role.MEMBER,
        account_id=account_id,
        capacity_id=account_id,
        label="Adhérent",
        member_id=row["member_id"],
        person_id=row["person_id"],
    )
