"""What config.yaml may hold: the centre and its rules, and the sections of all rooms.

One class for each part; a key's description says what would be right.
"""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from booking.settings import BookingSettings
from complaints.settings import ComplaintsScreen
from counters.settings import CountersScreen
from display.settings import DisplayScreen
from display.speech.settings import READING, Reading, SpokenLanguage, Voice
from kiosk.printing.settings import PrinterSettings
from kiosk.settings import KioskScreen
from now.settings import NowPage
from phone.settings import PhoneScreen
from queueing.call_reasons import STANDARD_REASONS
from rating.settings import RatingScreen
from results.settings import Results
from web.section import Code, DaySpans, Id, Part, Text
from web.settings import Centre, Limits, Server, SignIn
from web.spans import clock, day, day_end

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DayEnd = Annotated[time, BeforeValidator(day_end)]
Minutes = Annotated[float, Field(ge=0, le=1440)]
Longest = Annotated[float, Field(ge=5, le=1440)]
LONGEST = "minutes, 5 to 1440"
Seconds = Annotated[float, Field(ge=0, le=3600)]


class Zone(Part):
    """A waiting area with its own lobby board."""

    names: Text
    floors: list[str] = Field(min_length=1, description="a list of floors of the section floors")


Drawing = Annotated[str, Field(pattern=r"^[a-z][a-z-]{0,31}$", description="the name of a drawing")]


class Department(Part):
    """A unit of the centre."""

    letter: str = Field(pattern=r"^[A-Z]{1,2}$", description="one or two capital letters, A to Z")
    floor: str = Field(description="a floor of the section floors")
    names: Text
    short_names: Text | None = None
    about: Text
    icon: Drawing = "office"
    on_kiosk: bool = Field(default=True, description="true or false")
    spoken: dict[SpokenLanguage, Reading] = Field(default={}, description=READING)


class OwnHours(Part):
    """The hours of one service, where they are not those of the centre."""

    week: dict[Weekday, DaySpans] = Field(default={}, description="a weekday and its spans")
    days: dict[Annotated[date, BeforeValidator(day)], DaySpans] = Field(
        default={}, description="a date like 2027-02-05 and its spans; [] on a holiday"
    )


class Intake(Part):
    """How many numbers of a service a day may have, and until when."""

    numbers_per_day: int | None = Field(
        default=None, ge=0, le=9999, description="a whole number, 0 to 9999"
    )
    last_number_at: Annotated[time, BeforeValidator(clock)] | None = Field(
        default=None, description="a time like '15:30'"
    )
    by_forecast: bool = Field(default=True, description="true or false")
    grace_min: Minutes = Field(default=0, description="minutes, 0 to 1440")


class Service(Part):
    """What one queues for."""

    department: str = Field(description="a department of the section departments")
    names: Text | None = None
    minutes: float | None = Field(
        default=None, gt=0, le=240, description="minutes, above 0, at most 240"
    )
    unsure_after_min: Longest | None = Field(default=None, description=LONGEST)
    icon: Drawing | None = None
    given: bool = Field(default=True, description="true or false")
    on_kiosk: bool = Field(default=True, description="true or false")
    hours: OwnHours | None = None
    intake: Intake = Intake()


class Counter(Part):
    """A desk where officers receive citizens."""

    label: str | None = Field(
        default=None, min_length=1, max_length=4, description="1 to 4 signs in quotes, like '07'"
    )
    department: str = Field(description="a department of the section departments")
    floor: str | None = Field(default=None, description="a floor of the section floors")
    serves: list[str] = Field(min_length=1, description="a list of at least one service")
    lends_a_hand_to: list[str] = Field(default=[], description="a list of services")
    auto_call: bool = Field(default=False, description="true or false")


class Priority(Part):
    """A group of citizens who count as having come earlier."""

    names: Text
    credit_min: Minutes = Field(description="minutes, 0 to 1440")
    icon: Drawing = "priority"


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


LongMinutes = Annotated[float, Field(ge=1, le=1440, description="minutes, 1 to 1440")]


class Alarms(Part):
    """From when on something is taken for forgotten at a counter, and numbers for a run."""

    same_number_min: LongMinutes = 60
    not_started_min: LongMinutes = 15
    parked_min: LongMinutes = 60
    paused_min: LongMinutes = 45
    run_numbers: int = Field(default=10, ge=2, le=1000, description="a whole number, 2 to 1000")
    run_min: LongMinutes = 2


class AutoCall(Part):
    """When a free counter's next number is called without a press; `all`: at every counter."""

    all: bool = Field(default=False, description="true or false")
    after_s: int = Field(default=20, ge=5, le=600, description="a whole number, 5 to 600")
    no_shows: int = Field(default=2, ge=1, le=20, description="a whole number, 1 to 20")
    pressed_min: int = Field(default=15, ge=1, le=240, description="a whole number, 1 to 240")


class Rules(Part):
    """The numbers of the queue's rules."""

    recalls: int = Field(default=3, ge=0, le=20, description="a whole number, 0 to 20")
    recall_interval_s: Seconds = Field(default=5, description="seconds, 0 to 3600")
    undo_s: Seconds = Field(default=10, description="seconds, 0 to 3600")
    second_press_s: float = Field(default=3, ge=0, le=10, description="seconds, 0 to 10")
    again_within_s: Seconds = Field(default=20, description="seconds, 0 to 3600")
    take_back_min: Minutes = Field(default=15, description="minutes, 0 to 1440")
    reopen_min: Minutes = Field(default=10, description="minutes, 0 to 1440")
    unsure_after_min: Longest = Field(default=90, description=LONGEST)
    lend_a_hand_min: Minutes = Field(default=10, description="minutes, 0 to 1440")
    target_wait_min: Minutes = Field(default=15, description="minutes, 0 to 1440")
    red_line_wait_min: Minutes = Field(default=30, description="minutes, 0 to 1440")
    no_show: NoShow = NoShow()
    restore: Restore = Restore()
    postpone: Postpone = Postpone()
    auto_call: AutoCall = AutoCall()
    alarms: Alarms = Alarms()
    rate_within_h: float = Field(
        default=24, gt=0, le=168, description="hours, above 0, at most 168"
    )
    day_ends: DayEnd = Field(default=time(0, 0), description="a time like '00:00'")


CALL_REASONS = {code: Text.model_validate(names) for code, names in STANDARD_REASONS.items()}


class Kiosk(Part):
    """A machine at which citizens take a number."""

    names: Text
    printer: str | None = Field(default=None, description="a printer of the section printers")


class Screens(Part):
    """The screens of kiosks, counters, lobby and phones, complaints, and what all of them share."""

    settle_s: float = Field(default=0.5, ge=0, le=2, description="seconds, 0 to 2")
    kiosk: KioskScreen = KioskScreen()
    counters: CountersScreen = CountersScreen()
    display: DisplayScreen = DisplayScreen()
    phone: PhoneScreen = PhoneScreen()
    rating: RatingScreen = RatingScreen()
    complaints: ComplaintsScreen = ComplaintsScreen()


class Configuration(Part):
    """The whole file. The order of departments and counters is the order on the screens."""

    profile: Code = Field(description="a name of letters, digits, '-'")
    centre: Centre
    server: Server = Server()
    sign_in: SignIn = SignIn()
    limits: Limits | None = Limits()
    floors: dict[Id, Text] = Field(min_length=1)
    zones: dict[Id, Zone] = Field(min_length=1)
    departments: dict[Code, Department] = Field(min_length=1)
    services: dict[Code, Service] = Field(min_length=1)
    counters: dict[Id, Counter] = Field(min_length=1)
    printers: dict[Id, PrinterSettings] = Field(default={})
    kiosks: dict[Id, Kiosk] = Field(min_length=1)
    priorities: dict[Id, Priority] = Field(min_length=1)
    outcomes: dict[Id, Text] = Field(min_length=1)
    pause_reasons: dict[Id, Text] = Field(min_length=1)
    call_reasons: dict[Id, Text] = Field(
        default=CALL_REASONS, min_length=1, max_length=9, description="1 to 9 codes and their names"
    )
    hours: WeeklyHours = WeeklyHours()
    rules: Rules = Rules()
    bookings: BookingSettings = BookingSettings()
    screens: Screens = Screens()
    results: Results = Results()
    now: NowPage = NowPage()
    voice: Voice = Voice()
