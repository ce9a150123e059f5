"""Two hundred households and two years: believable on the whole, and exact in every line."""

from datetime import timedelta

import pytest

from runtime.crypto import Place, Vault
from runtime.keys import data_key
from runtime.settings import Settings
from tests.seed.conftest import MEMBERS, UNTIL, YEARS
from tests.seed.connections import Connection

pytestmark = pytest.mark.slow

GENERATED = "length(number) = 8"
SINCE = UNTIL.replace(year=UNTIL.year - YEARS)


async def person_years(seeded: Connection) -> float:
    days = await seeded.fetchval(
        """SELECT sum(least(coalesce(covered_to, $2), $2) - greatest(covered_from, $1))
           FROM coverages JOIN contracts USING (member_id, contract_id)
           WHERE line_of_business = 'HEALTH' AND length(number) = 10
             AND covered_from < $2 AND coalesce(covered_to, $2) > $1""",
        SINCE,
        UNTIL,
    )
    return float(days / 365.25)


async def none(seeded: Connection, query: str, *values: object) -> None:
    assert await seeded.fetch(f"{query} LIMIT 3", *values) == []


async def test_a_covered_year_is_paid_what_such_years_are(seeded: Connection) -> None:
    paid = await seeded.fetchval("SELECT sum(complementary_paid) FROM reimbursements")
    assert float(paid) / await person_years(seeded) == pytest.approx(443, rel=0.25)


async def test_a_covered_year_has_some_twenty_nine_lines(seeded: Connection) -> None:
    lines = await seeded.fetchval("SELECT count(*) FROM reimbursements WHERE reverses_id IS NULL")
    assert lines / await person_years(seeded) == pytest.approx(29, rel=0.2)


async def test_a_health_contract_covers_two_people_or_so(seeded: Connection) -> None:
    people = await seeded.fetchval(
        """SELECT avg(n) FROM (SELECT count(*) AS n FROM coverages JOIN contracts USING (member_id, contract_id)
           WHERE line_of_business = 'HEALTH' AND covered_to IS NULL GROUP BY member_id) c"""
    )
    assert float(people) == pytest.approx(2.1, rel=0.15)


async def test_the_parts_of_every_line_make_up_what_was_spent(seeded: Connection) -> None:
    await none(
        seeded,
        """SELECT reimbursement_id FROM reimbursements
           WHERE spent <> social_security_paid + complementary_paid + other_paid + remaining""",
    )


async def test_every_line_can_be_explained_from_its_own_columns(seeded: Connection) -> None:
    """Rate, base, contributions: what social security paid follows, up to a heavy act's participation."""
    await none(
        seeded,
        """SELECT reimbursement_id FROM reimbursements WHERE reverses_id IS NULL AND label NOT LIKE '%cataracte%'
             AND round(least(spent, reimbursement_base) * rate, 2) - flat_contribution - deductible
                 <> social_security_paid""",
    )


async def test_every_paid_line_is_in_a_statement_that_adds_up(seeded: Connection) -> None:
    await none(
        seeded,
        """SELECT s.statement_id FROM statements s JOIN reimbursements r USING (member_id, statement_id)
           GROUP BY s.member_id, s.statement_id, s.total, s.issued_on, s.payee
           HAVING s.total <> sum(complementary_paid) OR bool_or(r.paid_on <> s.issued_on)
               OR bool_or(r.payee <> s.payee)""",
    )
    await none(
        seeded,
        """SELECT statement_id FROM statements s WHERE NOT EXISTS (
             SELECT FROM reimbursements r WHERE (r.member_id, r.statement_id) = (s.member_id, s.statement_id))""",
    )


async def test_care_is_within_its_coverage_and_paid_after_it(seeded: Connection) -> None:
    await none(
        seeded,
        """SELECT reimbursement_id FROM reimbursements JOIN coverages USING (member_id, coverage_id)
           WHERE care_date < covered_from OR care_date >= covered_to OR paid_on <= care_date OR paid_on > $1""",
        UNTIL,
    )


async def test_coverages_are_within_their_contracts(seeded: Connection) -> None:
    await none(
        seeded,
        """SELECT coverage_id FROM coverages JOIN contracts USING (member_id, contract_id)
           WHERE covered_from < start_date OR coalesce(covered_to, 'infinity') > coalesce(end_date, 'infinity')""",
    )


async def test_nobody_uses_more_of_an_allowance_than_there_is(seeded: Connection) -> None:
    await none(
        seeded,
        """SELECT code FROM allowance_uses WHERE code = 'ALTERNATIVE_MEDICINE'
           GROUP BY member_id, coverage_id, code, extract(year FROM used_on) HAVING sum(used) > 5""",
    )


@pytest.mark.parametrize("taken", ["flat_contribution", "deductible"])
async def test_nobody_owes_more_than_fifty_euros_of_those_settled_in_a_civil_year(
    seeded: Connection, taken: str
) -> None:
    """CSS D160-6, D160-10. What was taken back later is looked at as it was taken."""
    the_year = "extract(year FROM received_at AT TIME ZONE 'Europe/Paris')"
    await none(
        seeded,
        f"""SELECT coverage_id FROM reimbursements WHERE reverses_id IS NULL
            GROUP BY member_id, coverage_id, {the_year} HAVING sum({taken}) > 50""",
    )
    assert await seeded.fetchval(
        f"""SELECT count(*) FROM (SELECT 1 FROM reimbursements WHERE reverses_id IS NULL
            GROUP BY member_id, coverage_id, {the_year} HAVING sum({taken}) = 50) AS capped"""
    ), "somebody reaches the cap"


async def test_four_lines_in_a_thousand_are_taken_back_whole(seeded: Connection) -> None:
    lines, back = await seeded.fetchrow("SELECT count(*), count(reverses_id) FROM reimbursements")
    assert 0.002 < back / lines < 0.007
    await none(
        seeded,
        """SELECT b.reimbursement_id FROM reimbursements b JOIN reimbursements a
             ON (a.member_id, a.reimbursement_id) = (b.member_id, b.reverses_id)
           WHERE a.spent + b.spent <> 0 OR a.complementary_paid + b.complementary_paid <> 0
              OR a.remaining + b.remaining <> 0 OR b.paid_on <= a.paid_on""",
    )


async def test_august_is_quiet_and_nobody_is_paid_on_a_sunday(seeded: Connection) -> None:
    by_month = dict(
        await seeded.fetch(
            "SELECT extract(month FROM care_date)::int, count(*) FROM reimbursements GROUP BY 1"
        )
    )
    assert by_month[8] < 0.85 * by_month[1]
    await none(seeded, "SELECT statement_id FROM statements WHERE extract(isodow FROM issued_on) > 5")


async def test_pharmacies_are_paid_directly_and_osteopaths_never(seeded: Connection) -> None:
    shares = dict(
        await seeded.fetch(
            "SELECT family, avg((payee = 'PROFESSIONAL')::int)::float FROM reimbursements GROUP BY family"
        )
    )
    assert shares["PHARMACY"] == pytest.approx(0.98, abs=0.02)
    assert shares["BIOLOGY"] == pytest.approx(0.9, abs=0.06)
    assert shares["ALTERNATIVE_MEDICINE"] == 0


ODDITIES = {
    "twins": "SELECT count(*) FROM people WHERE birth_rank = 2",
    "homonyms": f"SELECT count(*) - count(DISTINCT sort_name) FROM members WHERE {GENERATED}",
    "provisional numbers": "SELECT count(*) FROM people WHERE nir_masked ~ '^[78]'",
    "deceased": "SELECT count(*) FROM people WHERE death_date IS NOT NULL",
    "two brokers": "SELECT count(*) FROM members WHERE cardinality(broker_ids) = 2",
    "foreign accounts": "SELECT count(DISTINCT member_id) FROM bank_accounts WHERE iban_masked !~ '^FR'",
    "arrears": """SELECT count(*) FROM (SELECT FROM installments WHERE status = 'REJECTED'
                  GROUP BY member_id, contract_id HAVING count(*) >= 2) a""",
}


@pytest.mark.parametrize("odd", ODDITIES)
async def test_what_programs_trip_over_is_there(seeded: Connection, odd: str) -> None:
    assert await seeded.fetchval(ODDITIES[odd]) >= 0.005 * MEMBERS


async def test_corsicans_and_people_born_abroad_are_there(
    seeded: Connection, keys_of_this_run: Settings
) -> None:
    vault = Vault(data_key(keys_of_this_run))
    rows = await seeded.fetch("SELECT member_id, nir_sealed FROM people WHERE nir_sealed IS NOT NULL")
    places = [
        vault.unseal(row["nir_sealed"], Place("people", "nir_sealed", row["member_id"]))[5:7] for row in rows
    ]
    assert sum(place in ("2A", "2B") for place in places) >= 0.005 * MEMBERS
    assert places.count("99") >= 0.005 * MEMBERS


async def test_demarches_end_as_they_do(seeded: Connection) -> None:
    status = dict(await seeded.fetch("SELECT status, count(*) FROM procedures GROUP BY 1"))
    assert status["DONE"] / sum(status.values()) == pytest.approx(0.9, abs=0.06)
    assert {"REJECTED", "CANCELLED", "EXPIRED"} <= status.keys()
    await none(
        seeded,
        """SELECT p.reference FROM procedures p JOIN LATERAL (
             SELECT to_status FROM procedure_events e
             WHERE (e.member_id, e.procedure_id) = (p.member_id, p.procedure_id)
             ORDER BY procedure_event_id DESC LIMIT 1) last ON true WHERE last.to_status <> p.status""",
    )


async def test_the_personas_have_care_cards_and_due_dates_too(seeded: Connection) -> None:
    for table in ("reimbursements", "statements", "third_party_cards", "installments", "teletransmissions"):
        for number in ("100001", "100002"):
            rows = f"SELECT count(*) FROM {table} JOIN members USING (member_id) WHERE members.number = $1"
            assert await seeded.fetchval(rows, number), (table, number)


async def test_a_few_brokers_have_most_of_the_households(seeded: Connection) -> None:
    counts = [
        row["n"]
        for row in await seeded.fetch(
            "SELECT count(*) AS n FROM member_brokers GROUP BY broker_id ORDER BY 1 DESC"
        )
    ]
    assert counts[0] > 2 * counts[-1]


async def test_no_due_date_to_come_is_paid(seeded: Connection) -> None:
    await none(
        seeded,
        "SELECT installment_id FROM installments WHERE due_on > $1 AND status NOT IN ('UPCOMING', 'PRENOTIFIED')",
        UNTIL + timedelta(days=1),
    )
