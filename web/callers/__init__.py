"""Who is asking: devices by their token, people by their session."""

from web.callers.guard import Caller, Guard

__all__ = ["Caller", "Guard"]
