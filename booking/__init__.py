"""Numbers from home and appointments: the public pages, and the confirmation at the door."""

from booking.routes import install

__all__ = ["install"]
