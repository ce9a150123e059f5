"""A broker's role reads consents toward that broker, and of one household that is stated what totals of care are made of.

`hub.consenting_member_id` is stated for one statement, of a household whose holder agrees (`loaders/consented.py`). What was
done is there by the act's key, which prices it, and by whom by the name, which caps of a day are counted by.
"""

from alembic import op

revision = "0038_consented_totals"
down_revision = "0037_clients"
branch_labels = None
depends_on = None

ITS_OWN = "broker_id = NULLIF(current_setting('hub.broker_id', true), '')::bigint"
CONSENTING = "member_id = NULLIF(current_setting('hub.consenting_member_id', true), '')::bigint"

COLUMNS = {
    "consents": "member_id, person_id, purpose, broker_id, ends_on, withdrawn_at",
    "reimbursements": (
        "member_id, reimbursement_id, coverage_id, contract_id, person_id, status, care_date, act_id, quantity,"
        " practitioner, professional, spent, rate, social_security_paid, complementary_paid, other_paid, reverses_id"
    ),
    "scheme_affiliations": "member_id, person_id, alsace_moselle, valid_from, valid_to",
}
ROWS = {"consents": ITS_OWN, "reimbursements": CONSENTING, "scheme_affiliations": CONSENTING}


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        op.execute(f"GRANT SELECT ({columns}) ON {table} TO hub_broker")
        op.execute(f"CREATE POLICY hub_broker ON {table} FOR SELECT TO hub_broker USING ({ROWS[table]})")


def downgrade() -> None:
    for table, columns in COLUMNS.items():
        op.execute(f"DROP POLICY hub_broker ON {table}")
        op.execute(f"REVOKE SELECT ({columns}) ON {table} FROM hub_broker")  # noqa: S608  # names of this file
