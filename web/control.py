"""Control: what the command line asks of a server that is running on the same computer."""

import hmac
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from flask import Response, request

from queueing.commands import CloseDay
from web.answers import json_answer
from web.errors import NotAllowed, NotSignedIn
from web.site import Site

FILE = "server.json"
ACTOR = "command-line"
LOOPBACK = ("127.0.0.1", "::1", "::ffff:127.0.0.1")
PATIENCE_S = 30


class Declined(Exception):
    """The running server said no; the message is its own."""


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
    nearby = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)
    address = f"[{nearby}]" if ":" in nearby else nearby
    return Handle(os.getpid(), f"http://{address}:{port}", secrets.token_urlsafe(32))


def retract(folder: Path) -> None:
    """Remove the announcement."""
    (folder / FILE).unlink(missing_ok=True)


def ask(folder: Path, action: str) -> bool:
    """Ask the folder's running server for `close-day` or `reload`; False when none is running.

    Raises Declined when it refuses.
    """
    try:
        known = json.loads((folder / FILE).read_text())
        question = Request(
            f"{known['url']}/api/control/{action}",
            data=b"{}",
            headers={"Authorization": f"Bearer {known['token']}", "Accept-Language": "en"},
        )
        with build_opener(ProxyHandler({})).open(question, timeout=PATIENCE_S):
            return True
    except HTTPError as refusal:
        raise Declined(json.load(refusal).get("message", str(refusal)))
    except (FileNotFoundError, ValueError, KeyError, URLError):
        return False


def install_control(site: Site, handle: Handle, reload: Callable[[], None]) -> None:
    """Serve `POST /api/control/close-day` and `/api/control/reload` to holders of the secret."""

    def check() -> None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), handle.token.encode()):
            raise NotSignedIn
        if request.remote_addr not in LOOPBACK:
            raise NotAllowed

    @site.app.post("/api/control/close-day")
    def close_day() -> Response:
        check()
        site.office.submit(CloseDay(), actor=ACTOR, reply=lambda hall, entries: hall.seq)
        return json_answer({"seq": site.office.hall.seq})

    @site.app.post("/api/control/reload")
    def reload_now() -> Response:
        check()
        reload()
        return json_answer({"catalogue": site.office.hall.catalogue.digest})
