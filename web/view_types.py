"""What every page and every program gets as JSON, whatever the screen.

Times are texts, ISO 8601 in UTC with milliseconds, ending in Z. Codes are those of `config.yaml`.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from queueing.alarms import DeskAlarmKind
from queueing.hall.tickets import State

VoiceOutput = Literal["lobby", "local"]
TroubleKind = Literal[
    "kiosk_gone", "board_gone", "disk_full", "disk_low", "backup_old", "held_back"
]


class Trouble(TypedDict):
    """What is wrong in the hall, `since` when if known; `place`: whose device it is, if any's."""

    kind: TroubleKind
    place: str | None
    since: str | None


class ToldJson(TypedDict):
    """Who sees to an alarm, or asked a counter to serve, since when and until when that holds."""

    by: str
    at: str
    until: str


class TicketJson(TypedDict):
    """A ticket: T of the contract. Moments are times, null until they come."""

    id: str
    number: str
    service: str
    department: str
    state: State
    priority: str
    issued_at: str
    called_at: str | None
    started_at: str | None
    finished_at: str | None
    counter: str | None
    times_called: int


class OfferMoments(TypedDict):
    """When the server will take a command if nothing else happens: from `after` through `until`.

    `after` null: at once; `until` null: for as long as the view stays as it is.
    """

    after: str | None
    until: str | None


class TicketAnswer(TypedDict):
    """The answer to a command about one ticket: as it is now."""

    ticket: TicketJson | None


class WaitRange(TypedDict):
    """How long somebody will probably wait, in whole minutes."""

    low_min: int
    high_min: int


class NewcomerWait(WaitRange):
    """What a number taken now would promise; `none`: nobody waits for it, a counter is free."""

    none: bool


class MatterJson(TypedDict):
    """One of the things a number is for; `procedure` null where nobody said which."""

    service: str
    procedure: str | None


class RefusalAnswer(TypedDict):
    """The answer to what is refused, with more fields; `message` in the language of the caller."""

    error: str
    message: str
    reason: NotRequired[str]
    number: NotRequired[str]


class DepartmentNames(TypedDict):
    """A department in the page's language."""

    name: str
    short_name: str
    about: str
    icon: str
    letter: str
    floor: str


class ServiceNames(TypedDict):
    """A service in the page's language, its department's code, and the counters people go to."""

    name: str
    department: str
    counters: Sequence[str]


class CounterNames(TypedDict):
    """A counter's label, and the codes of its floor and department."""

    label: str
    floor: str
    department: str


class CatalogueBlock(TypedDict):
    """Names by code, in the page's language. `digest` changes with the configuration.

    `stand_ins`: those that are in another language for want of one in the page's -> which.
    """

    digest: str
    stand_ins: Mapping[str, str]
    departments: Mapping[str, DepartmentNames]
    services: Mapping[str, ServiceNames]
    counters: Mapping[str, CounterNames]
    floors: Mapping[str, str]
    zones: Mapping[str, str]
    priorities: Mapping[str, str]
    outcomes: Mapping[str, str]
    pause_reasons: Mapping[str, str]
    call_reasons: Mapping[str, str]
    kiosks: Mapping[str, str]


class CentreBlock(TypedDict):
    """The centre in the page's language. `time_zone` is its IANA name; `phone` may be empty."""

    name: str
    city: str
    motto: str
    phone: str
    time_zone: str


class PairExtra(TypedDict):
    """What a page that shows a code knows: the page to go on to, and how long the code is good.

    Without a code: after how many seconds it may ask for one again.
    """

    next: str
    good_for_s: float


class PairClaim(TypedDict):
    """The answer to a device that asks whether it has been let in, and to which page it goes."""

    state: Literal["waiting", "approved", "over"]
    next: NotRequired[str]


class PageBlock(TypedDict):
    """The JSON block `page`. `at`: the server's time; `extra`: what only this screen's page has.

    `settle_ms`: how long what has just come takes no taps; `websocket_only`: no polls in its place.
    """

    language: str
    locale: str
    language_names: dict[str, str]
    csrf: str
    screen: str
    asset_base: str
    at: str
    settle_ms: float
    websocket_only: bool
    catalogue: CatalogueBlock
    centre: CentreBlock
    extra: object


class Beat(TypedDict):
    """What is sent every 5 s: the journal's last number and the server's time."""

    seq: int
    at: str


class Pushed(TypedDict):
    """What every view has that is sent: the journal's number at which it is true.

    `catalogue`: the digest of the configuration; a page of another one reloads itself.
    """

    seq: int
    catalogue: NotRequired[str]


class DoubtfulSlip(TypedDict):
    """A slip that may come out late, and since when that is feared."""

    number: str
    cause: str | None
    at: str | None


class TrialPrint(TypedDict):
    """The last test print of a printer. `state`: wanted, or what became of it (a JobState)."""

    state: str
    cause: str | None


class PrinterForGuides(TypedDict):
    """A printer of slips. `names` by language; `places`: the kiosks it prints for.

    `condition`: a Condition or away; `confirms`: false where it prints and never says so; `left_m`,
    `roll_m`: metres of paper by our count; `paper_low`: it ends soon; `doubtful`: of late slips.
    """

    id: str
    names: Mapping[str, str]
    places: Sequence[str]
    condition: str
    confirms: bool
    paper_low: bool
    left_m: int
    roll_m: int
    doubtful: Sequence[DoubtfulSlip]
    trial: TrialPrint | None


class ForgottenAtCounter(TypedDict):
    """Something that has lasted too long at a counter; `number`, `service`: of its ticket.

    `kind`: also no_console, of an open counter whose page has gone.
    """

    kind: DeskAlarmKind | Literal["no_console"]
    counter: str
    since: str
    number: str | None
    service: str | None


class RollAnswer(TypedDict):
    """The answer of `new-roll`. `late`: numbers whose slips may come out of it at once."""

    printer: str
    late: Sequence[str]


class Resting(TypedDict):
    """An engine of the voice that cannot speak now, and why."""

    source: str
    cause: str


class SpokenBy(TypedDict):
    """Who speaks a language (since when), who is to, and who cannot."""

    speaker: str
    first: str
    since: str | None
    resting: Sequence[Resting]


class UnheardCall(TypedDict):
    """Loudspeakers of these zones that were not heard; the call (number, time) that was shown."""

    cause: str
    number: str | None
    at: str | None
    zones: Sequence[str]


class VoiceForMonitoring(TypedDict):
    """Who speaks each language, where it sounds, and where it is to."""

    languages: Mapping[str, SpokenBy]
    output: VoiceOutput
    output_wanted: VoiceOutput


class VoiceForGuides(VoiceForMonitoring):
    """Also the loudspeakers that were not heard."""

    unheard: Sequence[UnheardCall]
