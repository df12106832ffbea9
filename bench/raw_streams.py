"""What plain streams can do: eventlet's server that sends ready bytes to everybody, nothing else.

No rules and no views: the bytes are made once, and nobody else has a turn meanwhile. The real
server works out a view for every phone, and serves boards and calls beside them.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from time import perf_counter
from typing import Any

from bench.program import ROOT
from web.runtime import listen, patch, runtime

TURN = "/send/"


@contextmanager
def raw_streams(size: int) -> Iterator[int]:
    """Serve streams of events that have `size` bytes; give the port. `GET /send/SEQ` sends one."""
    command = [sys.executable, "-m", "bench.raw_streams", str(size)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


class Plain:
    """A WSGI application: an order to send, or else a stream."""

    def __init__(self, size: int) -> None:
        self._form = b"id: %d\nevent: view\ndata: " + b"x" * size + b"\n\n"
        self._event, self._gate = self._form % 0, green.make_gate()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        path = str(environ["PATH_INFO"])
        if path.startswith(TURN):
            began = perf_counter()
            self._event = self._form % int(path.removeprefix(TURN))
            opened, self._gate = self._gate, green.make_gate()
            opened.open()
            start_response("200 OK", [])
            return [json.dumps({"began": began}).encode()]
        environ["eventlet.minimum_write_chunk_size"] = 1
        start_response("200 OK", [("Content-Type", "text/event-stream")])
        return self._stream()

    def _stream(self) -> Iterator[bytes]:
        while True:
            gate = self._gate
            yield self._event
            gate.wait()


if __name__ == "__main__":
    patch("eventlet")
    green = runtime("eventlet")
    listener = listen("127.0.0.1", 0)
    print(listener.getsockname()[1], flush=True)
    green.serve(Plain(int(sys.argv[1])), listener, lambda *_: nullcontext(), bool)
