"""Joins the parts of a centre's server: storage, rules, web; the screens are in screens.py."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path

from admin.network_time import find_uptime_s, is_clock_synced
from centre.common_settings import CommonSettings
from centre.forgetting import keep_forgetting
from centre.parts import Parts
from centre.reload import put_in_force
from centre.screens import install_screens
from queueing.errors import Refusal
from queueing.numbering import service_day
from queueing.office import Office
from reports.months.reader import FigureReader
from settings.loading import Settings
from storage.accounts import Accounts
from storage.database import Database, Others, open_database
from storage.first_entry import require_same_journal
from storage.journal import SqlJournal
from storage.procedures import Procedures
from web.addresses import Addresses
from web.app import Choices, build_site
from web.i18n import Translations
from web.metrics import MeasuredJournal, Metrics
from web.processes import LastLook, Processes
from web.roles import Role
from web.runtime import runtime
from web.secret import secret_key

ROOT = Path(__file__).parent.parent
ROOMS = (
    "kiosk display counters phone rating booking complaints procedures now reports admin results"
)
SCREENS = tuple(ROOT / name for name in ROOMS.split())
Clock = Callable[[], datetime]
Uptime = Callable[[], float]
log = logging.getLogger("xinmoi")


def wall_clock() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def open_office(
    chosen: Settings,
    database: Database,
    clock: Clock,
    metrics: Metrics | None = None,
    uptime_s: Uptime | None = None,
    common: CommonSettings | None = None,
) -> Office:
    """Rebuild the hall from the journal; raise WouldOrphanTickets or CannotStore.

    `uptime_s`: seconds that run beside `clock`, and that nobody can set. `common`: what
    the processes have in common that serve the same centre.
    """
    common = common or CommonSettings(None, database.offload)
    require_same_journal(database)
    catalogue, others = common.keep(chosen), common.others
    journal = SqlJournal(database, catalogue.zone_info, clock)
    # What the system says of its clock is true of no other
    is_synced: Callable[[], bool | None] = _know_nothing
    if clock is wall_clock:
        uptime_s = find_uptime_s
        if others is None:
            is_synced = is_clock_synced
        else:
            # One clock for all, wherever they run
            clock = others.tell_time
    measured = MeasuredJournal(journal, metrics) if metrics else journal
    find = None if others is None else partial(common.find, file=chosen.file)
    office = Office(measured, catalogue, clock, is_synced, uptime_s, find, common.chosen_at)
    require_same_journal(database)
    if others is not None and not common.is_found(database):
        # The journal names no text yet, as after a move: others find this one from now on
        office.reconfigure(catalogue, instead_of=catalogue)
    if others is not None:
        others.settle()
    return office


def _know_nothing() -> None:
    return None


def build(
    chosen: Settings,
    data: Path,
    clock: Clock,
    demo_devices: Mapping[Role, str],
    uptime_s: Uptime | None = None,
    *,
    of_several: bool = False,
) -> Parts:
    """Return the server of a data folder with every screen in it.

    `demo_devices`: role -> token of the devices that a demo's browser may be at once; `uptime_s`:
    see `open_office`; `of_several`: others serve it too, though they may only just begin.
    """
    metrics, green = Metrics(), runtime(chosen.server.async_mode)
    database = open_database(data, green.offload, green.offload_first)
    # Before anything is taken from it, or put into it
    require_same_journal(database)
    others = database.join_others()
    common = CommonSettings(others, green.offload)
    chosen = common.take_theirs(chosen, database)
    office = open_office(chosen, database, clock, metrics, uptime_s, common)
    # Another process may have taken one meanwhile
    chosen = common.taken or chosen
    choices = Choices(
        centre=chosen.centre,
        sign_in=chosen.sign_in,
        secret_key=find_secret_key(data, others),
        version=find_version(),
        languages=chosen.catalogue().languages,
        addresses=Addresses(
            chosen.server.public_url,
            chosen.server.trusted_proxies,
            chosen.server.proxy_addresses,
        ),
        limits=chosen.limits,
        demo_devices=demo_devices,
    )
    processes, look = None, LastLook()
    if others is not None:
        are_several = (lambda: True) if of_several else others.are_several
        processes = Processes(others.shared, others.duties, are_several, look.is_recent)
    site = build_site(office, Accounts(database), green, metrics, choices, SCREENS, processes)
    procedures = open_procedures(chosen, database, office.now)
    figures = FigureReader(data, office, green)
    parts = Parts(chosen, database, office, metrics, green, procedures, figures, site, common, look)
    common.take = partial(put_in_force, parts)
    install_screens(parts, data, choices.secret_key)
    keep_forgetting(office, database, data, site.background)
    return parts


def find_secret_key(data: Path, others: Others | None) -> bytes:
    """Return the key that signs sessions: the data folder's, or the one that all processes have."""
    own = secret_key(data)
    if others is None:
        return own
    return bytes.fromhex(others.keep_text("session key", "1", own.hex()))


def open_procedures(chosen: Settings, database: Database, clock: Clock) -> Procedures:
    """Return the stored catalogue of procedures, as of the centre's date."""
    zone = chosen.catalogue().zone_info
    return Procedures(database, clock, lambda: service_day(clock(), zone))


def say_refusal(refusal: Refusal) -> str:
    """Return a refusal as the operator reads it: one sentence in English."""
    return Translations((ROOT / "web",)).say_refusal("en", refusal.code, refusal.fields)


def find_version() -> str:
    """Return this release's number, from the project file where it is not installed."""
    try:
        return metadata.version("xinmoi")
    except metadata.PackageNotFoundError:
        import tomllib

        with (ROOT / "pyproject.toml").open("rb") as file:
            return str(tomllib.load(file)["project"]["version"])
