"""The officers' console, and the guide's tablet."""

from counters.routes import install

__all__ = ["install"]
