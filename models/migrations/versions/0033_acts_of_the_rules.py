"""What the rules ask of an act is in the catalogue; a line says by which rules it was priced."""

import sqlalchemy as sa
from alembic import op

revision = "0033_acts_of_the_rules"
down_revision = "0032_capacities_end"
branch_labels = None
depends_on = None

CARE_FAMILIES = {
    "DOCTOR": ("GENERAL_PRACTITIONER", "SPECIALIST", "IMAGING", "TECHNICAL_ACT"),
    "AUXILIARY": ("MEDICAL_AUXILIARY", "PHYSIOTHERAPY", "NURSING"),
    "BIOLOGY": ("BIOLOGY",),
    "DENTAL": ("DENTAL_CARE", "DENTAL_PROSTHESIS"),
    "ORTHODONTICS": ("ORTHODONTICS",),
    "APPLIANCE": ("GLASSES", "CONTACT_LENSES", "HEARING_AID", "MEDICAL_DEVICE"),
    "HOSPITAL_STAY": ("HOSPITAL_STAY", "HOSPITAL_FEES"),
    "TRANSPORT": ("TRANSPORT",),
    "THERMAL_CURE": ("THERMAL_CURE",),
    "PSYCHOLOGIST": ("PSYCHOLOGY",),
}
MEDICINES = {
    "PH1": "MEDICINE_IRREPLACEABLE",
    "PH7": "MEDICINE_MAJOR",
    "PH4": "MEDICINE_MODERATE",
    "PH2": "MEDICINE_WEAK",
    "PMR": "MAGISTRAL_PREPARATION",
}
NOT_COVERED, VARIANTS = "NOT_COVERED", (
    "SIMPLE", "SIMPLE_AND_COMPLEX", "COMPLEX", "SIMPLE_AND_VERY_COMPLEX", "COMPLEX_AND_VERY_COMPLEX",
    "VERY_COMPLEX", "FRAME",
)  # fmt: skip
ALL = (
    "DOCTOR", "DENTAL", "ORTHODONTICS", "AUXILIARY", "BIOLOGY", "MEDICINE_IRREPLACEABLE", "MEDICINE_MAJOR",
    "MEDICINE_MODERATE", "MEDICINE_WEAK", "MAGISTRAL_PREPARATION", "APPLIANCE", "HOSPITAL_STAY", "TRANSPORT",
    "THERMAL_CURE", "PSYCHOLOGIST", "NOT_COVERED",
)  # fmt: skip
CODES = {"LEN-NR": NOT_COVERED}
"""Of a family that social security knows, but not the act."""


def _check(table: str, column: str, condition: str) -> None:
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_check CHECK ({condition})")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def upgrade() -> None:
    op.add_column("acts", sa.Column("care_family", sa.Text(), server_default=NOT_COVERED, nullable=False))
    op.add_column("acts", sa.Column("variant", sa.Text()))
    op.add_column("acts", sa.Column("heavy", sa.Text()))
    op.add_column("acts", sa.Column("from_age", sa.BigInteger()))
    op.add_column("acts", sa.Column("below_age", sa.BigInteger()))
    op.add_column("acts", sa.Column("alternative", sa.Text()))
    op.add_column("acts", sa.Column("typical", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("acts", sa.Column("position", sa.BigInteger(), server_default="0", nullable=False))
    _check("acts", "care_family", _one_of("care_family", ALL))
    _check("acts", "variant", _one_of("variant", VARIANTS))
    _check("acts", "heavy", _one_of("heavy", ("PARTICIPATION", "NO_COPAY")))
    op.add_column("guarantees", sa.Column("variant", sa.Text()))
    _check("guarantees", "variant", _one_of("variant", VARIANTS))
    op.add_column("reimbursements", sa.Column("rules_version", sa.Text()))
    acts = sa.table("acts", *map(sa.column, ("care_family", "family", "code")))
    for care_family, families in CARE_FAMILIES.items():
        op.execute(sa.update(acts).values(care_family=care_family).where(acts.c.family.in_(families)))
    for code, care_family in {**MEDICINES, **CODES}.items():
        op.execute(sa.update(acts).values(care_family=care_family).where(acts.c.code == code))


def downgrade() -> None:
    op.drop_column("reimbursements", "rules_version")
    op.drop_column("guarantees", "variant")
    for column in (
        "position", "typical", "alternative", "below_age", "from_age", "heavy", "variant", "care_family",
    ):  # fmt: skip
        op.drop_column("acts", column)
