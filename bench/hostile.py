"""What Hypothesis makes up for requests and frames: 20,000 of each, and not one fault."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from http.client import HTTPConnection, HTTPException
from time import perf_counter
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bench.program import data_folder, serving
from bench.table import Row, show
from bench.wire import Http, make_queue
from tests.corpora.asking import Interface, Request
from tests.corpora.frames import SENT
from tests.corpora.talking import NobodyIsLetIn, Talker

EACH = 20_000
SHARES = 2
"""Processes that make requests: to make one takes longer than to answer it."""
TIMEOUT_S = 60
NO_FAULT = {501, 503}
"""PDF without its library, and more asked at once than there is room for."""
SHOWN = 5
Told = tuple[int, list[str]]
"""How many were sent, and what was a fault."""


def run() -> bool:
    """Send, print, and say whether nothing failed."""
    with (
        data_folder() as folder,
        serving(folder) as program,
        ProcessPoolExecutor(SHARES + 1) as pool,
    ):
        began = perf_counter()
        _, tokens = make_queue(Http(program.port, program.token), 20)
        where = (program.port, program.token)
        shares = [pool.submit(send_requests, *where, tokens, share) for share in range(SHARES)]
        talking = pool.submit(send_frames, *where)
        asked = [each.result() for each in shares]
        told = {
            "requests": (
                sum(sent for sent, _ in asked),
                [each for _, all_ in asked for each in all_],
            ),
            "frames": talking.result(),
        }
        took_s = perf_counter() - began
        alive, traces = program.server.answers(), program.server.traces()
    for fault in (each for _, faults in told.values() for each in faults[:SHOWN]):
        print(fault)
    print(traces, end="")
    rows = [
        Row(name, f"{sent} sent, {len(faults)} faults", "–", "no fault", not faults)
        for name, (sent, faults) in told.items()
    ]
    rows.append(Row("the log", traces[:40] or "no trace", "–", "no trace", not traces))
    rows.append(Row("answers afterwards", "yes" if alive else "no", "–", "yes", alive))
    return show(f"hostile requests and frames, in {took_s:.0f} s", rows)


def send_requests(port: int, token: str, follows: list[str], share: int) -> Told:
    """Ask whatever the description of the interface allows, nearly allows, or forbids.

    `share`: which of the SHARES of all requests this one is.
    """
    office = Http(port, token)
    there = {
        "follow": follows,
        "ticket_id": [each["id"] for each in office.ask("/api/counters/02")["waiting"]],
        "counter_id": ["02", "07"],
        "printer_id": ["M1"],
        "speakers": ["tret"],
    }
    interface = Interface(office.ask("/api/openapi.json"), there)
    faults: list[str] = []
    asker = Asker(port, token)

    def ask(asked: Request) -> None:
        status = asker.ask(asked)
        if status >= 500 and status not in NO_FAULT:
            faults.append(f"{status} {asked.method} {asked.target} {asked.body[:200]!r}")

    return _send(interface.requests(), ask, EACH // SHARES, share), faults


def send_frames(port: int, token: str) -> Told:
    """Say whatever bytes on a WebSocket; the one fault that a client sees is not to be let in."""
    talker = Talker(port, token)
    faults: list[str] = []

    def say(sent: bytes) -> None:
        if faults:
            return
        try:
            talker.say(sent)
        except NobodyIsLetIn:
            faults.append(f"nobody is let in after {talker.sent} frames, before {sent[:200]!r}")

    _send(SENT, say, EACH)
    return talker.sent, faults


class Asker:
    """One kept connection, opened anew when the server hangs up."""

    def __init__(self, port: int, token: str) -> None:
        """Hold the token of a program that may do everything."""
        self._headers = {"Authorization": f"Bearer {token}"}
        self._connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)

    def ask(self, asked: Request) -> int:
        """Return the status of the answer; once more when the connection had been closed."""
        try:
            return self._ask(asked)
        except (HTTPException, ConnectionError):
            self._connection.close()
            return self._ask(asked)

    def _ask(self, asked: Request) -> int:
        headers = self._headers | asked.headers
        self._connection.request(asked.method, asked.target, asked.body or None, headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status


def _send(
    strategy: "st.SearchStrategy[Any]", act: Callable[[Any], None], most: int, start: int = 0
) -> int:
    """Act on so many examples, the same ones at each `start`; return how many there were."""
    sent = 0

    @seed(start)
    @settings(
        max_examples=most,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def send(made: Any) -> None:
        nonlocal sent
        sent += 1
        act(made)

    send()
    return sent
