"""Who is asking: devices by their token, people by their session."""

from web.callers.caller import Caller
from web.callers.guard import Guard

__all__ = ["Caller", "Guard"]
