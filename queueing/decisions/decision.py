"""The form of every decision: what a command leads to. It changes nothing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from queueing.events import Event
from queueing.hall import Hall

Decision = Callable[[Hall, Any, datetime], tuple[Event, ...]]
"""(hall, command, now) -> events; raises a Refusal."""
