"""Complaints: filed without a ticket too, given to a department, answered, read by code."""

from complaints.routes import install

__all__ = ["install"]
