"""Alembic runs on a connection that `runtime.migrations` has opened as the owner of the tables."""

from alembic import context

from models import Base

connection = context.config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    compare_type=True,
    compare_server_default=True,
    include_schemas=False,
)
with context.begin_transaction():
    context.run_migrations()
