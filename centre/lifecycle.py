"""Serving: from listening to the orderly end, with the signals that ask for it."""

import ctypes
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic

import click

from admin.file_handles import advise, raise_limit
from admin.machine_limits import advise_on_limits
from centre.assembly import build, say_refusal, wall_clock
from centre.erasing import erase_ticket
from centre.options import make_paper_options
from centre.parts import Parts
from centre.reload import reload
from kiosk.printing.server.own_agent import OwnAgent
from queueing.errors import CannotStore, Refusal
from settings.changing import is_changeable
from settings.loading import Settings
from storage.lock import ServerLock
from web.admin_api import ACTOR, Handle, install_admin_api, new_handle, retract
from web.busy_page import make_busy_page
from web.connections import Connections
from web.live.newcomers import Newcomers
from web.middleware import Middleware
from web.runtime import listen
from web.set_up_code import GOOD_FOR_S, SetUp

TICK_S = 2.0
LINGER_S = 0.5
"""After the last command a stopping server goes on refusing this long: callers hear a clear 503."""
LAST_ANSWERS_S = 3.0
COLLECT_AFTER = (50_000, 1_000_000, 1_000_000)
"""A quarter of what the start has: each page leaves 15 KB of objects that refer to each other."""
COLLECT_ALL_S = 600.0
M_MMAP_THRESHOLD, LARGE_BLOCK = -3, 2**20
"""For glibc's mallopt (malloc.h)."""
log = logging.getLogger("xinmoi.server")


def serve_folder(chosen: Settings, data: Path, host: str, port: int) -> None:
    """Serve the centre of a data folder, alone on it."""
    lock = ServerLock(data)
    try:
        parts = build(chosen, data, wall_clock, {})
        serve(parts, data, host, port, partial(print_set_up_code, parts.site.set_up))
    finally:
        lock.release()


@dataclass(frozen=True)
class Front:
    """Where a process answers. `own_url`: an address at which nobody but this process does."""

    listeners: Sequence[socket.socket]
    handle: Handle
    own_url: str


def serve(parts: Parts, data: Path, host: str, port: int, alongside: Callable[[], None]) -> None:
    """Serve until told to stop; `alongside` is called once everything is ready."""
    listener = listen(host, port)
    handle = new_handle(host, listener.getsockname()[1])

    def say_ready() -> None:
        handle.announce(data)
        alongside()
        click.echo(f"Xin Mời serves {handle.url} from {data}")

    try:
        serve_at(parts, data, Front((listener,), handle, handle.url), say_ready, Event())
    finally:
        retract(data)


def serve_at(
    parts: Parts, data: Path, front: Front, say_ready: Callable[[], None], stopping: Event
) -> None:
    """Serve until told to stop, by a signal or `stopping`; `say_ready` is called before."""
    handles = raise_limit()
    if advice := advise(handles):
        log.warning("%s", advice)
    for advice in advise_on_limits(parts.settings.server.async_mode):
        log.warning("%s", advice)
    if not is_changeable(parts.settings.file):
        log.warning("pages cannot change %s: its folder cannot be written", parts.settings.file)
    install_admin_api(
        parts.site,
        front.handle,
        partial(reload, parts),
        lambda which: erase_ticket(parts.office, parts.database, data, which, ACTOR).number,
    )
    parts.site.routes.require_all()
    parts.metrics.watch_loop(parts.site.background)
    agent = OwnAgent(
        parts.site.background,
        parts.site.guard,
        parts.site.processes.duties,
        lambda: make_paper_options(parts.settings).prints_here,
    )
    agent.start(front.own_url)
    say_ready()
    try:
        connections = Connections(lambda: parts.site.limits, handles)
        _run(parts, front.listeners, connections, stopping)
    finally:
        agent.stop()
        if parts.voice is not None:
            parts.voice.close()
        parts.figures.close()
        parts.database.close()


def _run(
    parts: Parts, listeners: Sequence[socket.socket], connections: Connections, stopping: Event
) -> None:
    """Answer until SIGTERM, SIGINT or `stopping`; return when everything in hand is answered.

    Raises SystemExit where the server can accept nothing more.
    """
    failed = Event()
    runtime, background = parts.runtime, parts.site.background
    middleware = _make_middleware(parts)
    _hear_signals(parts, stopping)
    _settle_memory()
    _keep_going(parts)

    def accept(listener: socket.socket) -> None:
        """Serve for ever. Whoever watches the process starts it again if that ends by itself."""
        try:
            app = parts.site.addresses.wrap(middleware)
            runtime.serve(app, listener, connections.enter, middleware.knows)
        except Exception:
            log.exception("no more connections are accepted")
        failed.set()
        stopping.set()

    for listener in listeners:
        runtime.spawn(accept, listener)
    while not stopping.wait(TICK_S):
        pass
    log.info("stopping: new commands are refused, what is in hand is finished")
    background.stop()
    parts.office.stop()
    end = monotonic() + LAST_ANSWERS_S
    runtime.sleep(LINGER_S)
    while not middleware.idle and monotonic() < end:
        runtime.sleep(0.02)
    if failed.is_set():
        raise SystemExit(1)


def _hear_signals(parts: Parts, stopping: Event) -> None:
    for name, act in (
        ("SIGTERM", stopping.set),
        ("SIGINT", stopping.set),
        ("SIGHUP", lambda: parts.runtime.spawn(_reload_at_signal, parts)),
    ):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_, act=act: act())


def _make_middleware(parts: Parts) -> Middleware:
    site = parts.site
    newcomers = Newcomers(
        site.sockets, lambda: site.limits, site.background, site.processes.are_several
    )
    return Middleware(
        site.app,
        lambda: parts.runtime.sleep(0),
        lambda: site.limits,
        newcomers.admit,
        site.routes.find_largest_body,
        make_busy_page(site.words),
    )


def _keep_going(parts: Parts) -> None:
    """Begin what goes on beside the requests and belongs to no screen."""
    background, others = parts.site.background, parts.common.others
    background.every(TICK_S, parts.office.tick, "closing the day")
    background.every(COLLECT_ALL_S, gc.collect, "collecting garbage")
    if others is None:
        return

    def follow() -> None:
        parts.office.follow()
        parts.last_look.note()

    background.whenever(others.wait, follow, "following other processes")


def print_set_up_code(set_up: SetUp) -> None:
    """Print how to become the first administrator, where there is none."""
    if code := set_up.open():
        click.echo(
            f"There is no administrator yet: open /setup of this server and type {code}, within "
            f"{GOOD_FOR_S / 60:.0f} minutes. After that a restart prints a new code."
        )


def _reload_at_signal(parts: Parts) -> None:
    try:
        reload(parts)
        log.info("the changed configuration is in use")
    except Refusal as refusal:
        log.error("the old configuration stays. %s", say_refusal(refusal))
    except CannotStore as fault:
        log.error("the old configuration stays: %s", fault)


def _settle_memory() -> None:
    """Keep the garbage collector off what stays for ever; it would hold the loop 20 ms a round."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    if sys.platform == "linux":
        # What the start needed for a moment (replay, imports) goes back to the system: 20 MB. Large
        # blocks do at once: each thread that hashes a password would else keep 19 MB.
        with suppress(AttributeError):  # a C library other than glibc
            ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK)
            ctypes.CDLL(None).malloc_trim(0)
