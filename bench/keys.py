"""Key to board: a press at the key agent until a board and the counter's display have the call."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, sleep

import socketio

from bench import raw
from bench.followers import Board
from bench.program import Program, data_folder, serving
from bench.table import most_row, show
from bench.wire import Http, make_queue
from counters.keys.agent.agent import KeyAgent
from tests.waiting import wait_until

CALLS = 60
GAP_S = 0.7
"""A press sooner after another is a mistake, and dropped."""
BOARD_MS, DISPLAY_MS = 150.0, 100.0


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    times = []
    with data_folder() as folder, serving(folder) as program:
        office, board = Http(program.port, program.token), Board(program.port, program.token)
        counter = make_queue(office, CALLS + 1)[0].split("/")[3]
        with (
            _following(program, "/counters", counter),  # whoever opened the counter is there
            _following(program, "/counter-display", counter) as shown,
            _agent(program, counter) as agent,
        ):
            for _ in range(CALLS):
                sleep(GAP_S)
                board.drain()
                shown.clear()
                began = perf_counter()
                agent.press("finish-and-call-next")
                board.next_view()
                wait_until("the display has it", lambda: shown)
                times.append((1000 * (board.at - began), 1000 * (shown[0] - board.at)))
                office.ask(f"/api/counters/{counter}/start", {})
        limits = raw.after_gap(folder)
    to_board, behind = (sorted(each) for each in zip(*times, strict=True))
    rows = []
    for percent in (50, 99):
        bare = f"fdatasync {1000 * raw.percentile(limits, percent):.2f} ms"
        for figure, taken, most in (
            ("key → board", to_board, BOARD_MS),
            ("board → counter's display", behind, DISPLAY_MS),
        ):
            measured = raw.percentile(taken, percent)
            rows.append(most_row(f"{figure} p{percent}", measured, most, "ms", bare, digits=1))
    return show(f"keys of a counter, {CALLS} presses", rows)


@contextmanager
def _following(program: Program, namespace: str, counter: str) -> Iterator[list[float]]:
    """Follow a counter; give the moments at which views came."""
    came: list[float] = []
    client = socketio.Client()

    def take(view: dict[str, int]) -> None:
        came.append(perf_counter())
        client.emit("seen", {"seq": view["seq"]}, namespace)

    client.on("view", take, namespace)
    address = f"http://127.0.0.1:{program.port}/?counter={counter}"
    auth = {"token": program.token}
    client.connect(address, auth=auth, namespaces=[namespace], transports=["websocket"])
    wait_until(f"{namespace} is followed", lambda: came)
    yield came
    client.disconnect()


@contextmanager
def _agent(program: Program, counter: str) -> Iterator[KeyAgent]:
    stop, token = threading.Event(), program.server.token("keys", counter=counter)
    agent = KeyAgent(f"http://127.0.0.1:{program.port}", token, lambda _code: None)
    threading.Thread(target=agent.run, args=(stop,), daemon=True).start()
    wait_until("the agent follows", lambda: agent.look().tone != "away")
    yield agent
    stop.set()
