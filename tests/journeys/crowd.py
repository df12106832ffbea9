"""A crowd: kiosks give numbers while counters work, and presses are repeated, anywhere."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count, cycle, islice
from random import Random
from threading import Event, Lock
from time import monotonic
from uuid import UUID

from ruamel.yaml import YAML

from tests.journeys.history import Exchange
from tests.journeys.wire import Client, OutOfTouch
from tests.waiting import LONG_S, POLL_S, NeverHappened

KIOSKS = 32
NUMBERS_EACH = 12
ROUNDS = 14
PRESSED_TWICE = 0.25
LEISURE_S = 0.5
"""Between two numbers of a kiosk that has given its handful, while the others still work."""
COUNTERS = {
    "02": ("XD",), "03": ("XD",), "04": ("TNMT-DD",), "05": ("TNMT-DD", "TNMT-MT"),
    "16": ("TNMT-MT",), "07": ("GTVT-LX", "GTVT-VT"), "08": ("GTVT-LX", "GTVT-VT"),
    "09": ("GTVT-VT", "GTVT-LX"),
}  # fmt: skip
SERVICES = sorted({service for own in COUNTERS.values() for service in own})


class Anywhere:
    """A caller whose every request goes to the next of the servers, as behind a balancer."""

    def __init__(self, clients):
        self._clients = clients
        self._next = cycle(clients)

    def insist(self, path, body, key):
        """Repeat a command with the same key until some server has answered it."""
        end = monotonic() + LONG_S
        while monotonic() < end:
            try:
                answer = next(self._next).post(path, body, key)
            except OutOfTouch:
                Event().wait(POLL_S)
                continue
            if answer.status != 503:
                return answer
            Event().wait(POLL_S)
        raise NeverHappened(f"an answer to {path}")

    def close(self):
        for client in self._clients:
            client.close()


class Crowd:
    """Everybody's presses and all that was answered to them, by servers of one centre."""

    def __init__(self, *servers, numbers_each=NUMBERS_EACH, rounds=ROUNDS):
        self.exchanges: list[Exchange] = []
        self.numbers = 0
        self.numbers_each, self.rounds = numbers_each, rounds
        self.over = Event()
        self._servers, self._begun = servers, count()
        self._echoes = ThreadPoolExecutor(8)
        self._noting = Lock()

    @contextmanager
    def at_work(self):
        """Let everybody work; the block goes on beside them.

        Who has given or called all there was goes on at leisure until the block is over: a fault
        may take longer than all of it.
        """
        with ThreadPoolExecutor(KIOSKS + len(COUNTERS)) as everyone:
            kiosks = [everyone.submit(kiosk, self, number) for number in range(KIOSKS)]
            officers = [everyone.submit(Officer(self, counter).work) for counter in COUNTERS]
            try:
                yield
            finally:
                self.over.set()
            for each in officers:
                each.result()
            self.numbers = sum(each.result() for each in kiosks)
        self._echoes.shutdown()

    def press_some_again(self, most=40):
        """Press once more what was answered long ago, here and there."""
        client, before = self.client(), list(self.exchanges)
        for earlier in before[:: max(1, len(before) // most)]:
            self._insist(client, earlier.path, earlier.body, earlier.key, monotonic())
        client.close()

    def client(self):
        """Return a caller that begins with one server or another."""
        first = next(self._begun) % len(self._servers)
        own = islice(cycle(self._servers), first, first + len(self._servers))
        return Anywhere([Client(each.port, each.tokens["api"]) for each in own])

    def press(self, client, rng, path, body):
        """Press once, or twice at the same moment; return the answer."""
        key, asked = str(UUID(int=rng.getrandbits(128))), monotonic()
        if rng.random() < PRESSED_TWICE:
            self._echoes.submit(self._echo, path, body, key, asked)
        return self._insist(client, path, body, key, asked)

    def _echo(self, path, body, key, asked):
        client = self.client()
        self._insist(client, path, body, key, asked)
        client.close()

    def _insist(self, client, path, body, key, asked):
        answer = client.insist(path, body, key)
        said = Exchange("api", key, path, asked, monotonic(), answer.status, answer.json, body)
        with self._noting:
            self.exchanges.append(said)
        return said


def kiosk(crowd, number):
    """One kiosk: gives a handful of numbers, one after the other; return how many."""
    rng, client, given = Random(number), crowd.client(), 0
    while given < crowd.numbers_each or not crowd.over.is_set():
        if given >= crowd.numbers_each:
            crowd.over.wait(LEISURE_S)
        given += 1
        priority = rng.choice(["normal"] * 6 + ["elderly"])
        crowd.press(
            client, rng, "/api/tickets", {"service": rng.choice(SERVICES), "priority": priority}
        )
    client.close()
    return given


class Officer:
    """One counter: calls, and does with each citizen one of the things that happen."""

    def __init__(self, crowd, counter):
        self._crowd, self._counter = crowd, counter
        self._rng, self._client = Random(counter), crowd.client()
        self._parked: list[str] = []

    def work(self):
        self._press("open")
        for _ in range(self._crowd.rounds):
            called = self._press("call-next")
            if called.status == 200:
                self._receive(called.answer["ticket"]["id"])
        self._client.close()

    def _press(self, action, body=None):
        path = f"/api/counters/{self._counter}/{action}"
        return self._crowd.press(self._client, self._rng, path, body or {})

    def _receive(self, ticket):
        for _ in range(self._rng.choice([0, 0, 1, 2])):
            self._press("recall")
        ways: list[Callable[[str], None]] = [
            self._serve, self._serve_and_go_on, self._serve_and_go_on, self._miss, self._park,
            self._send_on, self._return, self._change_mind,
        ]  # fmt: skip
        self._rng.choice(ways)(ticket)

    def _serve(self, ticket):
        self._press("start")
        self._press("finish", {"outcome": "accepted"})

    def _serve_and_go_on(self, ticket):
        after = self._press("finish-and-call-next")
        if after.answer["ticket"]:
            self._press("finish")

    def _miss(self, ticket):
        self._press("no-show")
        if self._rng.random() < 0.7:
            self._crowd.press(self._client, self._rng, f"/api/tickets/{ticket}/restore", {})

    def _park(self, ticket):
        self._press("park")
        if self._press("resume", {"ticket": ticket}).status == 200:
            self._press("finish")

    def _send_on(self, ticket):
        others = [service for service in SERVICES if service not in COUNTERS[self._counter]]
        target = self._rng.choice(
            [{"service": self._rng.choice(others)}, {"counter": self._rng.choice(sorted(COUNTERS))}]
        )
        if self._press("transfer", target).status != 200:
            self._press("finish")

    def _return(self, ticket):
        self._press("return")

    def _change_mind(self, ticket):
        self._press("finish")
        if self._press("undo").status == 200:
            self._press("finish")


def profiles(config):
    """Return what each counter calls, from the configuration itself."""
    settings = YAML(typ="safe").load(config.read_text(encoding="utf-8"))
    late_s = settings["rules"]["lend_a_hand_min"] * 60
    return {
        counter: [(service, 0) for service in each["serves"]]
        + [(service, late_s) for service in each.get("lends_a_hand_to", [])]
        for counter, each in settings["counters"].items()
    }
