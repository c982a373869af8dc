"""The ledger: scans, their sources and assets with cursor and profiles, findings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scan",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("owner", sa.String(32), nullable=False),
        sa.Column("started", sa.String(32), nullable=False),
        sa.Column("finished", sa.String(32), nullable=False),
        sa.Column("invocation", sa.Text, nullable=False),
        sa.Column("header", sa.Text, nullable=False),
    )
    op.create_table(
        "source",
        sa.Column("scan", sa.String(32), sa.ForeignKey("scan.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "asset",
        sa.Column("scan", sa.String(32), sa.ForeignKey("scan.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("source", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("asset", sa.Text, nullable=False),
        sa.Column("progress", sa.Text, nullable=True),
        sa.Column("outcome", sa.Text, nullable=True),
    )
    op.create_table(
        "finding",
        sa.Column("scan", sa.String(32), primary_key=True),
        sa.Column("source", sa.Integer, primary_key=True),
        sa.Column("asset", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("fingerprint", sa.String(16), nullable=False),
        sa.Column("finding", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["scan", "source", "asset"], ["asset.scan", "asset.source", "asset.number"], ondelete="CASCADE"),
    )
    op.create_index("finding_fingerprint", "finding", ["fingerprint"])


def downgrade() -> None:
    for table in ("finding", "asset", "source", "scan"):
        op.drop_table(table)
