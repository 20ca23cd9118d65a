"""How Alembic runs a migration: on the connection and in the transaction that `geo.stores.migrating` gives it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
