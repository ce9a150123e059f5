"""Whom a consent is of gives it and takes it back: rows are added, and withdrawn, and nothing else of them changes."""

from alembic import op

revision = "0029_broker_consents"
down_revision = "0028_links"
branch_labels = None
depends_on = None

ADDED = "member_id, person_id, purpose, broker_id, text_version, given_at, ends_on"


def upgrade() -> None:
    op.execute(f"GRANT INSERT ({ADDED}), UPDATE (withdrawn_at) ON consents TO hub_member")


def downgrade() -> None:
    op.execute(f"REVOKE INSERT ({ADDED}), UPDATE (withdrawn_at) ON consents FROM hub_member")
