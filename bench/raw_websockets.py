"""What plain WebSockets can do: a server of the same runtime that sends bytes, and nothing else.

No rules, no Socket.IO: it greets like the real server, so that the same crowd can follow it, sends
a ready view to everybody when it is asked to, and reads the answers it gets. The text is the same
for all and made once, each client gets a frame of its own, and nobody else has a turn meanwhile:
the real server has a view to work out for every phone, and boards and calls to serve beside them.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter
from types import SimpleNamespace
from typing import Any

from bench.program import ROOT
from bench.wire import Http
from web.runtime import listen, patch, runtime

GREETING = '0{"sid":"raw","upgrades":[],"pingInterval":600000,"pingTimeout":600000}'
ASKED = "/send/"


class RawServer:
    """The server's process, as the bench speaks with it."""

    def __init__(self, port: int) -> None:
        """Connect to it."""
        self.port = port
        self._http = Http(port, "")

    def send(self, seq: int) -> float:
        """Let it send view `seq` to all; return when that began, in seconds of perf_counter."""
        return float(self._http.ask(f"{ASKED}{seq}")["began"])


@contextmanager
def raw_server(view: str) -> Iterator[RawServer]:
    """Serve `view`: a message as the real server sent it, with `%d` where its number stands."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.raw_websockets", view],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield RawServer(int(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait(10)


class Plain:
    """A WSGI application: a WebSocket for who asks for one, else an order to send."""

    def __init__(self, view: str) -> None:
        """Begin with nobody."""
        from engineio.async_drivers.eventlet import WebSocketWSGI

        self._view, self._sockets = view, list[Any]()
        limits = SimpleNamespace(max_http_buffer_size=16_384)
        self._upgrade: Callable[[], Any] = lambda: WebSocketWSGI(self._greet, limits)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        path = str(environ["PATH_INFO"])
        if not path.startswith(ASKED):
            answer: Iterable[bytes] = self._upgrade()(environ, start_response)
            return answer
        began = self._send_to_all(int(path.removeprefix(ASKED)))
        content = json.dumps({"began": began}).encode()
        start_response("200 OK", [("Content-Length", str(len(content)))])
        return [content]

    def _send_to_all(self, seq: int) -> float:
        view = self._view % seq
        began = perf_counter()
        for websocket in self._sockets:
            websocket.send(view)
        return began

    def _greet(self, websocket: Any) -> None:
        websocket.send(GREETING)
        websocket.send(self._view % 0)
        self._sockets.append(websocket)
        while websocket.wait() is not None:
            pass


def as_text(view: bytes) -> str:
    """Return a view's message as text with `%d` in place of its number."""
    head, _, rest = view.decode().replace("%", "%%").partition('"seq":')
    return f'{head}"seq":%d{rest.lstrip("0123456789")}'


if __name__ == "__main__":
    patch("eventlet")
    listener = listen("127.0.0.1", 0)
    print(listener.getsockname()[1], flush=True)
    runtime("eventlet").serve(Plain(sys.argv[1]), listener)
