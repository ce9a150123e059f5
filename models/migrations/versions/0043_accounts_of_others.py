"""An agent lets an adult beneficiary, or who acts for somebody, have an account: at the door, of the household that is stated."""

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


def upgrade() -> None:
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
