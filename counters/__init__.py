"""The officers' console."""

from counters.routes import install

__all__ = ["install"]
