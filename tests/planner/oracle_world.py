"""The world of the visibility tests, and a judge of how it is answered by either way."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from actions.personas import PERSONAS
from runtime.actor import ClientScope, held
from runtime.database import Database
from runtime.migrations import as_owner
from tests.both_ways import CATALOG, PLANS, Judge
from tests.hub_client import HubClient
from tests.planner.known import known_of
from tests.planner.oracle import Oracle, Reader, spoil
from tests.planner.values import Known
from tests.visibility import side_doors, truth
from tests.visibility.world import World


@pytest.fixture
async def readers(hub: HubClient, world: World) -> Mapping[str, Reader]:
    """Everybody of the world, programs too, and the demo's personas in each of their capacities."""
    found = {who: (world.identity(who), actor) for who, actor in world.actors.items()}
    for persona in PERSONAS:
        identity = await hub.identity(persona)
        for place, actor in enumerate(identity.capacities):
            found[f"the demo's {persona}" + (f" in capacity {place + 1}" if place else "")] = identity, actor
    for scope in ClientScope:
        program = replace(world.actors["broker"], scopes=held([scope]))
        identity = replace(world.identity("broker"), capacities=(program,), client_id="hub_of_the_world")
        found[f"a program of the broker's for {scope.value}"] = identity, program
    both = (world.actors["member"], world.actors["other-member"])
    found["of two households"] = replace(world.identity("member"), capacities=both), both[0]
    return found


OTHERWISE = {
    "articles": "'article_id', 1000 + article_id, 'slug', 'otherwise', 'section', 'PREVENTION'",
    "allowances": "'allowance_id', 1000 + allowance_id, 'code', 'EYES', 'scope', 'EYE'",
    "allowance_uses": "'allowance_use_id', 1000 + allowance_use_id, 'code', 'EYES', 'part', 'LEFT', 'used_on', current_date",
}
"""Of what the world has one kind of, another: a section of articles, an allowance that is told by parts."""
AGAIN = """INSERT INTO {0} OVERRIDING SYSTEM VALUE
           SELECT (jsonb_populate_record({0}, jsonb_build_object({1}))).* FROM {0}"""

FULLER = (
    "UPDATE access_log SET reason = 'rappel' WHERE access_id % 2 = 0",
    """UPDATE accountants SET contact_name = 'Claire', phone = '+33102030405', street = '1 rue Haute',
       postal_code = '69001', city = 'Lyon' WHERE accountant_id % 2 = 0""",
    "UPDATE act_tariffs SET limit_price = 40, valid_to = '2099-01-01' WHERE limit_price IS NULL",
    "UPDATE addresses SET complement = 'Bât. B' WHERE address_id % 2 = 0",
    "UPDATE aids SET tags = '{soutien}', url = 'https://example.org/aide'",
    "UPDATE allowances SET period = 'ROLLING', period_months = 24 WHERE allowance_id < 1000",
    "UPDATE articles SET tags = '{dos}' WHERE article_id < 1000",
    "UPDATE faq_entries SET tags = '{tiers}'",
    "UPDATE tutorials SET tags = '{carte}', duration_seconds = 90",
    "UPDATE services SET url = 'https://example.org/service'",
    "UPDATE bank_accounts SET usable_from = '2026-05-04 08:00Z' WHERE bank_account_id % 2 = 0",
    """UPDATE brokers SET email = 'cabinet@example.org', orias = '07001234', phone = '+33102030405'
       WHERE broker_id % 2 = 0""",
    "UPDATE clients SET used_at = '2026-05-04 08:00Z', revoked_at = '2026-05-05 08:00Z'",
    # Withdrawn, so that nobody sees more for it.
    """INSERT INTO consents (member_id, person_id, purpose, broker_id, text_version, given_at, ends_on, withdrawn_at)
       SELECT member_id, person_id, 'BROKER_ACCESS', (SELECT min(broker_id) FROM contracts c
              WHERE c.member_id = consents.member_id AND broker_id IS NOT NULL), '1', given_at,
              '2100-05-04', given_at FROM consents""",
    "UPDATE contracts SET end_date = '2099-12-31' WHERE number IN ('S-800001', 'P-800001')",
    """UPDATE contracts SET subscriber_kind = 'COMPANY', subscriber_name = 'Amont SARL', madelin = false
       WHERE number = 'S-800001'""",
    "UPDATE guarantees SET source = 'page 4', valid_to = '2099-01-01'",
    """UPDATE hospitals SET phone = '+33102030405', admissions_phone = '+33102030406',
       admissions_email = 'entrees@example.org'""",
    """UPDATE installments SET status = 'COLLECTED', paid_on = due_on WHERE installment_id IN
       (SELECT min(installment_id) FROM installments WHERE status = 'UPCOMING' GROUP BY contract_id)""",
    """UPDATE notifications n SET read_at = created_at,
       procedure_id = (SELECT min(procedure_id) FROM procedures p WHERE (p.member_id, p.person_id) = (n.member_id, n.person_id)),
       document_id = (SELECT min(document_id) FROM documents d WHERE d.member_id = n.member_id),
       statement_id = (SELECT min(statement_id) FROM statements s WHERE s.member_id = n.member_id)
       WHERE notification_id % 2 = 1""",
    """UPDATE partners SET email = 'opticien@example.org', phone = '+33102030405', hours = '9 h - 18 h',
       identification = '12345', url = 'https://example.org'""",
    """INSERT INTO plans (product_id, rank, label)
       SELECT product_id, rank, 'Niveau ' || rank FROM products, (VALUES (1), (9)) AS v (rank)""",
    "UPDATE procedure_events SET message = 'Bonjour', note = 'vu', stage = 'En attente' WHERE procedure_id % 2 = 0",
    "UPDATE procedures SET stage = 'En attente', expected_by = '2026-12-01' WHERE procedure_id % 2 = 0",
    "UPDATE procedures SET status = 'REJECTED', rejection_reason = 'INCOMPLETE' WHERE procedure_id % 4 = 1",
    "UPDATE products SET exclusions = '{cure}' WHERE product_id % 2 = 1",
    "UPDATE teletransmissions SET status = 'REJECTED', reject_code = '01' WHERE teletransmission_id % 2 = 0",
    "UPDATE third_party_cards SET barcode = '3250'",
)
"""Something wherever the world has nothing: of null on both sides nothing comes."""

_KNOWN: list[Known] = []
"""The same in every clone of the world, and long to gather."""


@pytest.fixture
async def known(hub: HubClient, database: Database, world: World) -> Known:
    async with as_owner(database.addresses) as owner:
        await side_doors.prepare(owner, world)
        for table, values in OTHERWISE.items():
            await owner.exec_driver_sql(AGAIN.format(table, values))
        for statement in FULLER:
            await owner.exec_driver_sql(statement)
        facts = await truth.read(owner, CATALOG) if not _KNOWN else None
    if facts is not None:
        _KNOWN.append(await known_of(hub, world, facts))
    return _KNOWN[0]


@pytest.fixture
def oracle(database: Database, readers: Mapping[str, Reader], known: Known) -> Oracle:
    return Oracle(Judge(database, PLANS), readers, known)


@pytest.fixture
def by_hand(database: Database, readers: Mapping[str, Reader]) -> Oracle:
    """For questions that are written down: none can be drawn, so that nothing has to be known, which takes long."""
    return Oracle(Judge(database, PLANS), readers, Known({}, [], [], {}))


@pytest.fixture
async def spoiled(oracle: Oracle) -> Oracle:
    """Of a world with values that are not what their types say."""
    await spoil(oracle.judge.database)
    return oracle
