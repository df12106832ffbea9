"""What all readers get: made once and at most every few seconds, however many ask."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from flask import Response, request

T = TypeVar("T")
FRESH_S = 5.0
"""So long everybody gets the same; caches of others may keep it as long once more."""


@dataclass(slots=True)
class _Edition(Generic[T]):
    content: T
    state: Hashable
    made_at: float
    answers: dict[Hashable, tuple[bytes, str]] = field(default_factory=dict)


class Published(Generic[T]):
    """Keeps what was made last, and every form of it that somebody has asked for."""

    def __init__(self, make: Callable[[], T], state: Callable[[], Hashable]) -> None:
        """`make` looks at the present; a `state` other than before makes it look at once."""
        self._make, self._state = make, state
        self._lock = Lock()
        self._edition: _Edition[T] | None = None

    def answer(self, form: Hashable, draw: Callable[[T], bytes], content_type: str) -> Response:
        """Return a form of the present, which caches may keep; 304 to who has it already."""
        body, mark = self._find(form, draw)
        response = Response(body, content_type=content_type)
        response.headers["Cache-Control"] = f"public, max-age={FRESH_S:.0f}"
        response.headers["Vary"] = "Accept-Language"
        response.set_etag(mark)
        return response.make_conditional(request)  # type: ignore[return-value]

    def _find(self, form: Hashable, draw: Callable[[T], bytes]) -> tuple[bytes, str]:
        with self._lock:
            edition = self._renew()
            if form not in edition.answers:
                body = draw(edition.content)
                edition.answers[form] = body, sha256(body).hexdigest()[:32]
            return edition.answers[form]

    def _renew(self) -> _Edition[T]:
        state, now, last = self._state(), monotonic(), self._edition
        if last is None or last.state != state or now - last.made_at >= FRESH_S:
            self._edition = last = _Edition(self._make(), state, now)
        return last
