"""The page a citizen follows the ticket on."""

from phone.routes import install

__all__ = ["install"]
