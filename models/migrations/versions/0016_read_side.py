"""What reading asks for: words to find members by, and indexes in the order of the pages."""

import sqlalchemy as sa
from alembic import op

revision = "0016_read_side"
down_revision = "0015_accounts"
branch_labels = None
depends_on = None

BROKERS = "NULLIF(current_setting('hub.broker_id', true), '')::bigint = ANY (broker_ids)"
AGENT = "NULLIF(current_setting('hub.agent_id', true), '') IS NOT NULL"

NOT_PAID_YET = sa.text("coalesce(paid_on, '9999-01-01'::date)")

WORDS_OF_MEMBERS = """
    INSERT INTO member_words (member_id, word, broker_ids)
    SELECT DISTINCT member_id, word, broker_ids
    FROM members, regexp_split_to_table(search, ' ') AS word WHERE word <> ''
"""


def upgrade() -> None:
    op.create_table(
        "member_words",
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("word", sa.Text(collation="C"), nullable=False),
        sa.Column("broker_ids", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.member_id"], name=op.f("member_words_member_id_fkey")
        ),
        sa.PrimaryKeyConstraint("member_id", "word", name=op.f("member_words_pkey")),
    )
    op.create_index(op.f("member_words_word_member_id_ix"), "member_words", ["word", "member_id"])
    op.execute(WORDS_OF_MEMBERS)
    op.execute("ALTER TABLE member_words ENABLE ROW LEVEL SECURITY")
    for role, rows in (("hub_broker", BROKERS), ("hub_agent", AGENT)):
        op.execute(f"CREATE POLICY {role} ON member_words TO {role} USING ({rows}) WITH CHECK ({rows})")
        op.execute(f"GRANT SELECT ON member_words TO {role}")
    op.execute("GRANT INSERT ON member_words TO hub_agent")

    op.drop_index(op.f("reimbursements_member_id_paid_on_reimbursement_id_ix"), "reimbursements")
    op.create_index(
        "reimbursements_by_payment_ix", "reimbursements", ["member_id", NOT_PAID_YET, "reimbursement_id"]
    )
    op.create_index(
        "reimbursements_of_coverage_by_payment_ix",
        "reimbursements",
        ["member_id", "coverage_id", NOT_PAID_YET, "reimbursement_id"],
    )


def downgrade() -> None:
    op.drop_index("reimbursements_of_coverage_by_payment_ix", "reimbursements")
    op.drop_index("reimbursements_by_payment_ix", "reimbursements")
    op.create_index(
        op.f("reimbursements_member_id_paid_on_reimbursement_id_ix"),
        "reimbursements",
        ["member_id", "paid_on", "reimbursement_id"],
    )
    op.drop_table("member_words")
