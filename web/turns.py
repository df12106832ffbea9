"""Whose request is answered next: few of each caller and address at once, the others wait.

Officers and devices never wait for strangers: those have few turns in all.
"""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from web.errors import Busy
from web.networks import find_network
from web.settings import Limits

CALLER = "xinmoi.caller"
"""The key of the WSGI environment for who was let in; an empty text: nobody we know."""
TURN = "xinmoi.turn"
"""The key of the WSGI environment under which a request's turn is found."""
MOST_KNOWN = 5_000
"""Of the credentials of officers and devices; then the one that came first goes."""
MOST_WAITING = 200
"""Requests of one address that wait at the same time; more are refused."""
STRANGERS = "strangers"
Environ = dict[str, Any]


@dataclass(slots=True)
class _Queue:
    in_hand: int = 0
    waiting: deque[Any] = field(default_factory=deque)


class Turn:
    """The turn of one request. It may be given back while the request waits for its client."""

    __slots__ = ("_held", "_queues", "_turns", "credential", "known")

    def __init__(
        self, turns: "Turns", queues: Sequence[tuple[Hashable, int]], credential: int, known: bool
    ) -> None:
        """`known`: whether an officer or a device has sent the request, with this credential."""
        self._turns, self._queues = turns, queues
        self.credential, self.known = credential, known
        self._held = 0

    def __enter__(self) -> None:
        self.take()

    def __exit__(self, *_: object) -> None:
        self.give_back()

    def take(self) -> None:
        """Wait until it is this request's turn; raise Busy when too many do."""
        try:
            for key, most in self._queues[self._held :]:
                self._turns.take(key, most)
                self._held += 1
        except Busy:
            self.give_back()
            raise

    def give_back(self) -> None:
        """Let the next one have it, if this one has."""
        while self._held:
            self._held -= 1
            self._turns.give_back(self._queues[self._held][0])


class FewAtOnce:
    """So many may do something slow at the same time, and so many of each; others are refused.

    Beside `others_first`: who has given back the turn is counted no more.
    """

    def __init__(self, most: int, most_of_each: int) -> None:
        """Begin with nobody."""
        self._most, self._most_of_each = most, most_of_each
        self._under_way: Counter[Hashable] = Counter()
        self._lock = Lock()

    @contextmanager
    def let_in(self, whose: Hashable) -> Iterator[None]:
        """Count one while the block lasts; raise Busy where there are too many."""
        with self._lock:
            in_all, own = self._under_way.total(), self._under_way[whose]
            if in_all >= self._most or own >= self._most_of_each:
                raise Busy
            self._under_way[whose] += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way[whose] -= 1
                if not self._under_way[whose]:
                    del self._under_way[whose]


class Turns:
    """The turns of all requests of this process."""

    def __init__(self, limits: Callable[[], Limits]) -> None:
        """Keep to the `limits` as they are now."""
        self._limits = limits
        self._queues: dict[Hashable, _Queue] = {}
        self._known: dict[int, None] = {}
        self._lock = Lock()

    def find(self, environ: Environ) -> Turn:
        """Return the turn of a request, not taken yet."""
        limits, credential = self._limits(), _find_credential(environ)
        known = credential in self._known
        # Whoever says who he is may be somebody we know, and does not stand behind all the others
        key = (
            credential
            if known
            else (find_network(environ.get("REMOTE_ADDR", "")), bool(credential))
        )
        most = limits.requests_per_caller if known else limits.requests_per_address
        queues: list[tuple[Hashable, int]] = [(key, most)] if most is not None else []
        if not known and limits.requests_of_strangers is not None:
            queues.append((STRANGERS, limits.requests_of_strangers))
        return Turn(self, queues, credential, known)

    def knows(self, sent: str) -> bool:
        """Return whether an Authorization or a Cookie has been an officer's or a device's."""
        return hash(sent) in self._known

    def learn(self, turn: Turn, caller: str | None) -> None:
        """Note who a request was from, which has been answered.

        `caller`: an empty text for nobody, None where nobody was asked for.
        """
        if caller is None or not turn.credential or bool(caller) is turn.known:
            return
        turn.known = bool(caller)
        with self._lock:
            self._known.pop(turn.credential, None)
            if caller:
                self._known[turn.credential] = None
                if len(self._known) > MOST_KNOWN:
                    del self._known[next(iter(self._known))]

    def take(self, key: Hashable, most: int) -> None:
        """Wait until fewer than `most` requests of this key are in hand; raise Busy."""
        with self._lock:
            queue = self._queues.get(key)
            if queue is None:
                queue = self._queues[key] = _Queue()
            if queue.in_hand < most:
                queue.in_hand += 1
                return
            if len(queue.waiting) >= MOST_WAITING:
                raise Busy
            mine = Lock()
            mine.acquire()
            queue.waiting.append(mine)
        mine.acquire()  # whoever gives back hands on

    def give_back(self, key: Hashable) -> None:
        """Hand on the turn to who waits longest for one of this key."""
        with self._lock:
            queue = self._queues[key]
            if queue.waiting:
                queue.waiting.popleft().release()
                return
            queue.in_hand -= 1
            if not queue.in_hand:
                del self._queues[key]


@contextmanager
def others_first(environ: Environ) -> Iterator[None]:
    """Let others have the turn of this request while the block lasts: it does something slow."""
    turn: Turn | None = environ.get(TURN)
    if turn is not None:
        turn.give_back()
    yield
    if turn is not None:
        turn.take()


def _find_credential(environ: Environ) -> int:
    """Return what tells one sender of credentials from others; 0 without any."""
    sent = environ.get("HTTP_AUTHORIZATION") or environ.get("HTTP_COOKIE")
    return hash(sent) if sent else 0
