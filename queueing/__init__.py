"""The rules of the waiting hall: no web, no database, no devices, no clock of its own."""
