"""Codes that wait to be approved: shared state, since none is good for longer than minutes."""

import hmac
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from math import ceil
from secrets import choice, token_urlsafe
from typing import Any, Protocol

from flask import Response

from queueing.accounts import Device, digest_token
from queueing.errors import UnknownThing
from web.errors import TooMany
from web.guesses import Guesses, Key
from web.networks import find_network
from web.processes.shared_state import SharedState, Value
from web.roles import Role

SIGNS = "CDFGHJKMNPQRTVWXY34679"
"""No sign that is read as another, no vowels: no code is a word."""
LENGTH = 8
GOOD_FOR_S = 300.0
KEPT_S = 2 * GOOD_FOR_S
ROOM = "pairings"
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


@dataclass(frozen=True, slots=True)
class Pairing:
    """One code. `until_s`: by the shared time; `device_id`: as what it is let in.

    `token_digest`: of the token that it will have; `key`: by which it is kept.
    """

    key: str
    code: str
    asked: Asked
    until_s: float
    token_digest: str
    tries_left: int = TRIES
    taken: bool = False
    device_id: int | None = None


class Pairings:
    """All open codes, at whichever process they were asked for; see docs/decisions/0028.

    A device is known by its secret, of which a hash is kept. Everything here raises CannotStore
    while what the processes share cannot be reached.
    """

    def __init__(self, shared: SharedState) -> None:
        """Keep them in `shared`, and count by its time."""
        self._shared, self._guesses = shared, Guesses(shared)

    def open(
        self, asked: Asked, per_address: int | None = None, in_all: int | None = None
    ) -> tuple[str, Pairing]:
        """Return a secret for the device, and its new code.

        TooMany where its address shows `per_address` codes; where there are `in_all`, the oldest of
        the address with most of them ends. None: as many as anybody likes.
        """
        waiting = [each for each in self._read() if not each.taken]
        own = [each for each in waiting if each.asked.network == asked.network]
        now_s = self._shared.now_s()
        if per_address is not None and len(own) >= per_address:
            raise TooMany(retry_after_s=max(1, ceil(own[0].until_s - now_s)))
        if in_all is not None and len(waiting) >= in_all:
            self._end_one(waiting)
        taken = {each.code for each in waiting}
        code = next(code for code in iter(_make_code, "") if code not in taken)
        secret = token_urlsafe(32)
        # Who reads a page's cookie knows its secret: no token may follow from that
        token = token_urlsafe(32) if asked.browser else derive_token(secret)
        digest = digest_token(token).hex()
        pairing = Pairing(_hash(secret), code, asked, now_s + GOOD_FOR_S, digest)
        self._put(pairing)
        return secret, pairing

    def find(self, secret: str) -> Pairing | None:
        """Return the device's own pairing, approved or not, unless its time is over.

        That it was approved elsewhere may be known here some two seconds later.
        """
        key, now_s = _hash(secret), self._shared.now_s()
        kept = self._shared.look(ROOM).get(key) or self._shared.read(ROOM).get(key)
        pairing = None if kept is None else _read_pairing(key, kept)
        return pairing if pairing is not None and pairing.until_s > now_s else None

    def guess(self, code: str, *keys: Key) -> Pairing:
        """Return what `find_waiting` does; wrong codes are counted for each key: TooMany."""
        self._guesses.count(*keys)
        found = self.find_waiting(code)
        self._guesses.forgive(*keys)
        return found

    def find_waiting(self, code: str) -> Pairing:
        """Return who shows this code, as people type it; raise UnknownPairing."""
        wanted = plain_code(code)
        for pairing in self._read():
            if pairing.code == wanted and not pairing.taken and pairing.tries_left > 0:
                return pairing
        raise UnknownPairing

    def approve(self, code: str, make: Callable[[bytes], Device]) -> Device:
        """Let the device in that shows this code, once: `make` returns it.

        `make` gets the digest of the token that the device will have. What it raises costs the code
        one of its tries. Raises UnknownPairing.
        """
        pairing = self._take(self.find_waiting(code))
        try:
            device = make(bytes.fromhex(pairing.token_digest))
        except BaseException:
            self._put(replace(pairing, taken=False))
            raise
        # It may come for its token some time later
        self._put(replace(pairing, device_id=device.id, until_s=pairing.until_s + GOOD_FOR_S))
        return device

    def left_s(self, pairing: Pairing) -> float:
        """Return for how many seconds a pairing is good yet."""
        return max(0.0, pairing.until_s - self._shared.now_s())

    def _read(self) -> list[Pairing]:
        """Return all that are good now, the oldest first."""
        now_s = self._shared.now_s()
        found = [_read_pairing(key, kept) for key, kept in self._shared.read(ROOM).items()]
        return sorted((each for each in found if each.until_s > now_s), key=lambda p: p.until_s)

    def _take(self, pairing: Pairing) -> Pairing:
        """Take a code from everybody else who might approve it; raise UnknownPairing."""

        def step(before: Value | None, now_s: float) -> Value:
            now = None if before is None else _read_pairing(pairing.key, before)
            if now is None or now.taken or now.tries_left < 1 or now.until_s <= now_s:
                raise UnknownPairing
            return _write_pairing(replace(now, taken=True, tries_left=now.tries_left - 1))

        taken = self._shared.change(ROOM, pairing.key, step, KEPT_S)
        if taken is None:
            raise UnknownPairing
        return _read_pairing(pairing.key, taken)

    def _put(self, pairing: Pairing) -> None:
        new = _write_pairing(pairing)
        self._shared.change(ROOM, pairing.key, lambda _before, _now_s: new, KEPT_S)

    def _end_one(self, waiting: list[Pairing]) -> None:
        network, _ = Counter(each.asked.network for each in waiting).most_common(1)[0]
        oldest = next(each for each in waiting if each.asked.network == network)
        self._shared.change(ROOM, oldest.key, lambda _before, _now_s: None, KEPT_S)


def derive_token(secret: str) -> str:
    """Return the token of a program that is let in: who has its secret can tell, nobody else."""
    made = hmac.digest(secret.encode("utf-8", "replace"), b"token of a device", "sha256")
    return urlsafe_b64encode(made).decode("ascii").rstrip("=")


def plain_code(text: str) -> str:
    """Return a code as it is kept, from however somebody types it."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def spaced_code(code: str) -> str:
    """Return a code as it is shown: in two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def _make_code() -> str:
    return "".join(choice(SIGNS) for _ in range(LENGTH))


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def _write_pairing(pairing: Pairing) -> dict[str, Any]:
    """Return what is kept of a pairing beside its key."""
    written = asdict(pairing)
    del written["key"]
    return written


def _read_pairing(key: str, kept: Value) -> Pairing:
    asked = kept["asked"]
    role = None if asked["role"] is None else Role(asked["role"])
    return Pairing(**{**kept, "key": key, "asked": Asked(**{**asked, "role": role})})
