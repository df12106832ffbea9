"""What config.yaml may hold: one class per part; a key's description says what would be right."""

from datetime import date, time
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from settings.spans import Span, apart, clock, day, span

AsyncMode = Literal["eventlet", "gevent", "threading"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Language = Literal["vi", "en", "km"]
SlipLine = Literal[
    "department", "service", "counters", "ahead", "wait", "papers", "qr", "time", "motto", "keep"
]
Code = Annotated[str, Field(pattern=r"^\w[\w.-]{0,31}$")]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$")]
Clock = Annotated[time, BeforeValidator(clock)]
DaySpans = Annotated[list[Annotated[Span, BeforeValidator(span)]], AfterValidator(apart)]
Phrase = Annotated[str, Field(min_length=1, max_length=300)]
WORDS = "a text, at most 300 signs"
Minutes = Annotated[float, Field(ge=0, le=1440)]
Seconds = Annotated[float, Field(ge=0, le=3600)]


def _known_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"'{name}' is not a time zone; write it like 'Asia/Ho_Chi_Minh'")


def _vietnamese_first(languages: list[str]) -> list[str]:
    if languages[:1] != ["vi"] or len(set(languages)) < len(languages):
        raise ValueError("list each language once, vi first")
    return languages


def _each_once(lines: list[str]) -> list[str]:
    if len(set(lines)) < len(lines):
        raise ValueError("list each line once; their order on the slip does not change")
    return lines


class Part(BaseModel):
    """A part of the file: unknown keys and values of another type are faults."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Text(Part):
    """The same words in each language; where one is missing, the Vietnamese is shown."""

    vi: Phrase = Field(description=WORDS)
    en: Phrase | None = Field(default=None, description=WORDS)
    km: Phrase | None = Field(default=None, description=WORDS)

    def names(self) -> dict[str, str]:
        """Return language -> words, of the languages that are given."""
        return self.model_dump(exclude_none=True)


class Centre(Part):
    """The centre as its screens and slips name it."""

    names: Text
    city: Text
    motto: Text
    phone: str = Field(
        default="", max_length=40, description="a telephone number, at most 40 signs"
    )
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        default="Asia/Ho_Chi_Minh", description="a name like Asia/Ho_Chi_Minh"
    )
    languages: Annotated[list[Language], AfterValidator(_vietnamese_first)] = Field(
        default=["vi", "en"], description="a list of vi, en, km; vi is first"
    )
    notices: list[Text] = Field(default=[], max_length=20, description="a list of at most 20 texts")

    @property
    def zone_info(self) -> ZoneInfo:
        """The time zone that decides the service day and every time shown."""
        return ZoneInfo(self.time_zone)


class Server(Part):
    """Where and how the program listens."""

    host: str = Field(default="0.0.0.0", min_length=1, description="an address of this computer")
    port: int = Field(default=8080, ge=1, le=65535, description="a port, 1 to 65535")
    async_mode: AsyncMode = Field(default="eventlet", description="eventlet, gevent or threading")
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/?#]+$",
        description="an address like https://so.cantho.gov.vn, without a path",
    )
    trusted_proxies: int = Field(default=0, ge=0, le=5, description="a whole number, 0 to 5")


class Zone(Part):
    """A waiting area with its own lobby board."""

    names: Text
    floors: list[str] = Field(min_length=1, description="a list of floors of the section floors")


class Department(Part):
    """A unit of the centre."""

    letter: str = Field(pattern=r"^[A-Z]$", description="one capital letter, A to Z")
    floor: str = Field(description="a floor of the section floors")
    names: Text
    short_names: Text | None = None
    about: Text
    icon: str = Field(
        default="office", pattern=r"^[a-z][a-z-]{0,31}$", description="the name of a drawing"
    )
    on_kiosk: bool = Field(default=True, description="true or false")


class Service(Part):
    """What one queues for."""

    department: str = Field(description="a department of the section departments")
    names: Text | None = None
    minutes: float | None = Field(
        default=None, gt=0, le=240, description="minutes, above 0, at most 240"
    )
    given: bool = Field(default=True, description="true or false")
    on_kiosk: bool = Field(default=True, description="true or false")


class Counter(Part):
    """A desk where officers receive citizens."""

    label: str | None = Field(
        default=None, min_length=1, max_length=4, description="1 to 4 signs in quotes, like '07'"
    )
    department: str = Field(description="a department of the section departments")
    floor: str | None = Field(default=None, description="a floor of the section floors")
    serves: list[str] = Field(min_length=1, description="a list of at least one service")
    lends_a_hand_to: list[str] = Field(default=[], description="a list of services")


class Priority(Part):
    """A group of citizens who count as having come earlier."""

    names: Text
    credit_min: Minutes = Field(description="minutes, 0 to 1440")


class WeeklyHours(Part):
    """When numbers are given."""

    enforced: bool = Field(default=False, description="true or false")
    week: dict[Weekday, DaySpans] = Field(default={}, description="a weekday and its spans")
    days: dict[Annotated[date, BeforeValidator(day)], DaySpans] = Field(
        default={}, description="a date like 2027-02-05 and its spans; [] on a holiday"
    )


class NoShow(Part):
    """When a called citizen counts as absent."""

    calls: int = Field(default=2, ge=1, le=10, description="a whole number, 1 to 10")
    after_min: Minutes = Field(default=3, description="minutes, 0 to 1440")
    enforced: bool = Field(default=False, description="true or false")


class Restore(Part):
    """How a missed call is made good."""

    within_min: Minutes = Field(default=30, description="minutes, 0 to 1440")
    times: int = Field(default=2, ge=0, le=10, description="a whole number, 0 to 10")
    behind: int = Field(default=2, ge=1, le=20, description="a whole number, 1 to 20")


class Postpone(Part):
    """How a citizen who comes late may step back in the queue."""

    times: int = Field(default=2, ge=0, le=10, description="a whole number, 0 to 10")
    places: int = Field(default=10, ge=1, le=50, description="a whole number, 1 to 50")
    minutes: int = Field(default=10, ge=1, le=120, description="a whole number, 1 to 120")


class Rules(Part):
    """The numbers of the queue's rules."""

    recalls: int = Field(default=3, ge=0, le=20, description="a whole number, 0 to 20")
    recall_interval_s: Seconds = Field(default=5, description="seconds, 0 to 3600")
    undo_s: Seconds = Field(default=10, description="seconds, 0 to 3600")
    lend_a_hand_min: Minutes = Field(default=10, description="minutes, 0 to 1440")
    target_wait_min: Minutes = Field(default=15, description="minutes, 0 to 1440")
    red_line_wait_min: Minutes = Field(default=30, description="minutes, 0 to 1440")
    no_show: NoShow = NoShow()
    restore: Restore = Restore()
    postpone: Postpone = Postpone()
    rate_within_h: float = Field(
        default=24, gt=0, le=168, description="hours, above 0, at most 168"
    )
    day_ends: Clock = Field(default=time(0, 0), description="a time like '00:00'")


class Kiosk(Part):
    """A machine at which citizens take a number."""

    names: Text


class PaperSlip(Part):
    """What stands on a ticket's slip beside the centre's name and the number."""

    logo: str | None = Field(
        default=None,
        pattern=r"^.+\.(png|PNG)$",
        max_length=300,
        description="a picture of the kind .png, like media/logo.png",
    )
    header: list[Text] = Field(default=[], max_length=3, description="a list of at most 3 texts")
    footer: list[Text] = Field(default=[], max_length=3, description="a list of at most 3 texts")
    lines: Annotated[list[SlipLine], AfterValidator(_each_once)] = Field(
        default=list(get_args(SlipLine)), description=f"a list of {', '.join(get_args(SlipLine))}"
    )


class KioskScreen(Part):
    """How every kiosk behaves."""

    idle_s: int = Field(default=45, ge=10, le=600, description="seconds, 10 to 600")
    ticket_page_s: int = Field(default=12, ge=5, le=120, description="seconds, 5 to 120")
    panel_inches: float = Field(default=27, ge=7, le=100, description="inches, 7 to 100")
    guidance: str | None = Field(default=None, description="a service of the section services")
    results: str | None = Field(default=None, description="a service of the section services")
    synonyms: dict[str, Phrase] = Field(default={}, description=WORDS)
    slip: PaperSlip = PaperSlip()


class Board(Part):
    """The lobby board of one zone."""

    layout: Literal["hero", "board"] = Field(default="board", description="hero or board")
    panel_inches: float = Field(default=55, ge=7, le=150, description="inches, 7 to 150")
    viewing_m: float = Field(default=7, gt=0, le=100, description="metres, above 0, at most 100")
    chime: bool = Field(default=True, description="true or false")
    media: str | None = Field(
        default=None, min_length=1, max_length=300, description="a folder, like media/tret"
    )


class DisplayScreen(Part):
    """How every lobby board behaves; `zones` has what differs."""

    hero_s: float = Field(default=6, ge=2, le=60, description="seconds, 2 to 60")
    bright_s: float = Field(default=20, ge=5, le=120, description="seconds, 5 to 120")
    page_s: float = Field(default=10, ge=5, le=60, description="seconds, 5 to 60")
    notice_s: float = Field(default=12, ge=5, le=120, description="seconds, 5 to 120")
    turn_s: float = Field(default=12, ge=5, le=120, description="seconds, 5 to 120")
    zones: dict[str, Board] = Field(
        default={}, description="a zone of the section zones and its board"
    )


class PhoneScreen(Part):
    """What citizens write on their phones."""

    words_kept_days: int = Field(default=30, ge=1, le=3650, description="days, 1 to 3650")


class Screens(Part):
    """The screens of kiosks, lobby and phones."""

    kiosk: KioskScreen = KioskScreen()
    display: DisplayScreen = DisplayScreen()
    phone: PhoneScreen = PhoneScreen()


class Configuration(Part):
    """The whole file. The order of departments and counters is the order on the screens."""

    profile: Code = Field(description="a name of letters, digits, '-'")
    centre: Centre
    server: Server = Server()
    floors: dict[Id, Text] = Field(min_length=1)
    zones: dict[Id, Zone] = Field(min_length=1)
    departments: dict[Code, Department] = Field(min_length=1)
    services: dict[Code, Service] = Field(min_length=1)
    counters: dict[Id, Counter] = Field(min_length=1)
    kiosks: dict[Id, Kiosk] = Field(min_length=1)
    priorities: dict[Id, Priority] = Field(min_length=1)
    outcomes: dict[Id, Text] = Field(min_length=1)
    pause_reasons: dict[Id, Text] = Field(min_length=1)
    hours: WeeklyHours = WeeklyHours()
    rules: Rules = Rules()
    screens: Screens = Screens()
