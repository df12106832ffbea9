"""The form of every decision: what a command leads to. It changes nothing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from queueing.estimate import Basis
from queueing.events import Event
from queueing.hall import Hall

Decision = Callable[[Hall, Any, datetime], tuple[Event, ...]]
"""(hall, command, now) -> events; raises a Refusal."""
EstimatingDecision = Callable[[Hall, Any, datetime, Basis], tuple[Event, ...]]
"""The same of what asks how long it will take."""
