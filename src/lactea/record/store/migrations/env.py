"""Migrations run inside the transaction of whoever opens the store."""

from alembic import context

from lactea.record.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
