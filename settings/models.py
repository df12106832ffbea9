"""What config.yaml may hold: one class per part; a key's description says what would be right."""

from datetime import date, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field

from settings.parts import Code, DaySpans, Id, Part, Text
from settings.printers import Printer
from settings.screens import Screens
from settings.spans import clock, day
from settings.voice import READING, Reading, SpokenLanguage, Voice

AsyncMode = Literal["eventlet", "gevent", "threading"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Language = Literal["vi", "en", "km"]
Clock = Annotated[time, BeforeValidator(clock)]
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
    spoken: dict[SpokenLanguage, Reading] = Field(default={}, description=READING)


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
    printer: str | None = Field(default=None, description="a printer of the section printers")


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
    printers: dict[Id, Printer] = Field(default={})
    kiosks: dict[Id, Kiosk] = Field(min_length=1)
    priorities: dict[Id, Priority] = Field(min_length=1)
    outcomes: dict[Id, Text] = Field(min_length=1)
    pause_reasons: dict[Id, Text] = Field(min_length=1)
    hours: WeeklyHours = WeeklyHours()
    rules: Rules = Rules()
    screens: Screens = Screens()
    voice: Voice = Voice()
