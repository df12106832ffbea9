"""The centre in the pictures: a real server on prepared data, whose clock stands still."""

import atexit
import json
import os
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from time import time
from typing import Any

from storage.backup import MARK, OLD
from tests.gallery.ground import Crowd, prepare
from tests.program import CONFIG, PASSWORD, ZONE, Change, Furnished, run, server_in
from tests.waiting import LONG_S, wait_until

DAY = "2026-11-23"
IN_MEMORY = Path("/dev/shm")
Answer = dict[str, Any]


class Hall:
    """A centre in a folder of its own. Every command goes over HTTP, as from any device."""

    def __init__(
        self,
        folder: Path,
        *,
        at: str,
        lived: bool = True,
        crowd: Crowd | None = None,
        weeks: bool = False,
        change: Change = lambda _: None,
    ) -> None:
        """Serve a centre at a time like 08:40 of one Monday.

        `lived`: with the morning up to then behind it, else nobody has come yet but a `crowd`;
        `weeks`: with four weeks before that day; `change` is made to the centre's config.yaml.
        """
        ground = ground_of(at if lived else None, crowd, weeks)
        self._server = server_in(
            folder, pictured, change, furnished=ground, at=f"{DAY}T{at}", stands_still=True
        )
        self.media, self.tokens = folder / "media", ground.tokens
        self.config = self._server.config
        self.sessions: dict[str, tuple[str, Any]] = {}
        """By name who has signed in: the page where that led, and what the browser then kept."""
        self._neighbour = ""
        self.start()

    @property
    def url(self) -> str:
        """The server's address; the same after a restart."""
        return self._server.url

    @property
    def port(self) -> int:
        """The port of that address."""
        return self._server.port

    @property
    def serves(self) -> bool:
        """Whether the server is there."""
        return self._server.process is not None

    def set_clock(self, time: str) -> None:
        """Let it be that time of the day, like 08:40 or 08:40:30, from now on."""
        self._server.set_clock(f"{DAY}T{time}", stands_still=True)

    def token(self, role: str, **place: str) -> str:
        """Let one more device in; return its token."""
        return self._server.token(role, **place)

    def start_with_clock(self, local: str) -> None:
        """Start the server anew by another clock, which stands at that local time of any day."""
        self.stop()
        self._server.set_clock(local, stands_still=True)
        self.start()

    def let_backup_grow_old(self) -> None:
        """Let the last backup be of long ago, as soon as the server has looked for one."""
        mark = self._server.data / MARK
        wait_until("the server has looked", mark.exists)
        long_ago = time() - 2 * OLD.total_seconds()
        os.utime(mark, (long_ago, long_ago))

    def start(self) -> None:
        """Start the server and return when it serves."""
        self._server.start()

    def stop(self) -> None:
        """Take the server away, as a power cut does."""
        self._server.kill()

    def end_day(self) -> None:
        """Close the service day now, as the operator's command does."""
        run("close-day", "--yes", "--at-once", "--data", self._server.data)

    def get(self, path: str) -> Answer:
        """Look at something."""
        return self._ask("GET", path)

    def find_service(self, code: str) -> Answer:
        """Return what kiosks show of a service."""
        units = self.get("/api/services")["departments"]
        return next(each for unit in units for each in unit["services"] if each["code"] == code)

    def post(self, path: str, **body: Any) -> Answer:
        """Give a command that must succeed."""
        return self._ask("POST", path, body)

    def press(self, counter: str, button: str, **body: Any) -> Answer:
        """Press a button of a counter."""
        return self.post(f"/api/counters/{counter}/{button}", **body)

    def issue(self, service: str, **wish: Any) -> Answer:
        """Give a number; the answer also holds its page and how many are ahead."""
        return self.post("/api/tickets", service=service, **wish)

    def call(self, counter: str, service: str, **wish: Any) -> Answer:
        """Let somebody come and be called at once; return the ticket."""
        ticket = self.issue(service, **wish)["ticket"]
        self.press(counter, "open")
        return dict(self.press(counter, "call", ticket=ticket["id"], reason="other")["ticket"])

    def free(self, counter: str) -> None:
        """Leave the counter open with nobody at it."""
        seen = self.get(f"/api/counters/{counter}")
        if seen["counter"]["state"] != "open":
            seen = self.press(counter, "open")  # and whoever sat there does so no more
        if seen["current"] is not None:
            self.press(counter, "finish")

    def end_help(self, *counters: str) -> None:
        """End calls for help, as somebody else than who made them."""
        self._neighbour = self._neighbour or self.token("counter")
        for each in counters:
            self._ask("POST", f"/api/counters/{each}/end-help", {}, self._neighbour)

    def _ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, token: str = ""
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONG_S)
        try:
            headers = {
                "Authorization": f"Bearer {token or self.tokens['api']}",
                "Content-Type": "application/json",
            }
            content = None if body is None else json.dumps(body)
            connection.request(method, path, content, headers)
            response = connection.getresponse()
            answer = dict(json.loads(response.read()))
        finally:
            connection.close()
        if response.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer}")
        return answer


def pictured(settings: dict[str, Any]) -> None:
    """Change the configuration so that slips and pages name the centre's public address."""
    settings["server"]["public_url"] = "http://so.cantho.gov.vn"
    settings["rules"].update(recall_interval_s=0, second_press_s=0)


@cache
def ground_of(until: str | None, crowd: Crowd | None, weeks: bool) -> Furnished:
    """Return a data folder to copy, made once in a run; its morning was lived until that time."""
    # A month's presses are each on the disk before the next: in memory that takes no time
    folder = Path(mkdtemp(prefix="xinmoi-hall-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
    atexit.register(rmtree, folder, ignore_errors=True)
    opening = datetime.fromisoformat(f"{DAY}T07:00").replace(tzinfo=ZONE)
    end = None if until is None else datetime.fromisoformat(f"{DAY}T{until}").replace(tzinfo=ZONE)
    return prepare(folder, CONFIG, opening, end, crowd, weeks)


__all__ = ["PASSWORD", "Hall"]
