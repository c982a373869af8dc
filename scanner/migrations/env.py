"""Alembic's entry: runs on the connection that `scanner.store` hands over, never on an address of its own."""

from alembic import context

from scanner.store_tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
