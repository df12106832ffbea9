"""What a citizen's phone gets as JSON.

Times are texts, ISO 8601 in UTC ending in Z; `_min` and `minutes` are whole minutes.
"""

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from queueing.staffing import NoCounter
from web.bulletin_view_types import BulletinJson
from web.view_types import TicketJson, WaitRange

Closeness = Literal["far", "few", "soon", "next"]
"""`few` people ahead, but not soon; `soon`: time to come closer; `next`: nobody is ahead."""


class Place(TypedDict):
    """Where a waiting ticket stands; all of it null unless it waits.

    `calling`: the number its service called last of those that counters still have; `late_min`:
    minutes beyond the printed range;
    `counter_open`: whether a counter that may call it is open now, `no_counter`: why not;
    `opens_at`: when the hours of the centre go on, null within them; `back_at`: when a counter
    means to be back from a pause; `closeness`: how near its turn is, `far` while none is open.
    """

    ahead: int | None
    wait: WaitRange | None
    calling: str | None
    late_min: int | None
    counter_open: bool | None
    no_counter: NoCounter | None
    opens_at: str | None
    back_at: str | None
    closeness: Closeness | None


class PhoneView(Place):
    """What a phone shows of one ticket: its place, and where to go.

    `postpones`: how often it has stepped back; `rated`: the level that was given;
    `lapses_at`: the day was ended early, the number is lost then; `counter_label`: of the counter
    that has it; `floor`: a code; `bulletins`: what its holder is told, newest first.
    """

    seq: int
    ticket: TicketJson
    postpones: int
    rated: str | None
    lapses_at: str | None
    counter_label: str | None
    floor: str | None
    bulletins: Sequence[BulletinJson]


class StepBack(TypedDict):
    """How many others pass, and about when it is the ticket's turn then, null: nobody can say."""

    places: int
    turn_at: str | None


class StepsBack(TypedDict):
    """What a citizen who comes late may choose, and how often yet; no choice: nobody is behind.

    `turn_at`: about when it is the ticket's turn as it stands.
    """

    left: int
    turn_at: str | None
    choices: Sequence[StepBack]


class PhoneOffers(TypedDict):
    """What the holder of a ticket may do now. `postpone`: null when it is not possible any more.

    `take_back`: the last stepping back may be taken back. `come_back`: a guide may put the missed
    number back into its queue; `ask_for_call`: its holder may tell guides to be here. The page of a
    called number draws nothing but the call; these hold all the same.
    """

    postpone: StepsBack | None
    take_back: bool
    cancel: bool
    rate: bool
    complain: bool
    come_back: bool
    ask_for_call: bool


class ActionAnswer(TypedDict):
    """The answer to what a phone asked for: the ticket, or the code of a complaint."""

    ticket: NotRequired[TicketJson]
    code: NotRequired[str]


class PushAnswer(TypedDict):
    """The answer to `push` and `push/stop`: from how many ahead on the phone is told, or null."""

    ahead: int | None


class PushOptions(TypedDict):
    """What a browser needs to be told while the page is closed: the server's public key."""

    key: str


class PhoneExtra(TypedDict):
    """The block `extra` of a ticket's page.

    `near`: so many people ahead is close; `steps`: places drawn before the citizen's own;
    `streams`: whether the page may follow by a stream; `push`: null while nobody is told whose
    page is closed.
    """

    token: str
    near: int
    steps: int
    streams: bool
    push: PushOptions | None
