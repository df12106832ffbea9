"""Runs migrations on the connection that storage.schema hands over; there is no other way in."""

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # The caller's transaction holds the write lock: two programs that start at once take turns
    transactional_ddl=True,
)
context.run_migrations()
