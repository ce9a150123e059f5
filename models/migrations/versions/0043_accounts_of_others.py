"""An agent lets an adult beneficiary, or who acts for somebody, have an account: at the door, of the household that is
stated. A link by which a broker firm lets somebody in is told from one of who has shown who they are.
"""

from alembic import op

revision = "0043_accounts_of_others"
down_revision = "0042_activations_stay"
branch_labels = None
depends_on = None

ACCOUNT = "account_id = NULLIF(current_setting('hub.account_id', true), '')::bigint"
AGENT = "NULLIF(current_setting('hub.agent_id', true), '') IS NOT NULL"
MEMBERS = (
    "member_id = ANY (string_to_array(NULLIF(current_setting('hub.member_ids', true), ''), ',')::bigint[])"
)
FOR_AN_AGENT = f"{AGENT} AND {MEMBERS}"
ADDED = "role IN ('BENEFICIARY', 'GUARDIAN')"
PURPOSES = ("ACTIVATION", "PASSWORD", "EMAIL")


def _purposes(*purposes: str) -> None:
    op.drop_constraint(op.f("links_purpose_check"), "links")
    listed = ", ".join(f"'{purpose}'" for purpose in purposes)
    op.create_check_constraint(op.f("links_purpose_check"), "links", f"purpose IN ({listed})")


def upgrade() -> None:
    _purposes(*PURPOSES, "INVITATION")
    op.execute("GRANT UPDATE (display_name) ON accounts TO hub_door")
    op.execute(
        f"CREATE POLICY hub_door_household ON capacities FOR SELECT TO hub_door USING ({FOR_AN_AGENT})"
    )
    op.execute(
        "CREATE POLICY hub_door_lets_act ON capacities FOR INSERT TO hub_door"
        f" WITH CHECK ({ACCOUNT} AND {FOR_AN_AGENT} AND {ADDED})"
    )


def downgrade() -> None:
    op.execute("DROP POLICY hub_door_lets_act ON capacities")
    op.execute("DROP POLICY hub_door_household ON capacities")
    op.execute("REVOKE UPDATE (display_name) ON accounts FROM hub_door")
    op.execute("UPDATE links SET purpose = 'ACTIVATION' WHERE purpose = 'INVITATION'")
    _purposes(*PURPOSES)
