"""The tablet on a counter: whoever was just served says how it was."""

from rating.routes import install

__all__ = ["install"]
