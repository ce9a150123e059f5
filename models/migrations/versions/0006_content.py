"""What is published for everybody: articles, tutorials, aids, questions, services, partners."""

import sqlalchemy as sa
from alembic import op

revision = "0006_content"
down_revision = "0005_acts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aids",
        sa.Column("aid_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), server_default="ALL", nullable=False),
        sa.Column("language", sa.Text(), server_default="fr", nullable=False),
        sa.Column("tags", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("audience IN ('ALL', 'HEALTH', 'PROTECTION')", name=op.f("aids_audience_check")),
        sa.CheckConstraint("kind IN ('PRACTICAL', 'SOCIAL')", name=op.f("aids_kind_check")),
        sa.CheckConstraint("language IN ('fr', 'en')", name=op.f("aids_language_check")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("aids_period_check")),
        sa.PrimaryKeyConstraint("aid_id", name=op.f("aids_pkey")),
        sa.UniqueConstraint("slug", name=op.f("aids_slug_key")),
    )
    op.create_table(
        "articles",
        sa.Column("article_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("image", sa.Text(), nullable=True),
        sa.Column("image_text", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), server_default="ALL", nullable=False),
        sa.Column("language", sa.Text(), server_default="fr", nullable=False),
        sa.Column("tags", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "audience IN ('ALL', 'HEALTH', 'PROTECTION')", name=op.f("articles_audience_check")
        ),
        sa.CheckConstraint("language IN ('fr', 'en')", name=op.f("articles_language_check")),
        sa.CheckConstraint("section IN ('NEWS', 'PREVENTION')", name=op.f("articles_section_check")),
        sa.CheckConstraint("image IS NULL OR image_text IS NOT NULL", name=op.f("articles_image_text_check")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("articles_period_check")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("articles_pkey")),
        sa.UniqueConstraint("slug", name=op.f("articles_slug_key")),
    )
    op.create_index(
        op.f("articles_section_valid_from_article_id_ix"),
        "articles",
        ["section", "valid_from", "article_id"],
        unique=False,
    )
    op.create_table(
        "faq_entries",
        sa.Column("faq_entry_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), server_default="ALL", nullable=False),
        sa.Column("language", sa.Text(), server_default="fr", nullable=False),
        sa.Column("tags", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "audience IN ('ALL', 'HEALTH', 'PROTECTION')", name=op.f("faq_entries_audience_check")
        ),
        sa.CheckConstraint("language IN ('fr', 'en')", name=op.f("faq_entries_language_check")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("faq_entries_period_check")),
        sa.PrimaryKeyConstraint("faq_entry_id", name=op.f("faq_entries_pkey")),
        sa.UniqueConstraint("slug", name=op.f("faq_entries_slug_key")),
    )
    op.create_table(
        "partners",
        sa.Column("partner_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("hours", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("identification", sa.Text(), nullable=True),
        sa.Column("audience", sa.Text(), server_default="ALL", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_shown", sa.Boolean(), server_default="true", nullable=False),
        sa.CheckConstraint(
            "audience IN ('ALL', 'HEALTH', 'PROTECTION')", name=op.f("partners_audience_check")
        ),
        sa.CheckConstraint(
            "kind IN ('TELECONSULTATION', 'CARE_NETWORK', 'ASSISTANCE', 'LEGAL_PROTECTION', 'SECOND_OPINION', 'OTHER')",
            name=op.f("partners_kind_check"),
        ),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("partners_pkey")),
        sa.UniqueConstraint("name", name=op.f("partners_name_key")),
    )
    op.create_table(
        "services",
        sa.Column("service_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("audience", sa.Text(), server_default="ALL", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("is_shown", sa.Boolean(), server_default="true", nullable=False),
        sa.CheckConstraint(
            "audience IN ('ALL', 'HEALTH', 'PROTECTION')", name=op.f("services_audience_check")
        ),
        sa.PrimaryKeyConstraint("service_id", name=op.f("services_pkey")),
        sa.UniqueConstraint("code", name=op.f("services_code_key")),
    )
    op.create_table(
        "tutorials",
        sa.Column("tutorial_id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("video", sa.Text(), nullable=True),
        sa.Column("duration_seconds", sa.BigInteger(), nullable=True),
        sa.Column("transcript", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), server_default="ALL", nullable=False),
        sa.Column("language", sa.Text(), server_default="fr", nullable=False),
        sa.Column("tags", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("position", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "audience IN ('ALL', 'HEALTH', 'PROTECTION')", name=op.f("tutorials_audience_check")
        ),
        sa.CheckConstraint("language IN ('fr', 'en')", name=op.f("tutorials_language_check")),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("tutorials_period_check")),
        sa.CheckConstraint(
            "video IS NULL OR transcript IS NOT NULL", name=op.f("tutorials_transcript_check")
        ),
        sa.PrimaryKeyConstraint("tutorial_id", name=op.f("tutorials_pkey")),
        sa.UniqueConstraint("slug", name=op.f("tutorials_slug_key")),
    )
    op.create_table(
        "partner_products",
        sa.Column("partner_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.partner_id"], name=op.f("partner_products_partner_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.product_id"], name=op.f("partner_products_product_id_fkey")
        ),
        sa.PrimaryKeyConstraint("partner_id", "product_id", name=op.f("partner_products_pkey")),
    )


def downgrade() -> None:
    op.drop_table("partner_products")
    op.drop_table("tutorials")
    op.drop_table("services")
    op.drop_table("partners")
    op.drop_table("faq_entries")
    op.drop_index(op.f("articles_section_valid_from_article_id_ix"), table_name="articles")
    op.drop_table("articles")
    op.drop_table("aids")
