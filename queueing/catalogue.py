"""What the centre offers: departments, services, counters, priority classes, limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from queueing.auto_call_limits import AutoCallLimits
from queueing.hours import Hours, join_hours

NORMAL = "normal"
STAFF = ""
"""Stands for the staff where a kiosk is named."""
LUNCH = "lunch"
"""The code of the pause that ends when the hours of intake go on."""

Sight = Literal["all", "next", "counts"]
"""What officers see of who waits: every number, the next one, or only how many."""
Names = Mapping[str, str]
"""Texts by language code. The rules pass them on and never read them."""


@dataclass(frozen=True)
class Floor:
    """A floor of the building, by the name people there use (tầng trệt, tầng 1)."""

    code: str
    names: Names


@dataclass(frozen=True)
class Zone:
    """A waiting area with its own lobby board; it shows the counters of its floors first."""

    code: str
    names: Names
    floors: frozenset[str]


@dataclass(frozen=True)
class Department:
    """A unit of the centre: a Sở, the Board, the centre's own desks."""

    code: str
    names: Names
    short_names: Names
    about: Names
    floor: str
    letter: str
    icon: str = "office"
    on_kiosk: bool = True


@dataclass(frozen=True)
class Intake:
    """How many numbers of a service a day may have.

    `numbers_per_day`: so many in all, None: as many as come. Where the hours are enforced also:
    from the local time `last_number_at` on none is given; `by_forecast`: none to whom would be
    called later than `grace_min` minutes after its hours end.
    """

    numbers_per_day: int | None = None
    last_number_at: time | None = None
    by_forecast: bool = True
    grace_min: float = 0


@dataclass(frozen=True)
class Service:
    """What one queues for. `mean_minutes`: configured minutes a call occupies a counter, or None.

    `closed_reason`: a code, set while the service is configured closed; None while it is offered.
    `hours`: its own hours of intake, None: those of the centre.
    """

    code: str
    department: str
    names: Names
    letter: str
    icon: str = "office"
    mean_minutes: float | None = None
    closed_reason: str | None = None
    on_kiosk: bool = True
    hours: Hours | None = None
    intake: Intake = Intake()


@dataclass(frozen=True)
class Preference:
    """A service of a counter's profile; `penalty_s` is 0 unless it only lends a hand there."""

    service: str
    penalty_s: int = 0


@dataclass(frozen=True)
class Counter:
    """A desk where officers receive citizens. `auto_call`: the next is called without a press."""

    id: str
    label: str
    floor: str
    department: str
    serves: tuple[Preference, ...]
    auto_call: bool = False

    @cached_property
    def services(self) -> frozenset[str]:
        """Codes of every service this counter may call."""
        return frozenset(preference.service for preference in self.serves)


@dataclass(frozen=True)
class PriorityClass:
    """A group of citizens who count as having come `credit_s` seconds earlier."""

    code: str
    names: Names
    credit_s: int
    icon: str = "priority"


@dataclass(frozen=True)
class Printer:
    """A printer of slips. `spare`: the printer that stands in for it; `roll_m`: a roll's metres."""

    id: str
    names: Names
    spare: str | None = None
    roll_m: float = 80


@dataclass(frozen=True)
class Limits:
    """The limits that a centre may set; all times in seconds.

    `recalls`: calls after the first, at least `recall_interval_s` apart. `undo_s`: an action may be
    undone for so long. `second_press_s`: for so long after a call a press at the counter's screen
    that would end it counts as a second one; what has come to a screen takes taps after `settle_s`.
    Whoever takes a number at a kiosk that gave one for the same service less than `again_within_s`
    ago is asked first.
    A called ticket is held for `no_show_after_s` from its last call on, and counts as absent after
    that and `no_show_calls` calls, which `no_show_enforced` makes a condition. It may be restored
    for `restore_within_s`, `restores` times, behind the next `restore_behind` in its queue. A
    ticket steps back `postpones` times, by `postpone_places` or `postpone_s` at most. It may be
    rated for `rate_within_s`, a slip be printed for `slip_within_s`; a kiosk prints
    `copies_at_kiosk` of one, then a person helps. A service that was finished by mistake may be
    taken back for `take_back_s`, a day that was ended early be reopened for `reopen_s`. A case that
    was at counters longer than `unsure_after_s`, or than its service's own
    `service_unsure_after_s`, is not believed until somebody confirms it. Waits are near their limit
    from `target_wait_s` and beyond it from `red_line_wait_s`. `same_number_s` to `paused_s` say
    from when on a counter that has the same number, a number that was called and not begun, a
    parked one, and a pause are taken for forgotten. `run_numbers` of one kiosk for one service
    within `run_s` are a run. A complaint is to be answered within `complaint_days` working days.
    """

    recalls: int = 3
    recall_interval_s: float = 5
    undo_s: float = 10
    second_press_s: float = 3
    settle_s: float = 0.5
    again_within_s: float = 20
    no_show_calls: int = 2
    no_show_after_s: float = 180
    no_show_enforced: bool = False
    restore_within_s: float = 1800
    restores: int = 2
    restore_behind: int = 2
    postpones: int = 2
    postpone_places: int = 10
    postpone_s: float = 600
    rate_within_s: float = 86_400
    target_wait_s: float = 900
    red_line_wait_s: float = 1800
    slip_within_s: float = 20
    copies_at_kiosk: int = 2
    take_back_s: float = 900
    reopen_s: float = 600
    unsure_after_s: float = 5400
    service_unsure_after_s: Mapping[str, float] = field(default_factory=dict)
    same_number_s: float = 3600
    not_started_s: float = 900
    parked_s: float = 3600
    paused_s: float = 2700
    run_numbers: int = 10
    run_s: float = 120
    complaint_days: int = 5
    auto_call: AutoCallLimits = field(default_factory=AutoCallLimits)


@dataclass(frozen=True)
class Bookings:
    """Numbers from home and appointments; `on` False: there are none.

    Appointments are made for today + 1 to `days`, in slots of `slot_min`, for at most `share` of
    what the counters of a service can do; `minutes`: how long a call takes where nothing is known.
    Who comes `early_min` before the slot is told; who comes later than `late_min` counts from the
    arrival. Who comes at most `late_min` after others have passed a number from home stands behind
    the next `late_places`. `per_service`: numbers from home a day and service; `per_device`: open
    bookings of one device.
    """

    on: bool = False
    days: int = 6
    slot_min: int = 30
    share: float = 0.3
    minutes: float = 10
    early_min: int = 15
    late_min: int = 10
    late_places: int = 2
    per_service: int = 40
    per_device: int = 2


@dataclass(frozen=True)
class Catalogue:
    """All that the rules know of the centre. Codes are unique, references have been checked.

    `hours`: those of the centre, which every service keeps that has none of its own.
    `printer_at`: kiosk -> its printer, STAFF -> the one for numbers of the staff. `officers_see`:
    see queueing.sight. `digest` names what is in it; `text` the whole, for other processes, or "".
    """

    zone_info: ZoneInfo
    floors: Mapping[str, Floor]
    zones: Mapping[str, Zone]
    departments: Mapping[str, Department]
    services: Mapping[str, Service]
    counters: Mapping[str, Counter]
    priorities: Mapping[str, PriorityClass]
    kiosks: Mapping[str, Names]
    outcomes: Mapping[str, Names]
    pause_reasons: Mapping[str, Names]
    printers: Mapping[str, Printer] = field(default_factory=dict)
    rating_reasons: Mapping[str, Names] = field(default_factory=dict)
    call_reasons: Mapping[str, Names] = field(default_factory=dict)
    printer_at: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("vi", "en")
    officers_see: Sight = "all"
    limits: Limits = field(default_factory=Limits)
    hours: Hours = field(default_factory=Hours)
    bookings: Bookings = field(default_factory=Bookings)
    day_ends: time = time(0, 0)
    digest: str = ""
    text: str = ""

    def hours_of(self, service: str) -> Hours:
        """Return the hours of a service; of one that there is no more, those of the centre."""
        known = self.services.get(service)
        return self.hours if known is None or known.hours is None else known.hours

    @cached_property
    def open_hours(self) -> Hours:
        """The hours in which anything at all gives numbers: what the house says of itself."""
        own = [service.hours for service in self.services.values() if service.hours is not None]
        return join_hours([self.hours, *own]) if own else self.hours

    @cached_property
    def has_floors(self) -> bool:
        """Whether people are told the floor too: counters stand on more than one."""
        return len({counter.floor for counter in self.counters.values()}) > 1

    @cached_property
    def counters_for(self) -> Mapping[str, tuple[Counter, ...]]:
        """Service code -> the counters whose profile has it, in configured order."""
        return {
            code: tuple(c for c in self.counters.values() if code in c.services)
            for code in self.services
        }

    @cached_property
    def own_counters_for(self) -> Mapping[str, tuple[Counter, ...]]:
        """Service code -> where its people are told to go: the counters that do not just help."""
        return {
            code: tuple(c for c in counters if Preference(code) in c.serves) or counters
            for code, counters in self.counters_for.items()
        }

    def find_own_counters(self, service: str, only_at: str | None) -> tuple[Counter, ...]:
        """Return where a ticket's holder is told to go: to the counter it was sent to, if any."""
        only = self.counters.get(only_at or "")
        return (only,) if only else self.own_counters_for.get(service, ())


def is_offered(catalogue: Catalogue, service: Service) -> bool:
    """Say whether citizens find a service where numbers are taken: staff alone give others."""
    return service.on_kiosk and catalogue.departments[service.department].on_kiosk


def list_offered(catalogue: Catalogue) -> list[tuple[Department, list[Service]]]:
    """Return the departments that citizens choose from, each with its services, in their order."""
    services: dict[str, list[Service]] = {}
    for service in catalogue.services.values():
        if is_offered(catalogue, service):
            services.setdefault(service.department, []).append(service)
    offering = (each for each in catalogue.departments.values() if each.code in services)
    return [(each, services[each.code]) for each in offering]
