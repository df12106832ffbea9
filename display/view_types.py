"""What the lobby display gets as JSON.

Times are texts, ISO 8601 in UTC ending in Z; lengths end in `_s` (seconds) or `_ms`. Codes are
those of `config.yaml`.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from queueing.hall.desks import DeskState
from queueing.hall.tickets import State
from web.bulletin_view_types import BulletinJson

Layout = Literal["hero", "board"]
MediumKind = Literal["picture", "video"]


class OpenHours(TypedDict):
    """When numbers are given. `spans`: [from, to] of the coming days, as times.

    `holders_served`: somebody holds a number that is still served; `next_opening`: null where no
    day is known; `enforced`: numbers are given within hours only.
    """

    taking_in: bool
    holders_served: bool
    enforced: bool
    day_closed: bool
    next_opening: str | None
    spans: Sequence[Sequence[str]]


class BoardCall(TypedDict):
    """A call, by the journal's number `seq`. `language`: of the citizen."""

    seq: int
    number: str
    counter: str
    counter_label: str
    department: str
    service: str
    floor: str
    at: str
    times_called: int
    state: State
    language: str


class BoardCounter(TypedDict):
    """A counter, and the number that is there. `until`: of a pause, when it means to be back.

    `department`: the number's, else the counter's.
    """

    id: str
    label: str
    state: DeskState
    until: str | None
    number: str | None
    department: str
    floor: str


class WaitingLine(TypedDict):
    """How many wait for a department."""

    department: str
    count: int


class AnnouncementJson(TypedDict):
    """A sentence that is to be said.

    `text`: null in a language that only recordings can say; `audio`: the address of its sound,
    null where the chime stands for it; `repeats`: how often it is said; `chime`: whether the bell
    comes before it.
    """

    id: str
    call_seq: int
    number: str
    counter: str
    language: str
    text: str | None
    audio: str | None
    duration_ms: int
    repeats: int
    chime: bool


class LoudspeakersOfZone(TypedDict):
    """The loudspeakers of a zone. `leader`: the player that is heard; `volume`: 0 to 100."""

    id: str
    leader: str | None
    volume: int
    silent: bool


class BoardOfHall(TypedDict):
    """The board view of the contract, as far as the hall knows it: `announcements` is empty.

    `zone`: a code, or all; `calls`: newest first, none from the number `calls_since` on left out;
    `bulletins`: newest first.
    """

    seq: int
    day: str
    at: str
    zone: str
    catalogue: str
    open: OpenHours
    calls: Sequence[BoardCall]
    calls_since: int
    counters: Sequence[BoardCounter]
    waiting: Sequence[WaitingLine]
    bulletins: Sequence[BulletinJson]
    announcements: Sequence[AnnouncementJson]


class Spoken(TypedDict):
    """What the voice adds to a zone's board: the sentences, first to be said first."""

    announcements: Sequence[AnnouncementJson]
    loudspeakers: LoudspeakersOfZone | None


class BoardView(BoardOfHall, Spoken):
    """What a lobby display shows and says. `media_changes`: another number, other files.

    `notices`: those of today, each as language -> text. `next_up`: numbers that are told to get
    ready, two at most, the first to be called first.
    """

    media_changes: int
    next_up: Sequence[str]
    notices: Sequence[Mapping[str, str]]


class LeaseAnswer(TypedDict):
    """Whether the player that asks is the one that is heard, for `lease_s` from its question on."""

    leader: bool
    lease_s: float


class MediumJson(TypedDict):
    """A picture or video, and where it is."""

    kind: MediumKind
    url: str


class MediaAnswer(TypedDict):
    """The answer of `GET /display/media`, in the order in which they are shown."""

    media: Sequence[MediumJson]


class SpeechTiming(TypedDict):
    """How one announcement follows another: see AnnouncementTiming."""

    chime_ms: int
    after_chime_ms: int
    between_ms: int
    gap_ms: int


class DisplayExtra(TypedDict):
    """The block `extra` of the display's page: see Options.

    `media`: whether the zone has a folder; `figures`: whether those of the last day have a turn;
    `english`: the sentence for tickets taken in English,
    with `{counter}` in it.
    """

    zone: str
    layout: Layout
    rhythm: SpeechTiming
    media: bool
    figures: bool
    hero_s: float
    bright_s: float
    page_s: float
    notice_s: float
    turn_s: float
    english: str
