"""identity

Revision ID: a1f7
Revises: b2e9
"""

import sqlalchemy as sa
from alembic import op

revision: str = "a1f7"
down_revision: str | None = "b2e9"


def upgrade() -> None:
    with op.batch_alter_table("customer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("id_card_no", sa.String(18), nullable=True, comment="身份证号"))
        batch_op.drop_column("passport_no")
    op.execute(
        "ALTER TABLE customer "
        "ADD COLUMN home_address VARCHAR(255)"
    )


def downgrade() -> None:
    op.add_column("customer", sa.Column("passport_no", sa.String(length=20)))
