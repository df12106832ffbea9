"""The processes that serve one centre together: what they share, who does what for all."""

from collections.abc import Callable
from dataclasses import dataclass, field

from web.processes.duties import Duties, EveryDuty
from web.processes.last_look import LastLook
from web.processes.shared_state import OwnState, SharedState

__all__ = ["Duties", "LastLook", "Processes", "SharedState"]


@dataclass(frozen=True, slots=True)
class Processes:
    """What this process has in common with others; by default there are none.

    `shared`: what all of them know; `duties`: what this one does for all; `are_several`: whether
    others serve the centre now, so that the next request may come to any of them; `in_touch`:
    whether the hall that this one has is the present one, see LastLook.
    """

    shared: SharedState = field(default_factory=OwnState)
    duties: Duties = field(default_factory=EveryDuty)
    are_several: Callable[[], bool] = lambda: False
    in_touch: Callable[[], bool] = lambda: True
