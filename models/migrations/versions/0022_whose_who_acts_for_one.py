"""Who acts as one person, or for one, asks about somebody: a démarche that names nobody is the household's."""

from alembic import op
from sqlalchemy import text

revision = "0022_whose_who_acts_for_one"
down_revision = "0021_whose_procedure"
branch_labels = None
depends_on = None

WITHOUT_A_NAME = """SELECT EXISTS (SELECT FROM procedures
                    WHERE submitted_as IN ('BENEFICIARY', 'GUARDIAN') AND person_id IS NULL)"""


def upgrade() -> None:
    """What can be told is told: as whom the account acts in this household, where that is one person.

    Of the others, whose account was erased or acts for several, nobody is guessed: a guess would show a
    démarche to who must not see it. They stay as they are, for their sender and for agents; the constraint is
    not validated then, and holds for every row that is written from now on, theirs too.
    """
    op.execute(
        """UPDATE procedures p SET person_id = told.person_id
            FROM (SELECT account_id, role, member_id, min(person_id) AS person_id FROM capacities
                  GROUP BY account_id, role, member_id HAVING count(DISTINCT person_id) = 1) told
            WHERE (told.account_id, told.role, told.member_id) = (p.submitted_by, p.submitted_as, p.member_id)
            AND p.submitted_as IN ('BENEFICIARY', 'GUARDIAN') AND p.person_id IS NULL"""
    )
    op.execute(
        """ALTER TABLE procedures ADD CONSTRAINT procedures_whose_check
           CHECK (submitted_as NOT IN ('BENEFICIARY', 'GUARDIAN') OR person_id IS NOT NULL) NOT VALID"""
    )
    if not op.get_bind().scalar(text(WITHOUT_A_NAME)):
        op.execute("ALTER TABLE procedures VALIDATE CONSTRAINT procedures_whose_check")


def downgrade() -> None:
    op.execute("ALTER TABLE procedures DROP CONSTRAINT IF EXISTS procedures_whose_check")
