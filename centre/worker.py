"""One of several processes that serve a centre on this host: started by `centre/workers.py`."""

import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from centre.assembly import build, wall_clock
from centre.lifecycle import Front, print_set_up_code, serve_at
from settings.loading import Settings
from web.admin_api import Handle
from web.runtime import listen

READY = b"ready\n"
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Place:
    """What a process is told: the `number`-th `of` so many, its fellows' address and secret.

    `listener`: the inherited handle of the socket that all of them accept from; `own_port`: where
    it alone answers, on loopback, 0: any.
    """

    number: int
    of: int
    url: str
    token: str
    listener: int
    own_port: int


class Tie:
    """The end of the tie that a process has."""

    def __init__(self, handle: int) -> None:
        """Take what was inherited; nobody inherits it from here."""
        os.set_inheritable(handle, False)
        self._socket = socket.socket(fileno=handle)

    def ask_place(self) -> Place:
        """Return what this process is told."""
        with self._socket.makefile("rb") as told:
            place = Place(**json.loads(told.readline()))
        os.set_inheritable(place.listener, False)
        return place

    def say_ready(self) -> None:
        """Say that this process serves."""
        with suppress(OSError):
            self._socket.sendall(READY)

    def wait_for_end(self) -> None:
        """Return once the process that watches this one is gone."""
        with suppress(OSError):
            while self._socket.recv(1):
                pass


def serve_worker(chosen: Settings, data: Path, tie_handle: int) -> None:
    """Serve the centre beside others until told to stop, or until nobody watches any more."""
    tie = Tie(tie_handle)
    place = tie.ask_place()
    parts = build(chosen, data, wall_clock, {}, of_several=True)
    parts.metrics.name_process(str(place.number))
    everybodys = socket.socket(fileno=place.listener)
    own = listen(LOOPBACK, place.own_port)
    own_url = f"http://{LOOPBACK}:{own.getsockname()[1]}"
    stopping = Event()

    def watch() -> None:
        tie.wait_for_end()
        stopping.set()

    parts.runtime.spawn(watch)

    def say_ready() -> None:
        print_set_up_code(parts.site.set_up)
        tie.say_ready()

    handle = Handle(os.getppid(), place.url, place.token)
    serve_at(parts, data, Front((everybodys, own), handle, own_url), say_ready, stopping)
