"""names

Revision ID: b2e9
Revises: c3d1
"""

import sqlalchemy as sa
from alembic import op

revision = "b2e9"
down_revision = ("c3d1",)


def upgrade():
    op.rename_table("client", "customer")
    op.alter_column("customer", "name1", new_column_name="full_name", existing_type=sa.String(64))
    add_contact("customer")


def add_contact(table):
    op.add_column(table, sa.Column("email", sa.String(128), comment="邮箱"))


def downgrade():
    op.rename_table("customer", "client")
