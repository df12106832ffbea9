"""The database on PostgreSQL: shared by whoever may connect to it."""
