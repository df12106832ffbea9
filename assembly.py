"""Joins the parts of a centre's server: storage, rules, web and every screen."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from time import monotonic

import click

import counters
import display
import kiosk
import phone
import rating
import reports
from kiosk.paper.own_agent import OwnAgent
from queueing.errors import CannotStore, Refusal
from queueing.events import DayClosed, Entry
from queueing.hall import Hall
from queueing.numbering import service_day
from queueing.office import Office
from screen_options import display_options, kiosk_options, own_printers
from settings.faults import SettingsFaults
from settings.loading import Settings, load
from storage.accounts import Accounts
from storage.citizen_words import CitizenWords
from storage.database import Database, open_database
from storage.journal import SqlJournal
from storage.lock import ServerLock
from storage.procedures import Procedure, Procedures
from storage.projector import Projector, open_reports
from storage.reading import JournalReader
from voice_options import unheard_output
from web.building import Choices, build_site
from web.control import install_control, new_handle, retract
from web.errors import ConfigurationFaulty, message_for
from web.front import Front
from web.metrics import MeasuredJournal, Metrics
from web.runtime import Runtime, listen, runtime
from web.secret import secret_key
from web.serving import Serving
from web.site import Centre, Site
from web.words import Words

HERE = Path(__file__).parent
SCREENS = tuple(
    HERE / name for name in ("kiosk", "display", "counters", "phone", "rating", "reports")
)
Clock = Callable[[], datetime]
log = logging.getLogger("xinmoi")


@dataclass
class Parts:
    """What a started server is made of; only `settings` is ever replaced, by a changed file."""

    settings: Settings
    database: Database
    office: Office
    metrics: Metrics
    runtime: Runtime
    procedures: Procedures
    rows: Database
    site: Site
    voice: display.Voice | None = None


def wall_clock() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def open_office(
    chosen: Settings, database: Database, clock: Clock, metrics: Metrics | None = None
) -> Office:
    """Rebuild the hall from the journal; raise WouldOrphanTickets or CannotStore."""
    catalogue = chosen.catalogue()
    journal = SqlJournal(database, catalogue.zone_info, clock)
    return Office(MeasuredJournal(journal, metrics) if metrics else journal, catalogue, clock)


def build(chosen: Settings, data: Path, clock: Clock, demo_devices: Mapping[str, str]) -> Parts:
    """Return the server of a data folder with every screen in it.

    `demo_devices`: role -> token of the devices that a demo's browser may be at once.
    """
    metrics, green = Metrics(), runtime(chosen.server.async_mode)
    database = open_database(data, green.offload)
    office = open_office(chosen, database, clock, metrics)
    choices = Choices(
        centre=centre_of(chosen),
        secret_key=secret_key(data),
        version=version(),
        languages=chosen.catalogue().languages,
        https=(chosen.server.public_url or "").startswith("https:"),
        trusted_proxies=chosen.server.trusted_proxies,
        demo_devices=demo_devices,
    )
    site = build_site(office, Accounts(database), green, metrics, choices, SCREENS)
    procedures = procedures_of(chosen, database, clock)
    rows = open_reports(data, green.offload)
    parts = Parts(chosen, database, office, metrics, green, procedures, rows, site)
    install_screens(parts, data)
    return parts


def procedures_of(chosen: Settings, database: Database, clock: Clock) -> Procedures:
    """Return the stored catalogue of procedures, as of the centre's date."""
    zone = chosen.catalogue().zone_info
    return Procedures(database, clock, lambda: service_day(clock(), zone))


def install_screens(parts: Parts, data: Path) -> None:
    """Put every screen into the site."""
    site = parts.site
    procedure_of = known_procedures(parts.procedures)
    words = CitizenWords(parts.database, parts.office.now)
    paper = kiosk.install(
        site, parts.procedures, lambda: kiosk_options(parts.settings), procedure_of
    )
    if cannot := unheard_output(parts.settings):
        log.warning("voice: %s", cannot)
    voice = parts.voice = display.install(
        site, lambda: display_options(parts.settings), data / "voice"
    )
    counters.install(
        site,
        lambda code: named.names if (named := procedure_of(code)) else None,
        paper,
        voice,
    )
    phone.install(site, parts.settings.server.public_url, words, procedure_of)
    rating.install(site)
    keep_erasing(parts, words)
    journal = JournalReader(parts.database)
    reports.install(site, Projector(journal, parts.rows, lambda: parts.office.hall), journal)


def keep_erasing(parts: Parts, words: CitizenWords) -> None:
    """Erase what citizens wrote once it is old: now, and at the end of every service day."""

    def erase() -> None:
        try:
            words.forget_older_than(parts.settings.screens.phone.words_kept_days)
        except CannotStore as fault:
            log.warning("old words of citizens cannot be erased now: %s", fault)

    def stored(_hall: Hall, entries: tuple[Entry, ...]) -> None:
        if any(isinstance(entry.event, DayClosed) for entry in entries):
            parts.runtime.spawn(erase)

    parts.office.subscribe(stored)
    parts.runtime.spawn(erase)


def known_procedures(procedures: Procedures) -> Callable[[str], Procedure | None]:
    """Return a look-up of a procedure by code, renewed when the catalogue changes."""
    known: dict[str, Procedure] = {}
    looked_at, version_seen = 0.0, ""

    def procedure(code: str) -> Procedure | None:
        nonlocal known, looked_at, version_seen
        if monotonic() - looked_at > 1.0:
            looked_at = monotonic()
            if procedures.version() != version_seen:
                version_seen = procedures.version()
                known = {entry.code: entry for entry in procedures.procedures()}
        return known.get(code)

    return procedure


def serve(parts: Parts, data: Path, host: str, port: int, alongside: Callable[[], None]) -> None:
    """Serve until told to stop; `alongside` is called once everything is ready."""
    listener = listen(host, port)

    handle = new_handle(host, listener.getsockname()[1])
    reload = partial(take_anew, parts)
    install_control(parts.site, handle, reload)
    parts.metrics.watch_loop(parts.runtime)
    handle.announce(data)
    agent = OwnAgent(parts.runtime, parts.site.guard, lambda: own_printers(parts.settings))
    agent.keep(handle.url)
    alongside()
    click.echo(f"Xin Mời serves {handle.url} from {data}")
    try:
        Serving(parts.office, parts.runtime, reload, sentence).run(Front(parts.site.app), listener)
    finally:
        agent.end()
        if parts.voice is not None:
            parts.voice.close()
        retract(data)
        parts.rows.close()
        parts.database.close()


def take_anew(parts: Parts) -> None:
    """Take the changed configuration; raise a Refusal or CannotStore, and keep the old one then."""
    before = parts.settings
    try:
        fresh = load(before.file)
    except SettingsFaults as faults:
        raise ConfigurationFaulty(faults=str(faults))
    # First: once the office has told the screens, they ask for their pages anew
    parts.settings, parts.site.centre = fresh, centre_of(fresh)
    try:
        parts.office.reconfigure(fresh.catalogue())
    except BaseException:
        parts.settings, parts.site.centre = before, centre_of(before)
        raise


def serve_folder(chosen: Settings, data: Path, host: str, port: int) -> None:
    """Serve the centre of a data folder, alone on it."""
    lock = ServerLock(data)
    try:
        serve(build(chosen, data, wall_clock, {}), data, host, port, lambda: None)
    finally:
        lock.release()


def sentence(refusal: Refusal) -> str:
    """Return a refusal as the operator reads it: one sentence in English."""
    return message_for(Words((HERE / "web",)), "en", refusal.code, refusal.fields)


def centre_of(chosen: Settings) -> Centre:
    """Return what screens say about the centre."""
    said = chosen.centre
    return Centre(said.names, said.city, said.motto, said.notices, said.phone)


def version() -> str:
    """Return this release's number, from the project file where it is not installed."""
    try:
        return metadata.version("xinmoi")
    except metadata.PackageNotFoundError:
        import tomllib

        with (HERE / "pyproject.toml").open("rb") as file:
            return str(tomllib.load(file)["project"]["version"])
