"""What stands on a counter for citizens: its number, and how whoever was just served found it."""

from rating.routes import install

__all__ = ["install"]
