"""Measures: waits, services, sessions, idle counters and balances, from the journal's entries."""
