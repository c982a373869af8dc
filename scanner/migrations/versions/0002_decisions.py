"""Decisions: what people said of findings, apart from any scan."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("fingerprint", sa.String(16), nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
    )
    op.create_index("decision_fingerprint", "decision", ["fingerprint"])


def downgrade() -> None:
    op.drop_table("decision")
