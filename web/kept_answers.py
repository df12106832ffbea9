"""Answers that are the same for all readers: made at most once in some seconds, whoever asks.

They are kept as bytes. What they say of the hall may be that old; caches of others may keep them
as long once more.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Generic, NamedTuple, TypeVar

from flask import Response, request

T = TypeVar("T")
FRESH_S = 5.0
"""So long everybody gets the same."""
MOST_FORMS = 300
"""So many forms are kept: what people type into an address has no end."""


class Drawn(NamedTuple):
    """What is answered."""

    content: bytes
    status: int = 200


@dataclass(slots=True)
class _Edition(Generic[T]):
    content: T
    state: Hashable
    made_at: float
    answers: dict[Hashable, tuple[Drawn, str]] = field(default_factory=dict)


class KeptAnswers(Generic[T]):
    """Keeps what was made last, and every form of it that somebody has asked for."""

    def __init__(self, make: Callable[[], T], state: Callable[[], Hashable] = lambda: None) -> None:
        """`make` looks at the present; a `state` other than before makes it look at once."""
        self._make, self._state = make, state
        self._lock = Lock()
        self._edition: _Edition[T] | None = None

    def answer(
        self, form: Hashable, draw: Callable[[T], bytes | Drawn], content_type: str
    ) -> Response:
        """Return a form of the present, which caches may keep; 304 to who has it already.

        What `draw` raises is kept for nobody.
        """
        drawn, mark = self._find(form, draw)
        return make_public(drawn, content_type, mark)

    def _find(self, form: Hashable, draw: Callable[[T], bytes | Drawn]) -> tuple[Drawn, str]:
        with self._lock:
            edition = self._renew()
            if form not in edition.answers:
                made = draw(edition.content)
                drawn = Drawn(made) if isinstance(made, bytes) else made
                if len(edition.answers) >= MOST_FORMS:
                    del edition.answers[next(iter(edition.answers))]
                edition.answers[form] = drawn, _mark(drawn.content)
            return edition.answers[form]

    def _renew(self) -> _Edition[T]:
        state, now, last = self._state(), monotonic(), self._edition
        if last is None or last.state != state or now - last.made_at >= FRESH_S:
            self._edition = last = _Edition(self._make(), state, now)
        return last


def make_public(drawn: Drawn, content_type: str, mark: str | None = None) -> Response:
    """Return what anybody may keep for a moment, and need not fetch again while it is the same.

    `mark`: of the content, where it is known.
    """
    response = Response(drawn.content, status=drawn.status, content_type=content_type)
    response.headers["Cache-Control"] = f"public, max-age={FRESH_S:.0f}"
    response.headers["Vary"] = "Accept-Language"
    response.set_etag(mark or _mark(drawn.content))
    return response.make_conditional(request)  # type: ignore[return-value]


def _mark(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]
