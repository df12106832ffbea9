"""What is allowed in the file but probably not meant."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

from queueing.hours import END_OF_DAY, LEAST_AFTER_INTAKE_MIN, write_edge
from settings.audio import check_capacity
from settings.catalogue import make_hours, make_own_hours
from settings.faults import Fault, KeyPath, dotted
from settings.loading import Settings
from settings.models import Configuration, OwnHours
from settings.sample import find_sample_values
from web.addresses import examine_addresses
from web.i18n import find_missing, list_texts
from web.section import Text

KIOSK = Path(__file__).parents[1] / "kiosk"
LEAST_KIOSK_INCHES = 10
"""On a kiosk's panel below this, not even the keyboard fits with targets of 15 mm."""
REACH_AT_55_INCHES_M = {"hero": 8, "board": 7}
"""Metres from which all numbers of a layout can be read on a 55" panel: 0.7° for the called pair, a
two-hundredth of the distance for lists (EN 301 549). It grows with the panel."""
MINUTES_OF_A_DAY = 24 * 60
LOOK_ALIKES = {"I": "1", "O": "0"}

Advice = tuple[KeyPath, str]


def advice(settings: Settings) -> list[Fault]:
    """Return what to think over, by line; none of it stops the program."""
    c = settings.configuration
    about_parts = (
        *_services(c), *_intake(c), *_departments(c), *_boards(c), *_kiosks(c), *_languages(c),
    )  # fmt: skip
    found = (
        *find_sample_values(c), *about_parts, *_hours(c), *_places(settings), *_voice(settings),
        *check_capacity(c), *_addresses(c),
    )  # fmt: skip
    return sorted(Fault(settings.line(path), dotted(path), what) for path, what in found)


def _addresses(c: Configuration) -> Iterator[Advice]:
    """Return what is wrong with the addresses by which phones and proxies come."""
    server = c.server
    prints = any(printer.connection != "none" for printer in c.printers.values())
    for key, what in examine_addresses(server, prints=prints):
        yield ("server", key), what


def _services(c: Configuration) -> Iterator[Advice]:
    served = {s for counter in c.counters.values() for s in counter.serves}
    served |= {s for counter in c.counters.values() for s in counter.lends_a_hand_to}
    for code, service in c.services.items():
        offered = c.departments[service.department].on_kiosk and service.on_kiosk and service.given
        if offered and code not in served:
            yield ("services", code), f"no counter serves {code}: it gives no numbers"
        elif offered and service.minutes is None:
            what = "no minutes are given: no wait is estimated until 8 calls have ended"
            yield ("services", code), what


def _intake(c: Configuration) -> Iterator[Advice]:
    """Return what of the intake of services refuses nobody, or gives numbers that are void."""
    day_ends_min = _read_minutes(c.rules.day_ends) or MINUTES_OF_A_DAY
    for code, service in c.services.items():
        path, intake = ("services", code, "intake"), service.intake
        last, hours = intake.last_number_at, make_own_hours(c.hours, service.hours or OwnHours())
        closing = max((end for spans in hours.week.values() for _, end in spans), default=None)
        if last is not None and not hours.enforced:
            yield (*path, "last_number_at"), "it refuses nobody while hours.enforced is false"
        elif last is not None and closing is not None and last >= closing:
            what = f"its hours end at {write_edge(closing)}, before the last number"
            yield (*path, "last_number_at"), f"{what}: it refuses nobody"
        if closing is not None and _read_minutes(closing) + intake.grace_min > day_ends_min:
            yield (
                (*path, "grace_min"),
                f"{intake.grace_min:g} minutes after {write_edge(closing)} the service day is over "
                f"(rules.day_ends, {c.rules.day_ends:%H:%M}), and the numbers with it",
            )
        if service.hours is not None and not hours.enforced:
            what = "the hours are shown and refuse nobody while hours.enforced is false"
            yield ("services", code, "hours"), what


def _read_minutes(at: time) -> int:
    return MINUTES_OF_A_DAY if at == END_OF_DAY else at.hour * 60 + at.minute


def _departments(c: Configuration) -> Iterator[Advice]:
    offering = {s.department for s in c.services.values() if s.on_kiosk}
    for code, department in c.departments.items():
        if department.on_kiosk and code not in offering:
            yield ("departments", code), f"{code} has a tile on the kiosk but no service behind it"
        for sign in set(department.letter) & set(LOOK_ALIKES):
            what = f"the letter {sign} is easily read as {LOOK_ALIKES[sign]} on a slip"
            yield ("departments", code, "letter"), what


def _kiosks(c: Configuration) -> Iterator[Advice]:
    inches = c.screens.kiosk.panel_inches
    if inches < LEAST_KIOSK_INCHES:
        yield (
            ("screens", "kiosk", "panel_inches"),
            f"a panel of {inches:g} inches is too small for a kiosk: below "
            f"{LEAST_KIOSK_INCHES} inches its buttons are smaller than a finger needs",
        )


def _boards(c: Configuration) -> Iterator[Advice]:
    shown = {floor for zone in c.zones.values() for floor in zone.floors}
    for floor in c.floors:
        if floor not in shown:
            yield ("floors", floor), "no zone shows this floor: its calls appear on no lobby board"
    for zone, board in c.screens.display.zones.items():
        reach_m = REACH_AT_55_INCHES_M[board.layout] * board.panel_inches / 55
        if board.viewing_m > reach_m:
            yield (
                ("screens", "display", "zones", zone, "viewing_m"),
                f"on a panel of {board.panel_inches:g} inches the layout {board.layout} can be "
                f"read from {reach_m:.1f} m at most, not from {board.viewing_m:g} m",
            )


def _hours(c: Configuration) -> Iterator[Advice]:
    if not c.hours.enforced and (c.hours.week or c.hours.days):
        what = "the hours are shown and refuse nobody: kiosks give numbers at any hour"
        yield ("hours", "enforced"), what
    latest = make_hours(c.hours).find_late_end(c.rules.day_ends)
    if latest is not None:
        yield (
            ("hours",),
            f"intake until {write_edge(latest)} leaves less than {LEAST_AFTER_INTAKE_MIN} minutes "
            f"before the service day ends (rules.day_ends, {c.rules.day_ends:%H:%M}): the last "
            "numbers are void before anybody is served",
        )


def _places(settings: Settings) -> Iterator[Advice]:
    for zone in settings.screens.display.zones:
        folder = settings.media(zone)
        if folder and not folder.is_dir():
            path = ("screens", "display", "zones", zone, "media")
            yield path, f"the folder {folder} is not there: the board shows no pictures"
    logo = settings.slip_logo
    if logo and not logo.is_file():
        what = f"the picture {logo} is not there: slips have no logo"
        yield ("screens", "kiosk", "slip", "logo"), what


def _voice(settings: Settings) -> Iterator[Advice]:
    voice = settings.voice
    for key, named in (("clips", voice.clips), ("models", voice.models)):
        for language, path in named.items():
            if not settings.place(path).exists():
                what = f"{settings.place(path)} is not there: it is passed over"
                yield ("voice", key, language), what


def _languages(c: Configuration) -> Iterator[Advice]:
    wanted = set(c.centre.languages)
    for language in c.centre.languages:
        if missing := find_missing(KIOSK, language):
            of = len(list_texts(KIOSK))
            said = f"{language}: {of - len(missing)} of {of} texts of the kiosk are translated"
            yield (
                ("centre", "languages"),
                f"{said}; it is offered there once all are: ./run translate {language}",
            )
    for path, text in _texts(c, ()):
        for language in sorted(wanted - set(text.names())):
            yield path, f"no words for the language {language}: the Vietnamese ones are shown"


def _texts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Text]]:
    match value:
        case Text():
            yield path, value
        case dict():
            for key, child in value.items():
                yield from _texts(child, (*path, key))
        case list():
            for index, child in enumerate(value):
                yield from _texts(child, (*path, index))
        case _ if hasattr(value, "model_fields_set"):
            for key in value.model_fields_set:
                yield from _texts(getattr(value, key), (*path, key))
