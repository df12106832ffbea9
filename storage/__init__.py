"""The durable side: the journal, accounts, procedures, projections, backup, on one SQLite file."""
