"""Phones whose page is closed: from the call that brings them near to what a push service gets.

Beside it the same bytes posted to the same service by nothing but an HTTP client.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import urandom
from threading import Thread
from time import monotonic, perf_counter, sleep

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bench import raw
from bench.program import Program, data_folder, serving, write_configuration
from bench.table import limit_row, most_row, show
from bench.wire import Http, make_queue

PHONES, AHEAD = 100, 3
WITHIN_MS = 5_000.0
GAP_S = 0.3
PATIENCE_S = 20.0
BODY_BYTES = 400
"""As a message has them, encrypted."""


class Arrivals(ThreadingHTTPServer):
    """A push service; `first`: path -> when its first message was there."""

    def __init__(self) -> None:
        """Listen at any free port of this computer."""
        super().__init__(("127.0.0.1", 0), Taking)
        self.first: dict[str, float] = {}


class Taking(BaseHTTPRequestHandler):
    """Takes every message."""

    def do_POST(self) -> None:
        """Take it, and note when."""
        self.rfile.read(int(self.headers["Content-Length"]))
        if isinstance(self.server, Arrivals):
            self.server.first.setdefault(self.path, perf_counter())
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    with data_folder() as folder, _push_service() as service:
        file = folder.with_name("config.yaml")
        config = write_configuration(file, push_service=_address(service))
        with serving(folder, config=config) as program:
            taken = _measure(program, service)
        bare = sorted(_post(service, f"/bare/{n}") for n in range(PHONES))
    rows = [
        most_row("alerts that did not come", PHONES - len(taken), 0, f"of {PHONES}"),
        *(
            limit_row(f"call → push service, p{share}", raw.percentile(taken, share), "bare POST",
                      raw.percentile(bare, share), WITHIN_MS)
            for share in (50, 99)
            if taken
        ),
    ]  # fmt: skip
    return show(f"{PHONES} phones with their page closed, told at {AHEAD} people ahead", rows)


def _measure(program: Program, service: Arrivals) -> list[float]:
    """Return the sorted milliseconds of the alerts that came, each since its call."""
    office = Http(program.port, program.token)
    path, tokens = make_queue(office, PHONES + AHEAD + 1)
    # The first of them has one person more before it than it wants to be told of
    phones = tokens[AHEAD + 1 :]
    for token in phones:
        office.ask(f"/t/{token}/push", _subscribe(f"{_address(service)}/push/{token}"))
    called: dict[str, float] = {}
    for token in phones:
        sleep(GAP_S)
        called[f"/push/{token}"] = perf_counter()
        office.ask(path, {})
    until = monotonic() + PATIENCE_S
    while len(service.first) < len(called) and monotonic() < until:
        sleep(0.05)
    return sorted(1000 * (at - called[each]) for each, at in dict(service.first).items())


def _subscribe(endpoint: str) -> dict[str, object]:
    """Return what a browser sends: its address at the service and the keys of this one."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    keys = {name: urlsafe_b64encode(each).rstrip(b"=").decode()
            for name, each in (("p256dh", point), ("auth", urandom(16)))}  # fmt: skip
    return {"endpoint": endpoint, "keys": keys, "ahead": AHEAD}


def _post(service: Arrivals, path: str) -> float:
    """Return the milliseconds until a bare message was there."""
    connection, began = HTTPConnection("127.0.0.1", service.server_port), perf_counter()
    connection.request("POST", path, urandom(BODY_BYTES))
    connection.getresponse().read()
    connection.close()
    return 1000 * (service.first[path] - began)


def _address(service: Arrivals) -> str:
    return f"http://127.0.0.1:{service.server_port}"


@contextmanager
def _push_service() -> Iterator[Arrivals]:
    with Arrivals() as service:
        Thread(target=service.serve_forever, daemon=True).start()
        yield service
        service.shutdown()
