"""Answers to programs: JSON in UTF-8, never kept by a cache. Long texts, in turns with others."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from flask import Response

from web.runtime import Runtime

PIECES_AT_ONCE = 200
"""Pieces of a page, a millisecond or two, between which others have their turn."""


class JsonAnswer(Response):
    """A finished answer: skips what Werkzeug does for ranges, locations and streams."""

    def __call__(self, _environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answer a WSGI request."""
        start_response(self.status, list(self.headers))
        return self.response  # type: ignore[return-value]


def encode(content: Mapping[str, Any]) -> bytes:
    """Return JSON in UTF-8, without spaces."""
    return orjson.dumps(content)


def json_answer(content: Mapping[str, Any], status: int = 200) -> Response:
    """Return `content` as the answer to an API request."""
    answer = JsonAnswer(encode(content), status, content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def join_in_turns(pieces: Iterable[str], runtime: Runtime) -> str:
    """Return the pieces of a page as one text; a long one would hold everybody up meanwhile."""

    def let_others_on() -> Iterator[str]:
        for number, piece in enumerate(pieces, start=1):
            if number % PIECES_AT_ONCE == 0:
                runtime.sleep(0)
            yield piece

    return "".join(let_others_on())


class SocketJson:
    """JSON for Socket.IO's packets, in which a part may be encoded already (`orjson.Fragment`)."""

    loads = staticmethod(orjson.loads)

    @staticmethod
    def dumps(content: Any, **_: object) -> str:
        """Return JSON as text."""
        return orjson.dumps(content).decode()
