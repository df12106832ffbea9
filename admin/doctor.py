"""`./run doctor`: whether this computer can run the centre, one line per check."""

import os
import shutil
import socket
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import click
from sqlalchemy import select

from admin.network_time import is_clock_synced
from queueing.clock import NIGHTS, Trust
from queueing.errors import CannotStore
from queueing.hours import Hours
from storage import tables
from storage.backup import MARK, OLD, find_last_backup
from storage.database import Database, reach_at
from storage.place import find_contradiction, find_url, is_there
from storage.schema import HEAD, LEFT, version
from web.admin_api import Declined, ask_server, find_server

OK, WARNING, FAULT = "ok", "warning", "FAULT"
NEEDED_BYTES, WANTED_BYTES = 100 * 2**20, 2 * 2**30
SLOW_FSYNC_S = 0.05
FSYNCS = 9
FONTS = ("be-vietnam-pro-latin-", "be-vietnam-pro-vietnamese-", "inter-latin-")
AHEAD = timedelta(seconds=5)
IF_IT_IS_RIGHT = "if it is right, run ./run accept-clock"


@dataclass(frozen=True)
class Finding:
    """What one check found. `state`: ok, warning or FAULT."""

    state: str
    check: str
    what: str


@dataclass(frozen=True)
class Place:
    """What is examined: the data folder, where the server would listen, where the fonts are.

    `url`: of the database, as the configuration says. `more`: checks that belong to other parts,
    each returning (state, check, what) lines.
    """

    data: Path
    host: str
    port: int
    fonts: Path
    more: tuple[Callable[[], Iterable[tuple[str, str, str]]], ...] = ()
    url: str | None = None

    def has_database(self) -> bool:
        """Say whether there is a database yet, as far as that is known without asking it."""
        return self.url is not None or is_there(self.data)

    def reach_database(self) -> Database:
        """Return it: what the folder has, where the configuration contradicts that."""
        known = find_url(self.data)
        has_own = known is None and is_there(self.data)
        return reach_at(self.data, known if has_own else self.url or known)


def doctor(place: Place) -> int:
    """Print one line per check; return 1 when one of them found a fault, else 0."""
    findings = [finding for check in CHECKS for finding in check(place)]
    findings += [Finding(*line) for check in place.more for line in check()]
    for finding in findings:
        click.echo(f"{finding.state:8}{finding.check}: {finding.what}")
    return int(any(finding.state == FAULT for finding in findings))


def examine_hours(hours: Hours) -> Iterator[tuple[str, str, str]]:
    """Yield the line that says whether numbers are given outside the hours of intake."""
    if hours.enforced:
        yield OK, "hours", "no numbers are given outside the hours of intake"
    else:
        what = "they are shown and refuse nobody: kiosks give numbers at any hour"
        yield WARNING, "hours", f"{what} until hours.enforced is true"


def examine_clock(place: Place) -> Iterator[Finding]:
    """Say whether the clock can be believed; a running server knows best."""
    now, synced = datetime.now(UTC), is_clock_synced()
    said = f"it is {now:%Y-%m-%d %H:%M} UTC"
    told, newest = _ask(place, "clock"), _newest_entry(place)
    trust = told.get("trust")
    behind = newest is not None and now < newest - AHEAD
    if trust == Trust.WRONG or (trust is None and behind and not synced):
        written = f"{newest:%Y-%m-%d %H:%M}" if newest else "another day"
        what = f"{said}, but the last entry of the journal is of {written}"
        yield Finding(FAULT, "clock", f"{what}; set the clock, or {IF_IT_IS_RIGHT}")
    elif trust == Trust.UNPROVEN and told.get("day_closed"):
        what = f"the service day {told['day']} is over, and the clock says it is that day still"
        yield Finding(WARNING, "clock", f"{what}; if it is a later day, set the clock")
    elif trust is None and newest is not None and now > newest + NIGHTS:
        what = f"{said}, {(now - newest).days} days after the last entry of the journal"
        yield Finding(WARNING, "clock", f"{what}; if that cannot be, set the clock")
    elif synced is False:
        yield Finding(WARNING, "clock", "not synchronised; switch on network time (NTP)")
    else:
        how = "synchronised" if synced else "whether it is synchronised is unknown here"
        yield Finding(OK, "clock", f"{now:%Y-%m-%d %H:%M} UTC, {how}")


def _examine_requests(place: Place) -> Iterator[Finding]:
    """Say what requests have shown the running server of proxies and addresses."""
    notes = _ask(place, "addresses").get("notes")
    for note in notes if isinstance(notes, list) else ():
        yield Finding(WARNING, "address", note)


def _ask(place: Place, about: str) -> Mapping[str, object]:
    """Return what the server of the folder knows of it, nothing where none is running."""
    try:
        return ask_server(place.data, about) or {}
    except Declined:
        return {}


def _newest_entry(place: Place) -> datetime | None:
    if not place.has_database():
        return None
    newest = select(tables.journal.c.at).order_by(tables.journal.c.seq.desc()).limit(1)
    try:
        with place.reach_database() as database:
            at = database.read(lambda connection: connection.execute(newest).scalar())
    except CannotStore:
        return None  # the check of the database names the reason
    return datetime.fromisoformat(at) if at else None


def _permissions(place: Place) -> Iterator[Finding]:
    if not place.data.exists():
        yield Finding(OK, "data folder", f"{place.data} will be made at the first start")
    elif not place.data.is_dir():
        yield Finding(FAULT, "data folder", f"{place.data} is not a folder")
    elif not os.access(place.data, os.R_OK | os.W_OK | os.X_OK):
        yield Finding(FAULT, "data folder", f"{place.data} cannot be written by this user")
    elif os.name == "posix" and stat.S_IMODE(place.data.stat().st_mode) & 0o077:
        what = f"{place.data} is open to other users of this computer; chmod 700 closes it"
        yield Finding(WARNING, "data folder", what)
    else:
        yield Finding(OK, "data folder", f"{place.data}")


def _disk(place: Place) -> Iterator[Finding]:
    folder = _nearest(place.data)
    free = shutil.disk_usage(folder).free
    what = f"{free / 2**30:.1f} GB free"
    if free < NEEDED_BYTES:
        yield Finding(FAULT, "disk", f"{what}; make room, at least 100 MB")
    else:
        yield Finding(OK if free >= WANTED_BYTES else WARNING, "disk", what)
    try:
        seconds = _fsync_s(folder)
    except OSError as error:
        yield Finding(FAULT, "fsync", f"nothing can be written in {folder} ({error.strerror})")
        return
    state = OK if seconds <= SLOW_FSYNC_S else WARNING
    yield Finding(state, "fsync", f"{seconds * 1000:.1f} ms to put a ticket on disk (median)")


def _fsync_s(folder: Path) -> float:
    """Return the median time to put 4 KB safely on disk."""
    path = folder / f".doctor-{os.getpid()}"
    took = []
    try:
        with path.open("wb") as file:
            for _ in range(FSYNCS):
                start = time.perf_counter()
                file.write(bytes(4096))
                file.flush()
                os.fsync(file.fileno())
                took.append(time.perf_counter() - start)
    finally:
        path.unlink(missing_ok=True)
    return median(took)


def _nearest(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that exists."""
    folder = folder.absolute()
    while not folder.is_dir():
        folder = folder.parent
    return folder


def _place_of_database(place: Place) -> Iterator[Finding]:
    """Say where configuration and data folder name different databases."""
    known = find_url(place.data)
    if contradiction := find_contradiction(place.data, place.url):
        yield Finding(FAULT, "server.database", contradiction)
    elif known is not None and place.url != known:
        what = (
            f"it is {place.url}, and {place.data} has had {known} until now; the next start takes"
        )
        yield Finding(WARNING, "server.database", f"{what} the first, if it holds the same journal")


def _tables(place: Place) -> Iterator[Finding]:
    if not place.has_database():
        yield Finding(OK, "database", "none yet; it is made at the first start")
        return
    try:
        with place.reach_database() as database:
            found, where = database.read(version), database.describe()
    except CannotStore as error:
        yield Finding(FAULT, "database", str(error))
        return
    if found == HEAD:
        yield Finding(OK, "database", f"form {found}; {where}")
    elif found == LEFT:
        yield Finding(FAULT, "database", f"its centre has moved away, nothing serves it; {where}")
    elif found is None or found < HEAD:
        yield Finding(OK, "database", f"form {found}; the next start brings it to {HEAD}; {where}")
    else:
        what = f"form {found} was made by a newer version of this program (known up to {HEAD})"
        yield Finding(FAULT, "database", what)


def _backup(place: Place) -> Iterator[Finding]:
    if not (place.data / MARK).is_file():
        yield Finding(OK, "backup", "none yet; ./run backup makes one")
        return
    days = (time.time() - find_last_backup(place.data)) / 86400
    state = OK if days <= OLD / timedelta(days=1) else WARNING
    yield Finding(state, "backup", f"the last one, or the first start, was {days:.0f} days ago")


def _port(place: Place) -> Iterator[Finding]:
    server = find_server(place.data)
    if server is not None and _ask(place, "clock"):
        yield Finding(OK, "port", f"the server is running at {server.url} (process {server.pid})")
        return
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    where = f"{place.host}:{place.port}"
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        if os.name == "posix":  # as the server does: a port just left is free
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((place.host, place.port))
        except OSError as error:
            what = f"{where} cannot be used ({error.strerror}): another program may hold it"
            yield Finding(WARNING, "port", what)
        else:
            yield Finding(OK, "port", f"{where} is free")


def _fonts(place: Place) -> Iterator[Finding]:
    names = [path.name for path in place.fonts.rglob("*.woff2")]
    missing = [font for font in FONTS if not any(name.startswith(font) for name in names)]
    if missing:
        what = f"{', '.join(missing)}* missing in {place.fonts}; install the program anew"
        yield Finding(FAULT, "fonts", what)
    else:
        yield Finding(OK, "fonts", f"{len(names)} files for the screens")


CHECKS: tuple[Callable[[Place], Iterator[Finding]], ...] = (
    examine_clock,
    _permissions,
    _disk,
    _place_of_database,
    _tables,
    _backup,
    _port,
    _examine_requests,
    _fonts,
)
