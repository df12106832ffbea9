"""Codes that wait to be approved: in memory, since none of them is good for longer than minutes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from secrets import choice, token_urlsafe
from threading import Lock
from time import monotonic
from typing import Protocol

from flask import Response

from queueing.accounts import Device
from queueing.errors import UnknownThing
from web.errors import TooMany
from web.guesses import Guesses, Key
from web.networks import find_network
from web.roles import Role

SIGNS = "CDFGHJKMNPQRTVWXY34679"
"""No sign that is read as another, no vowels: no code is a word."""
LENGTH = 8
GOOD_FOR_S = 300.0
TRIES = 5


class UnknownPairing(UnknownThing):
    """No device shows this code, or it does so no more."""

    code = "unknown_pairing"


class ShowCode(Protocol):
    """Answers a browser that is no device yet with a code to be approved, or lets it in."""

    def __call__(self, wanted: Role | None, after: str, *, refused: bool, status: int) -> Response:
        """`wanted`: the role it needs, `after`: the page it wants; `refused`: by token it was."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """Who shows a code: where it comes from, its browser or program, the role that is wanted.

    `browser`: it is a page's, which becomes the device itself and is never told the token.
    """

    address: str
    program: str = ""
    role: Role | None = None
    browser: bool = False

    @property
    def network(self) -> str:
        """Under what the limits count it."""
        return find_network(self.address)


@dataclass(slots=True)
class Pairing:
    """One code. `until`: by the clock of Pairings; `device` and its `token` once it is approved."""

    code: str
    asked: Asked
    until: float
    tries_left: int = TRIES
    taken: bool = False
    device: Device | None = None
    token: str = ""


class Pairings:
    """All open codes. A device is known by its secret, of which a hash is kept."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with none; `clock`: seconds that only grow."""
        self._clock = clock
        self._lock = Lock()
        self._guesses = Guesses(clock)
        self._by_secret: dict[bytes, Pairing] = {}

    def open(
        self, asked: Asked, per_address: int | None = None, in_all: int | None = None
    ) -> tuple[str, Pairing]:
        """Return a secret for the device, and its new code.

        TooMany where its address shows `per_address` codes; where there are `in_all`, the oldest of
        the address with most of them ends. None: as many as anybody likes.
        """
        with self._lock:
            self._forget_old()
            waiting = [each for each in self._by_secret.values() if not each.taken]
            own = [each for each in waiting if each.asked.network == asked.network]
            if per_address is not None and len(own) >= per_address:
                raise TooMany(retry_after_s=ceil(own[0].until - self._clock()))
            if in_all is not None and len(waiting) >= in_all:
                self._end_one(waiting)
            taken = {each.code for each in waiting}
            code = next(code for code in iter(_make_code, "") if code not in taken)
            secret, pairing = token_urlsafe(32), Pairing(code, asked, self._clock() + GOOD_FOR_S)
            self._by_secret[_hash(secret)] = pairing
            return secret, pairing

    def find(self, secret: str) -> Pairing | None:
        """Return the device's own pairing, approved or not, unless its time is over."""
        with self._lock:
            self._forget_old()
            return self._by_secret.get(_hash(secret))

    def guess(self, code: str, *keys: Key) -> Pairing:
        """Return what `find_waiting` does; wrong codes are counted for each key: TooMany."""
        self._guesses.count(*keys)
        found = self.find_waiting(code)
        self._guesses.forgive(*keys)
        return found

    def find_waiting(self, code: str) -> Pairing:
        """Return who shows this code, as people type it; raise UnknownPairing."""
        wanted = plain_code(code)
        with self._lock:
            self._forget_old()
            for pairing in self._by_secret.values():
                if pairing.code == wanted and not pairing.taken and pairing.tries_left > 0:
                    return pairing
        raise UnknownPairing

    def approve(self, code: str, make: Callable[[], tuple[Device, str]]) -> Device:
        """Let the device in that shows this code, once: `make` returns it, and its token.

        What `make` raises costs the code one of its tries. Raises UnknownPairing.
        """
        pairing = self.find_waiting(code)
        with self._lock:
            if pairing.taken:
                raise UnknownPairing
            pairing.taken = True
            pairing.tries_left -= 1
        try:
            pairing.device, pairing.token = make()
        except BaseException:
            pairing.taken = False
            raise
        # It may come for its token some time later
        pairing.until += GOOD_FOR_S
        return pairing.device

    def left_s(self, pairing: Pairing) -> float:
        """Return for how many seconds a pairing is good yet."""
        return max(0.0, pairing.until - self._clock())

    def _forget_old(self) -> None:
        now = self._clock()
        for key in [key for key, each in self._by_secret.items() if each.until <= now]:
            del self._by_secret[key]

    def _end_one(self, waiting: list[Pairing]) -> None:
        network, _ = Counter(each.asked.network for each in waiting).most_common(1)[0]
        oldest = next(each for each in waiting if each.asked.network == network)
        key = next(key for key, each in self._by_secret.items() if each is oldest)
        del self._by_secret[key]


def plain_code(text: str) -> str:
    """Return a code as it is kept, from however somebody types it."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def spaced_code(code: str) -> str:
    """Return a code as it is shown: in two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def _make_code() -> str:
    return "".join(choice(SIGNS) for _ in range(LENGTH))


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "replace")).digest()
