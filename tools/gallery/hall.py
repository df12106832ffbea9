"""The centre in the pictures: a real server on prepared data, whose clock stands still."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from tools.gallery.ground import PASSWORD, Crowd, Ground, prepare

ROOT = Path(__file__).parents[2]
DAY = "2026-11-23"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_S = 40
Change = Callable[[dict[str, Any]], None]
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
        self.tokens, self.data, self.clock_file = ground.tokens, folder / "data", folder / "clock"
        self.media = folder / "media"
        shutil.copytree(ground.data, self.data)
        self._config = configuration(folder / "config.yaml", change)
        self._process: subprocess.Popen[str] | None = None
        self.port, self._starts = 0, 0
        self.sessions: dict[str, tuple[str, Any]] = {}
        """By name who has signed in: the page where that led, and what the browser then kept."""
        self.set_clock(at)
        self.start()

    @property
    def url(self) -> str:
        """The server's address; the same after a restart."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def serves(self) -> bool:
        """Whether the server is there."""
        return self._process is not None

    def set_clock(self, time: str) -> None:
        """Let it be that time of the day, like 08:40 or 08:40:30, from now on."""
        moment = datetime.fromisoformat(f"{DAY}T{time}").replace(tzinfo=ZONE)
        fresh = self.clock_file.with_suffix(".new")
        fresh.write_text(moment.isoformat(), encoding="ascii")
        fresh.replace(self.clock_file)

    def start(self) -> None:
        """Start the server and return when it serves."""
        self._starts += 1
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "tools.gallery.serving", self._config, self.data,
             self.clock_file, str(self.port), str(self._starts)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        said = self._process.stdout.readline()
        if "serves" not in said:
            raise RuntimeError(f"the hall did not open: {said}")
        self.port = int(said.split("127.0.0.1:")[1].split()[0])

    def stop(self) -> None:
        """Take the server away, as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate(timeout=LONG_S)
            self._process = None

    def end_day(self) -> None:
        """Close the service day now, as the operator's command does."""
        subprocess.run(
            [sys.executable, "server.py", "close-day", "--data", self.data],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def get(self, path: str) -> Answer:
        """Look at something."""
        return self._ask("GET", path)

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
        return dict(self.press(counter, "call", ticket=ticket["id"], reason="picture")["ticket"])

    def free(self, counter: str) -> None:
        """Leave the counter open with nobody at it."""
        self.press(counter, "open")
        if self.get(f"/api/counters/{counter}")["current"] is not None:
            self.press(counter, "finish")

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=LONG_S)
        try:
            headers = {
                "Authorization": f"Bearer {self.tokens['api']}",
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


def configuration(file: Path, change: Change) -> Path:
    """Write the centre's own config.yaml to `file` with a change."""
    yaml = YAML()
    settings = yaml.load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    settings["server"]["public_url"] = "http://so.cantho.gov.vn"
    settings["rules"]["recall_interval_s"] = 0
    change(settings)
    with file.open("w", encoding="utf-8") as text:
        yaml.dump(settings, text)
    return file


@cache
def ground_of(until: str | None, crowd: Crowd | None, weeks: bool) -> Ground:
    """Return a data folder to copy, made once in a run; its morning was lived until that time."""
    folder = Path(mkdtemp(prefix="xinmoi-hall-"))
    opening = datetime.fromisoformat(f"{DAY}T07:00").replace(tzinfo=ZONE)
    end = None if until is None else datetime.fromisoformat(f"{DAY}T{until}").replace(tzinfo=ZONE)
    return prepare(folder, ROOT / "config.yaml", opening, end, crowd, weeks)


__all__ = ["PASSWORD", "Hall"]
