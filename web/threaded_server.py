"""The HTTP server where each connection takes a thread: Werkzeug's, and who gets the next one."""

import errno
import socket
from threading import BoundedSemaphore, Event
from typing import Any, cast

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from web.arrivals import THREADS, Arrival, Arrivals, Enter, Knows
from web.connections import CONNECTION
from web.http_servers import RETRY_S, TIMEOUT_S, Sentences, ShortReads, WsgiApp, log_once


def serve_threads(app: WsgiApp, listener: socket.socket, enter: Enter, knows: Knows) -> None:
    """Serve `app` for ever; a connection takes one request."""
    server = _Server(app, listener, Arrivals(listener, enter, knows, TIMEOUT_S))
    while True:
        try:
            server.serve_next()
        except OSError as fault:
            if fault.errno == errno.EBADF:
                raise
            log_once(fault)
            Event().wait(RETRY_S)  # out of file handles, mostly


class _Server(ThreadedWSGIServer):
    def __init__(self, app: WsgiApp, listener: socket.socket, arrivals: Arrivals) -> None:
        host, port = listener.getsockname()[:2]
        super().__init__(host, port, app, _Handler, fd=listener.fileno())
        self._room = BoundedSemaphore(THREADS)
        self._arrivals = arrivals
        self.served: dict[Any, Arrival] = {}

    def serve_next(self) -> None:
        """Give a thread to who comes next. Raises OSError where nobody can be accepted."""
        arrival = self._arrivals.take()
        arrival.socket.setblocking(True)
        self._room.acquire()  # newcomers wait until somebody has gone
        self.served[arrival.socket] = arrival
        try:
            self.process_request(arrival.socket, arrival.address)
        except RuntimeError:  # the system gives no more threads
            self.shutdown_request(arrival.socket)
            self._leave(arrival.socket)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._leave(request)

    def _leave(self, request: Any) -> None:
        self._arrivals.forget(self.served.pop(request))
        self._room.release()

    def log(self, *_: object) -> None:
        """Say nothing of connections that break, as the other servers do."""


class _Handler(Sentences, WSGIRequestHandler):
    timeout = TIMEOUT_S

    def handle(self) -> None:
        self.rfile = cast("Any", ShortReads(self.rfile))
        super().handle()

    def make_environ(self) -> dict[str, Any]:
        connection = cast("_Server", self.server).served[self.connection].connection
        return super().make_environ() | {CONNECTION: connection}

    def log(self, *_: object) -> None:
        """Say nothing of what strangers send."""
