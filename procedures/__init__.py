"""The public pages of procedures: what to bring, what it costs, how long the wait is now."""

from procedures.routes import install

__all__ = ["install"]
