"""The database on SQLite: the file of a data folder."""
