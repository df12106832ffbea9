"""Asking other servers: bounded in time and size, led on to no other address, off the loop."""

import socket
from collections.abc import Callable, Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from io import BytesIO
from ssl import SSLContext
from threading import Timer
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from web.runtime import Runtime
from web.trust import make_trust

TIMEOUT_S = 10.0
"""For one answer, from the first connection to its last byte."""
MOST_BYTES = 256 * 1024
PORTS = {"http": 80, "https": 443}
Resolve = Callable[[str, int], list[Any]]
"""Return what `getaddrinfo` does for a host and a port, without holding up the others."""


class NoAnswer(Exception):
    """A server gave no answer that can be used; the text says why, for the log."""


def make_resolver(runtime: Runtime) -> Resolve:
    """Return what finds hosts by the system's own list, in a thread beside the others."""
    return lambda host, port: runtime.offload_slow(
        socket.getaddrinfo, host, port, 0, socket.SOCK_STREAM
    )


class BoundedAdapter(BaseAdapter):
    """Carries the requests of one `requests.Session`, each over a connection of its own."""

    def __init__(self, resolve: Resolve, timeout_s: float = TIMEOUT_S) -> None:
        """Find hosts by `resolve`; certificates are checked against those the system trusts."""
        super().__init__()
        self._resolve, self._timeout_s = resolve, timeout_s
        self._trusted: SSLContext | None = None

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: ARG002 - the library hands all of these in
        timeout: Any = None,  # noqa: ARG002
        verify: Any = True,  # noqa: ARG002
        cert: Any = None,  # noqa: ARG002
        proxies: Any = None,  # noqa: ARG002
    ) -> Response:
        """Return the answer with its whole body; raise NoAnswer."""
        url = str(request.url)
        try:
            status, headers, body = self._ask(url, request)
        except (OSError, HTTPException, ValueError) as fault:
            raise NoAnswer(f"{url}: {fault!r}")
        if 300 <= status < 400:
            raise NoAnswer(f"{url}: it leads on to {headers.get('location')}")
        if len(body) > MOST_BYTES:
            raise NoAnswer(f"{url}: more than {MOST_BYTES} bytes")
        answer = Response()
        answer.status_code, answer.url, answer.request = status, url, request
        answer.headers, answer.encoding = CaseInsensitiveDict(headers), "utf-8"
        answer.raw = BytesIO(body)
        return answer

    def close(self) -> None:
        """Nothing is kept open."""

    def _ask(self, url: str, request: PreparedRequest) -> tuple[int, Mapping[str, str], bytes]:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        ends = monotonic() + self._timeout_s
        line = self._connect(host, port, ends)
        # A server that sends a byte now and then outlasts every limit of one read: this handle
        # ends the connection itself
        with closing(line.dup()) as handle, closing(line):
            timer = Timer(max(0.0, ends - monotonic()), _shut, [handle])
            timer.daemon = True
            timer.start()
            try:
                if parts.scheme == "https":
                    line = self._find_trusted().wrap_socket(line, server_hostname=host)
                found = _exchange(line, host, port, parts.scheme, request)
                if monotonic() >= ends:
                    # What was cut off looks like an answer that has ended
                    raise TimeoutError
                return found
            finally:
                timer.cancel()
                line.close()

    def _connect(self, host: str, port: int, ends: float) -> socket.socket:
        fault: OSError = OSError(f"{host} has no address")
        for family, kind, protocol, _, address in self._resolve(host, port):
            left_s = ends - monotonic()
            if left_s <= 0:
                raise TimeoutError
            line = socket.socket(family, kind, protocol)
            line.settimeout(left_s)
            try:
                line.connect(address)
            except OSError as refused:
                line.close()
                fault = refused
            else:
                return line
        raise fault

    def _find_trusted(self) -> SSLContext:
        if self._trusted is None:
            self._trusted = make_trust()
        return self._trusted


def _exchange(
    line: socket.socket, host: str, port: int, scheme: str, request: PreparedRequest
) -> tuple[int, Mapping[str, str], bytes]:
    """Send a request over an open connection; return status, headers and body."""
    connection = HTTPConnection(host, None if port == PORTS[scheme] else port)
    connection.sock = line
    headers = {
        name: value.decode("latin-1") if isinstance(value, bytes) else value
        for name, value in request.headers.items()
    }
    connection.request(
        str(request.method),
        request.path_url,
        request.body,
        headers | {"Accept-Encoding": "identity", "Connection": "close"},
    )
    answer = connection.getresponse()
    body = answer.read(MOST_BYTES + 1)
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def _shut(handle: socket.socket) -> None:
    try:
        handle.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself
