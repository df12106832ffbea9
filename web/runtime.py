"""The runtime: threads and the HTTP server, green or native; nothing else knows which it is.

`eventlet` is the default, `gevent` the alternative, `threading` needs neither (laptops, Windows).
No other module may import either of them. This one imports nothing of ours: it runs first.
"""

import errno
import os
import socket
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Literal, ParamSpec, Protocol, TypeVar, cast

Mode = Literal["eventlet", "gevent", "threading"]
MODES: tuple[Mode, ...] = ("eventlet", "gevent", "threading")
BACKLOG = 4096
SOCKETS = 20_000
NATIVE_THREADS = 8
P = ParamSpec("P")
R = TypeVar("R")
WsgiApp = Callable[[dict[str, Any], Any], Any]


class CannotListen(Exception):
    """The address cannot be served; the message says why in one sentence."""


class Runtime(Protocol):
    """What a program needs of its runtime; the same three ways in every mode."""

    mode: Mode

    def offload(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return `call(…)`, run where it may block without holding up anybody else."""
        ...

    def spawn(self, call: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Run `call` beside the present thread; it does not keep the program alive."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let the others run, at least this long."""
        ...

    def serve(self, app: WsgiApp, listener: socket.socket) -> None:
        """Serve `app` on the listening socket, for ever."""
        ...

    def link(self, engine: Any) -> None:
        """Let `push` reach the sockets of this Engine.IO server."""
        ...

    def push(self, client: Any, frame: bytes, /) -> bool:
        """Write a WebSocket frame to an Engine.IO client now, if nothing is before it in line.

        Return False, with nothing written, where that cannot be: then use the library's queue.
        """
        ...


def patch(mode: str) -> None:
    """Make the standard library green. Programs call it before any other import; tests never do."""
    # A thread that comes back from the disk waits this long for a busy interpreter: 5 ms would be
    # thirty times the disk's own time.
    sys.setswitchinterval(0.0001)
    if mode == "eventlet":
        os.environ.setdefault("EVENTLET_THREADPOOL_SIZE", str(NATIVE_THREADS))
        # Names are looked up by the system as everywhere else; the green resolver costs 8 MB.
        os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
        # eventlet announces that its support ends in April 2027. Until then it is the runtime this
        # centre asked for; after that the default in settings becomes gevent and this goes.
        warnings.filterwarnings("ignore", message="\\s*Eventlet is deprecated")
        import eventlet

        eventlet.monkey_patch()
    elif mode == "gevent":
        from gevent import monkey

        monkey.patch_all()


def runtime(mode: str) -> Runtime:
    """Return the runtime for `server.async_mode`."""
    kinds: dict[str, Callable[[], Runtime]] = {
        "eventlet": _Eventlet,
        "gevent": _Gevent,
        "threading": _Threads,
    }
    return kinds[mode]()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at the address (port 0: any free one), or raise CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, OverflowError) as fault:
        number = getattr(fault, "errno", None)
        reason = {
            errno.EADDRINUSE: f"port {port} is in use by another program",
            errno.EACCES: f"port {port} may only be used by an administrator",
            errno.EADDRNOTAVAIL: f"this computer has no address {host}",
        }.get(number or 0, str(fault))
        raise CannotListen(f"Cannot serve on {host}: {reason}.")


class _Eventlet:
    mode: Mode = "eventlet"

    def __init__(self) -> None:
        import eventlet
        from eventlet import tpool

        self._eventlet, self._tpool = eventlet, tpool

    def offload(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        result: R = self._tpool.execute(call, *args, **kwargs)
        return result

    def spawn(self, call: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        self._eventlet.spawn_n(call, *args, **kwargs)

    def sleep(self, seconds: float) -> None:
        self._eventlet.sleep(seconds)

    def serve(self, app: WsgiApp, listener: socket.socket) -> None:
        from eventlet import wsgi

        from web.http_connection import HttpConnection

        def breathe() -> None:
            self._eventlet.sleep(0)

        def switched() -> bool:
            return bool(wsgi.WSGI_LOCAL.already_handled)

        def protocol(state: list[Any], server: Any) -> None:
            wsgi.WSGI_LOCAL.already_handled = False
            _send_at_once(state[1])
            HttpConnection(state[1], state[0], server.app, breathe, switched).serve()

        wsgi.server(listener, app, max_size=SOCKETS, protocol=protocol, log_output=False)

    def link(self, engine: Any) -> None:
        from engineio.async_drivers.eventlet import WebSocketWSGI
        from eventlet.websocket import RFC6455WebSocket

        from web.wire import Pings, linked

        pings = Pings(engine, self.push)
        # Instead of the library's own, which wakes up once for every client
        engine.start_service_task = False
        self.spawn(pings.keep, self.sleep)
        websocket = linked(WebSocketWSGI, RFC6455WebSocket, pings)
        engine._async = {**engine._async, "websocket": websocket}

    def push(self, client: Any, frame: bytes, /) -> bool:
        # By the library each client costs a queue, a timer and a switch: 200 µs instead of 15.
        wire = getattr(client, "wire", None)
        if wire is None or not client.upgraded or client.closed or client.queue.qsize():
            return False
        if wire._sendlock.counter < 1:
            return False
        # Nothing switches between here and the end of the write: the lock need not be taken.
        try:
            sent = wire.fd.send(frame)
        except OSError:
            return False
        if sent < len(frame):
            wire._sendlock.acquire()
            self.spawn(self._finish, wire, frame[sent:])
        return True

    def _finish(self, wire: Any, rest: bytes) -> None:
        try:
            wire.socket.sendall(rest)
        except OSError:
            wire.close()
        finally:
            wire._sendlock.release()


class _Gevent:
    mode: Mode = "gevent"

    def __init__(self) -> None:
        import gevent

        self._gevent = gevent
        self._threads = gevent.get_hub().threadpool
        self._threads.maxsize = NATIVE_THREADS

    def offload(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
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

    def serve(self, app: WsgiApp, listener: socket.socket) -> None:
        from gevent.server import StreamServer

        from web.http_connection import HttpConnection

        def converse(connection: socket.socket, client: tuple[Any, ...]) -> None:
            _send_at_once(connection)
            HttpConnection(connection, client, app, breathe, _never).serve()

        def breathe() -> None:
            self._gevent.sleep(0)

        StreamServer(listener, converse, spawn=SOCKETS).serve_forever()

    def link(self, engine: Any) -> None:
        engine._async = {**engine._async, "websocket": _calm(engine._async["websocket"])}

    def push(self, _client: Any, _frame: bytes, /) -> bool:
        return False


class _Threads:
    mode: Mode = "threading"

    def offload(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return call(*args, **kwargs)

    def spawn(self, call: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        threading.Thread(target=call, args=args, kwargs=kwargs, daemon=True).start()

    def sleep(self, seconds: float) -> None:
        threading.Event().wait(seconds) if seconds else os.sched_yield()

    def serve(self, app: WsgiApp, listener: socket.socket) -> None:
        from web.http_connection import HttpConnection

        def converse(connection: socket.socket, client: tuple[Any, ...]) -> None:
            with connection:
                _send_at_once(connection)
                HttpConnection(connection, client, app, lambda: None, _never).serve()

        while True:
            try:
                connection, client = listener.accept()
                self.spawn(converse, connection, client)
            except (OSError, RuntimeError):
                # Out of file handles or threads: who is served now gives some back.
                self.sleep(0.1)

    def link(self, engine: Any) -> None:
        engine._async = {**engine._async, "websocket": _calm(engine._async["websocket"])}

    def push(self, _client: Any, _frame: bytes, /) -> bool:
        return False


def _send_at_once(connection: socket.socket) -> None:
    """Let small messages go out without waiting for the answer to those before."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _never() -> bool:
    """Stand in where WebSocket libraries return only when the socket is done with."""
    return False


def _calm(websocket: type) -> type:
    """Return the library's WebSocket, able to be closed when the other side is gone already."""
    from wsproto.utilities import ProtocolError

    class Calm(websocket):  # type: ignore[misc]
        def close(self) -> None:
            with suppress(OSError, RuntimeError, ProtocolError):
                super().close()

    return Calm
