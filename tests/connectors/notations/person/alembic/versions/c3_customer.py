"""customer

Revision ID: c3d1
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "c3d1"
down_revision = None


def upgrade():
    op.create_table(
        "client",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name1", sa.String(length=64), nullable=False, comment="客户姓名"),
        sa.Column("mobile", sa.String(length=20), nullable=True, comment="手机号"),
        sa.Column("passport_no", sa.String(length=20), nullable=True),
        sa.Column("birthday", sa.Date(), nullable=True, comment="出生日期"),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        comment="客户表",
    )


def downgrade():
    op.drop_table("client")
