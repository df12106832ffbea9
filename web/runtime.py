"""The runtime: threads, sleeping and blocking calls, green or native.

`eventlet` is the default, `gevent` the alternative, `threading` needs neither (laptops, Windows).
Only this module and `web/http_servers.py` may import either of them. At import this one takes
nothing of ours: it runs first.
"""

import errno
import gc
import os
import socket
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal, ParamSpec, Protocol, TypeVar, cast

Mode = Literal["eventlet", "gevent", "threading"]
MODES: tuple[Mode, ...] = ("eventlet", "gevent", "threading")
BACKLOG = 4096
NATIVE_THREADS = 8
COLLECT_AFTER = (200_000, 1_000_000, 1_000_000)
"""The collector seldom comes of itself: with 5,000 phones it holds a call up for 25 to 60 ms when
it looks at young objects, for 0.3 s when at all. What goes out of use goes by its count anyway.
A start, whose objects nearly all stay, takes a tenth less of the processor."""
FIRST_THREADS, SLOW_THREADS = 2, 3
"""Of these, for what goes first, and for what is slow."""
UNSENT_BYTES = 4096
GONE_MS = 30_000
"""A client that confirms nothing for so long has gone without a word, as phones do that walk out of
the network: the system alone would go on sending for a quarter of an hour."""
P = ParamSpec("P")
R = TypeVar("R")
WsgiApp = Callable[[dict[str, Any], Any], Any]
Enter = Callable[[Any, str], AbstractContextManager[Any]]
"""Counts a client's socket, of an address, for as long as it is served."""
Knows = Callable[[str], bool]
"""Whether a credential is an officer's or a device's: they come first where threads are dear."""


class CannotListen(Exception):
    """The address cannot be served; the message says why in one sentence."""


class Runtime(Protocol):
    """What a program needs of its runtime; the same three ways in every mode."""

    mode: Mode
    green: bool
    """Whether thousands of open answers cost little, and threads take turns where they wait."""

    def offload(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return `call(…)`, run where it may block without holding up anybody else."""
        ...

    def offload_first(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Like `offload`, for what everybody waits for: it never waits for that."""
        ...

    def offload_slow(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Like `offload`, for what may take seconds: little of that goes on at once."""
        ...

    def spawn(self, call: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run `call` beside the present thread; it does not keep the program alive."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let the others run, at least this long."""
        ...

    def serve(self, app: WsgiApp, listener: socket.socket, enter: Enter, knows: Knows, /) -> None:
        """Serve `app` on the listening socket, for ever."""
        ...

    def make_gate(self) -> "Gate":
        """Return a closed gate: a cheap way to let many wait for one moment."""
        ...


class Gate(Protocol):
    """Whoever waits goes on once it is open; it never closes again."""

    @property
    def wait(self) -> Callable[[], object]:
        """Return once the gate is open."""
        ...

    @property
    def open(self) -> Callable[[], object]:
        """Let everybody through."""
        ...


@dataclass(frozen=True, slots=True)
class _Gate:
    wait: Callable[[], object]
    open: Callable[[], object]


def patch(mode: str) -> None:
    """Make the standard library green. Programs call it before any other import; tests never do."""
    # A thread that comes back from the disk waits this long for a busy interpreter: 5 ms would be
    # thirty times the disk's own time.
    sys.setswitchinterval(0.0001)
    gc.set_threshold(*COLLECT_AFTER)
    if mode == "eventlet":
        os.environ.setdefault("EVENTLET_THREADPOOL_SIZE", str(NATIVE_THREADS))
        # Names are looked up by the system as everywhere else; the green resolver costs 8 MB.
        os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
        _silence_eventlet()
        import eventlet

        eventlet.monkey_patch()
        from web.native_locks import keep_locks_native

        keep_locks_native(eventlet.patcher.original("threading"))
    elif mode == "gevent":
        from gevent import monkey

        monkey.patch_all()


def _silence_eventlet() -> None:
    """Let eventlet be imported without its word that its support ends in April 2027.

    Until then it is the runtime this centre asked for; after that the default in settings becomes
    gevent and this goes.
    """
    warnings.filterwarnings("ignore", message="\\s*Eventlet is deprecated")


def runtime(mode: str) -> Runtime:
    """Return the runtime for `server.async_mode`."""
    kinds: dict[str, Callable[[], Runtime]] = {
        "eventlet": _Eventlet,
        "gevent": _Gevent,
        "threading": _Threads,
    }
    return kinds[mode]()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at the address (port 0: any free one), or raise CannotListen.

    At :: it is reached by IPv6 and by IPv4.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both, at = host == "::" and socket.has_dualstack_ipv6(), (host, port)
    try:
        listener = socket.create_server(at, family=family, backlog=BACKLOG, dualstack_ipv6=both)
    except (OSError, OverflowError) as fault:
        number = getattr(fault, "errno", None)
        reason = {
            errno.EADDRINUSE: f"port {port} is in use by another program",
            errno.EACCES: f"port {port} may only be used by an administrator",
            errno.EADDRNOTAVAIL: f"this computer has no address {host}",
        }.get(number or 0, str(fault))
        raise CannotListen(f"Cannot serve on {host}: {reason}.")
    # Connections inherit all three: small messages go out without waiting for the answer to those
    # before, and what a slow client does not take waits in the server, where it may be renewed.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if unsent := getattr(socket, "TCP_NOTSENT_LOWAT", None):
        listener.setsockopt(socket.IPPROTO_TCP, unsent, UNSENT_BYTES)
    if unconfirmed := getattr(socket, "TCP_USER_TIMEOUT", None):
        listener.setsockopt(socket.IPPROTO_TCP, unconfirmed, GONE_MS)
    return listener


def _make_rooms() -> tuple[threading.Semaphore, threading.Semaphore]:
    """Return what bounds usual and slow work, green where threads are."""
    usual = NATIVE_THREADS - FIRST_THREADS - SLOW_THREADS
    return threading.Semaphore(usual), threading.Semaphore(SLOW_THREADS)


class _Eventlet:
    mode: Mode = "eventlet"
    green = True

    def __init__(self) -> None:
        _silence_eventlet()
        import eventlet
        from eventlet import tpool

        self._eventlet, self._tpool = eventlet, tpool
        self._room, self._slow = _make_rooms()

    def offload(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        with self._room:
            return self.offload_first(call, *args, **kwargs)

    def offload_slow(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        with self._slow:
            return self.offload_first(call, *args, **kwargs)

    def offload_first(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        result: R = self._tpool.execute(call, *args, **kwargs)
        return result

    def spawn(self, call: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        self._eventlet.spawn_n(call, *args, **kwargs)

    def sleep(self, seconds: float) -> None:
        self._eventlet.sleep(seconds)

    def serve(self, app: WsgiApp, listener: socket.socket, enter: Enter, _: Knows, /) -> None:
        from web.http_servers import serve_eventlet

        serve_eventlet(app, listener, enter)

    def make_gate(self) -> Gate:
        from eventlet.event import Event

        event = Event()
        return _Gate(event.wait, event.send)


class _Gevent:
    mode: Mode = "gevent"
    green = True

    def __init__(self) -> None:
        import gevent

        self._gevent = gevent
        self._threads = gevent.get_hub().threadpool
        self._threads.maxsize = NATIVE_THREADS
        self._room, self._slow = _make_rooms()

    def offload(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        with self._room:
            return self.offload_first(call, *args, **kwargs)

    def offload_slow(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        with self._slow:
            return self.offload_first(call, *args, **kwargs)

    def offload_first(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        # The pool prints a stack trace of whatever is raised in it, expected by its caller or not.
        def outcome() -> tuple[R | None, BaseException | None]:
            try:
                return call(*args, **kwargs), None
            except BaseException as fault:  # noqa: BLE001 - raised again below
                return None, fault

        result, fault = self._threads.apply(outcome)
        if fault is not None:
            raise fault
        return cast("R", result)

    def spawn(self, call: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        self._gevent.spawn(call, *args, **kwargs)

    def sleep(self, seconds: float) -> None:
        self._gevent.sleep(seconds)

    def serve(self, app: WsgiApp, listener: socket.socket, enter: Enter, _: Knows, /) -> None:
        from web.http_servers import serve_gevent

        serve_gevent(app, listener, enter)

    def make_gate(self) -> Gate:
        from gevent.event import Event

        event = Event()
        return _Gate(event.wait, event.set)


class _Threads:
    mode: Mode = "threading"
    green = False

    def __init__(self) -> None:
        _, self._slow = _make_rooms()

    def offload(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return call(*args, **kwargs)

    offload_first = offload

    def offload_slow(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        with self._slow:
            return call(*args, **kwargs)

    def spawn(self, call: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        threading.Thread(target=call, args=args, kwargs=kwargs, daemon=True).start()

    def sleep(self, seconds: float) -> None:
        threading.Event().wait(seconds) if seconds else os.sched_yield()

    def serve(self, app: WsgiApp, listener: socket.socket, enter: Enter, knows: Knows, /) -> None:
        from web.threaded_server import serve_threads

        serve_threads(app, listener, enter, knows)

    def make_gate(self) -> Gate:
        event = threading.Event()
        return _Gate(event.wait, event.set)
