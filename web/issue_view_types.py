"""What whoever takes a number gets as JSON: kiosks, staff, programs. Times as in `view_types`."""

from collections.abc import Sequence
from typing import TypedDict

from queueing.staffing import NoCounter
from web.view_types import MatterJson, TicketJson, WaitRange


class IssueAnswer(TypedDict):
    """The answer to a number just given. `ahead`: how many are called before it.

    `matters`: what it is for, in the order in which that will probably be done; `whole`: how long
    all of it will probably take, null where it is for one or nobody knows.

    `turn_at`: the time of day to tell, null where the range says enough; `counter_open`: whether a
    counter that serves it is open now, `no_counter`: why not, null while one is; `opens_at`: when
    the hours of the centre go on, null within them; `back_at`: when a pause ends.
    """

    ticket: TicketJson
    ahead: int
    wait: WaitRange | None
    turn_at: str | None
    counter_open: bool
    no_counter: NoCounter | None
    opens_at: str | None
    back_at: str | None
    matters: Sequence[MatterJson]
    whole: WaitRange | None
    follow_url: str
