"""The HTTP servers of the green runtimes, as the libraries have them; `web/threaded_server.py`.

What is set here is public: options, and methods that are made to be overridden. Faults of clients
go into no log, and a server goes on accepting when it was out of file handles for a while. `enter`
counts each connection for as long as it is served; what it returns stands in the environment.
"""

import errno
import json
import logging
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from http import HTTPStatus
from http.client import HTTPException
from threading import Event
from typing import Any

from web.connections import CONNECTION
from web.messages import MESSAGES

SOCKETS = 20_000
KEEP_ALIVE_S = 75
TIMEOUT_S = 10
"""How long a client may let a read or a write wait, once its request has begun."""
RETRY_S = 0.1
IN_A_ROW = 8
LONGEST_LINE = 8_192
READ_BYTES = 65_536
BUFFER_BYTES = 4_096
"""Of each connection, once to read and once to write: thousands of phones have one."""
BAD_REQUEST = json.dumps(
    {"error": "bad_request", "message": MESSAGES["bad_request"]}, ensure_ascii=False
).replace("%", "%%")
"""The answer to what is no HTTP request, as a template of the standard library's server."""
GONE = (errno.EBADF, errno.ENOTCONN, errno.ECONNABORTED, errno.ETIMEDOUT, "timed out")
"""First arguments of errors that say that a client has gone, beside those that gevent knows."""
log = logging.getLogger("xinmoi.server")
_SAID: set[int | None] = set()
WsgiApp = Callable[[dict[str, Any], Any], Any]
Enter = Callable[[Any, str], AbstractContextManager[Any]]


class Sentences:
    """Refuses by one sentence of ours what a server of the standard library cannot read.

    To be mixed into its handler: eventlet has one of its own, made green.
    """

    error_content_type, error_message_format = "application/json", BAD_REQUEST
    raw_requestline: bytes
    send_error: Any
    too_long: tuple[type[Exception], ...] = ()
    """What else the library raises where a head is too long."""

    def parse_request(self) -> bool:
        """Read the head; say whether that was possible."""
        try:
            is_read: bool = super().parse_request()  # type: ignore[misc]
        except self.too_long:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            return False
        if is_read and len(self.raw_requestline) > LONGEST_LINE:
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
            return False
        return is_read

    def version_string(self) -> str:
        """Tell strangers of no version."""
        return "Xin Moi"


def serve_eventlet(app: WsgiApp, listener: socket.socket, enter: Enter) -> None:
    """Serve `app` by eventlet.wsgi, for ever."""
    from eventlet import sleep, wsgi

    class Protocol(Sentences, wsgi.HttpProtocol):  # type: ignore[misc]
        too_long = (wsgi.HeaderLineTooLong, wsgi.HeadersTooLarge)
        rbufsize = wbufsize = BUFFER_BYTES

        def log_message(self, *_: object) -> None:
            """Say nothing of what strangers send."""

        def handle(self) -> None:
            with enter(self.connection, self.client_address[0]) as self.entered:
                # Neither may refer back here: what a connection leaves would wait for the collector
                try:
                    super().handle()
                except TimeoutError as fault:
                    raise fault.with_traceback(None)
                finally:
                    self.environ = None

        def get_environ(self) -> dict[str, Any]:
            environ: dict[str, Any] = super().get_environ()
            environ[CONNECTION] = self.entered
            body = environ["wsgi.input"]
            body.rfile = ShortReads(body.rfile)
            return environ

    wsgi.server(
        _Listener(listener, sleep),
        app,
        max_size=SOCKETS,
        protocol=Protocol,
        keepalive=KEEP_ALIVE_S,
        socket_timeout=TIMEOUT_S,
        url_length_limit=READ_BYTES,  # of what is over LONGEST_LINE, the handler says so
        log_output=False,
        debug=False,
    )


def log_once(fault: OSError) -> None:
    """Say why newcomers wait; once for each cause, as it comes again ten times a second."""
    if fault.errno not in _SAID:
        _SAID.add(fault.errno)
        log.warning("newcomers wait, nobody can be let in for now: %s", fault.strerror or fault)


class ShortReads:
    """What a request is read from.

    eventlet.wsgi sets no limit to the line before a chunk. Werkzeug's server waits for 10 MB of
    what is still sent when all is answered: it gets what is there.
    """

    def __init__(self, file: Any) -> None:
        self._read, self._readline, self.close = file.read, file.readline, file.close
        self._read_now = getattr(file, "read1", file.read)

    def read(self, size: int = READ_BYTES) -> bytes:
        """Return up to so many bytes, and of many no more than there are."""
        read = self._read_now if size > READ_BYTES else self._read
        content: bytes = read(min(size, READ_BYTES))
        return content

    def readline(self, size: int = LONGEST_LINE) -> bytes:
        """Return a line, or the beginning of a long one."""
        line: bytes = self._readline(size)
        return line


class _Listener:
    """A listening socket whose `accept` outlives a fault: eventlet.wsgi ends with the first.

    It also lets others run while a crowd comes: who is there is served, and who must go goes.
    """

    def __init__(self, listener: socket.socket, breathe: Callable[[], object]) -> None:
        self._listener, self._breathe = listener, breathe
        self._accepted = 0

    def accept(self) -> tuple[socket.socket, Any]:
        self._accepted += 1
        if self._accepted % IN_A_ROW == 0:
            self._breathe()
        while True:
            try:
                return self._listener.accept()
            except OSError as fault:
                if fault.errno == errno.EBADF:
                    raise
                # Out of file handles, mostly: who is served now gives some back
                log_once(fault)
                Event().wait(RETRY_S)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)


def serve_gevent(app: WsgiApp, listener: socket.socket, enter: Enter) -> None:
    """Serve `app` by gevent.pywsgi, for ever."""
    from gevent import spawn_later
    from gevent.pywsgi import WSGIHandler, WSGIServer

    class Handler(WSGIHandler):
        ignored_socket_errors: Any = (*WSGIHandler.ignored_socket_errors, *GONE)

        def handle(self) -> None:
            # gevent would print a stack trace when a client that was hung up on cannot be answered
            with enter(self.socket, self.client_address[0]) as self.entered, suppress(OSError):
                super().handle()

        def read_requestline(self) -> str:
            self.socket.settimeout(KEEP_ALIVE_S)
            line: str = super().read_requestline()
            self.socket.settimeout(TIMEOUT_S)
            return line

        def read_request(self, raw_requestline: str) -> Any:
            try:
                return super().read_request(raw_requestline)
            except (OSError, LookupError, HTTPException) as fault:
                # gevent would print a stack trace of all but ValueError
                raise ValueError(str(fault))

        def get_environ(self) -> dict[str, Any]:
            environ: dict[str, Any] = super().get_environ()
            environ["werkzeug.socket"] = self.socket
            environ[CONNECTION] = self.entered
            return environ

    class Server(WSGIServer):
        def do_read(self) -> Any:
            try:
                return super().do_read()
            except OSError as fault:
                # Out of file handles, mostly: who is served now gives some back
                log_once(fault)
                self.stop_accepting()
                spawn_later(RETRY_S, self.start_accepting)
                return None

    Server(
        listener, app, log=None, error_log=None, spawn=SOCKETS, handler_class=Handler
    ).serve_forever()
