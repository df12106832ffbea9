"""Control: what the command line asks of a server that is running on the same computer."""

import hmac
import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from flask import Response, request

from queueing.commands import EndDay, ReopenDay
from queueing.events import Entry
from queueing.hall import Hall
from web.answers import json_answer
from web.errors import NotAllowed, NotSignedIn
from web.requests import LOOPBACK, Body, read_body
from web.roles import Open
from web.site import Site
from web.tickets import utc

FILE = "server.json"
ACTOR = "command-line"
TIMEOUT_S = 30
ANY_ADDRESS = "0.0.0.0"  # nosec B104 # compared with what is configured


class Declined(Exception):
    """The running server said no; the message is its own, `code` too."""

    def __init__(self, message: str, code: str | None = None) -> None:
        """Keep what it said."""
        super().__init__(message)
        self.code = code


class EndOfDay(Body):
    """Body of `POST /api/control/close-day`: see the command EndDay."""

    confirmed: bool = False
    at_once: bool = False


class TicketToErase(Body):
    """Body of `POST /api/control/erase-ticket`: day and number, address or id of the ticket."""

    ticket: str


def answer_end_of_day(hall: Hall, _entries: tuple[Entry, ...]) -> dict[str, object]:
    """Answer with the journal number, and until when the day may be reopened."""
    return {"seq": hall.seq, "reopen_until": utc(hall.halted_until)}


@dataclass(frozen=True)
class Handle:
    """Where the running server of a data folder is, and the secret that proves who may steer it."""

    pid: int
    url: str
    token: str

    def announce(self, folder: Path) -> None:
        """Write it into the data folder, readable by its owner alone."""
        path = folder / FILE
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump({"pid": self.pid, "url": self.url, "token": self.token}, file)


def new_handle(host: str, port: int) -> Handle:
    """Return a handle with a fresh secret for this process."""
    nearby = {ANY_ADDRESS: "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)
    address = f"[{nearby}]" if ":" in nearby else nearby
    return Handle(os.getpid(), f"http://{address}:{port}", secrets.token_urlsafe(32))


def retract(folder: Path) -> None:
    """Remove the announcement."""
    (folder / FILE).unlink(missing_ok=True)


def find_server(folder: Path) -> Handle | None:
    """Return what the folder's server wrote into it, None where there is nothing to be read.

    It need not run any more: one that was cut short has not removed it.
    """
    try:
        known = json.loads((folder / FILE).read_text())
        return Handle(known["pid"], known["url"], known["token"])
    except (OSError, ValueError, KeyError):
        return None


def ask_server(
    folder: Path, action: str, body: Mapping[str, object] | None = None
) -> dict[str, object] | None:
    """Ask the folder's running server for something; return its answer, None when none is running.

    `action`: close-day (`body`: see EndOfDay), reopen-day, reload, accept-clock,
    erase-ticket (TicketToErase); clock: what it
    thinks of the clock; addresses: what requests showed to be set up wrongly. Raises Declined when
    it refuses.
    """
    known = find_server(folder)
    if known is None:
        return None
    try:
        question = Request(
            f"{known.url}/api/control/{action}",
            data=json.dumps(body or {}).encode(),
            headers={
                "Authorization": f"Bearer {known.token}",
                "Accept-Language": "en",
                "Content-Type": "application/json",
            },
        )
        with build_opener(ProxyHandler({})).open(question, timeout=TIMEOUT_S) as answer:
            told: dict[str, object] = json.load(answer)
            return told
    except HTTPError as refusal:
        said = json.load(refusal)
        raise Declined(said.get("message", str(refusal)), said.get("error"))
    except (ValueError, URLError):
        return None


def install_admin_api(
    site: Site, handle: Handle, reload: Callable[[], None], erase: Callable[[str], str]
) -> None:
    """Serve `POST /api/control/…` to holders of the secret: see `ask_server`.

    `erase(which)` erases a ticket and returns its number.
    """

    def check() -> None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), handle.token.encode()):
            raise NotSignedIn
        if request.remote_addr not in LOOPBACK:
            raise NotAllowed

    _install_day(site, check)

    @site.routes.open("POST", "/api/control/erase-ticket", Open.TO_OPERATOR, TicketToErase)
    def erase_ticket() -> Response:
        check()
        return json_answer({"number": erase(read_body(TicketToErase).ticket)})

    _install_clock(site, check)

    @site.routes.open("POST", "/api/control/reload", Open.TO_OPERATOR)
    def reload_now() -> Response:
        check()
        reload()
        return json_answer({"catalogue": site.office.hall.catalogue.digest})

    @site.routes.open("POST", "/api/control/addresses", Open.TO_OPERATOR)
    def tell_addresses() -> Response:
        check()
        return json_answer({"notes": list(site.addresses.notes.values())})


def _install_clock(site: Site, check: Callable[[], None]) -> None:
    @site.routes.open("POST", "/api/control/clock", Open.TO_OPERATOR)
    def tell_clock() -> Response:
        check()
        hall = site.office.hall
        day = hall.day.isoformat() if hall.day else None
        return json_answer({"trust": site.office.trust, "day": day, "day_closed": hall.day_closed})

    @site.routes.open("POST", "/api/control/accept-clock", Open.TO_OPERATOR)
    def accept_clock() -> Response:
        check()
        site.office.accept_clock(ACTOR)
        return json_answer({"seq": site.office.hall.seq})


def _install_day(site: Site, check: Callable[[], None]) -> None:
    @site.routes.open("POST", "/api/control/close-day", Open.TO_OPERATOR, EndOfDay)
    def close_day() -> Response:
        check()
        said = read_body(EndOfDay)
        command = EndDay(said.confirmed, said.at_once)
        return json_answer(site.office.submit(command, actor=ACTOR, reply=answer_end_of_day))

    @site.routes.open("POST", "/api/control/reopen-day", Open.TO_OPERATOR)
    def reopen_day() -> Response:
        check()
        return json_answer(site.office.submit(ReopenDay(), actor=ACTOR, reply=answer_end_of_day))
